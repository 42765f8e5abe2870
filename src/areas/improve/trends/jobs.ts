import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { gatherLook } from './actions/looks.ts'

/** Lays the figures of a quarter on the table when it is over; each day, so that a house that was off is not left out. */
export const lookJob: TenantJob = {
  name: 'trends.look',
  cron: '40 4 * * *',
  by: 'Quarterly figures',
  run: gatherLook,
}
