/** The ledger's own work by the clock: a signed checkpoint every minute in which a log grew. */
import type { TenantJob } from '../jobs/jobs.ts'
import { makeCheckpoint } from './checkpoint.ts'

export const ledgerJobs: readonly TenantJob[] = [
  {
    name: 'ledger.checkpoint',
    cron: '* * * * *',
    run: async ({ tx, services, now }) => {
      const { rows } = await tx.$client.query<{ grown: boolean }>(
        'select size > coalesce((select max(checkpoint.size) from app.checkpoint), 0) as grown from app.log',
      )
      if (rows[0]?.grown === true) await makeCheckpoint(tx.$client, services.signer, now)
    },
  },
]
