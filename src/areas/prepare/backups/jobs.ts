import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { isLate } from './rules.ts'
import { listQuietCopies, updateCopy } from './store.ts'

/** Says of each backup whose script fell silent that it is late: once, until it has reported again. */
export const lateJob: TenantJob = {
  name: 'backups.late',
  cron: '*/10 * * * *',
  run: announceLate,
}

export async function announceLate(context: Context): Promise<void> {
  for (const row of await listQuietCopies(context)) {
    if (!isLate(row, context.now)) continue
    const { id, name, ownerId } = row
    await updateCopy(context, id, { lateToldAt: context.now })
    context.record({ stream: 'audit', kind: 'copy.late', fields: { copy: id, name } })
    await context.announce({ kind: 'copy.told', what: 'late', copyId: id, name, memberId: ownerId })
  }
}
