import type { HouseJob } from '../../../platform/jobs/jobs.ts'
import { isKnownFile } from './store/evidence.ts'

/** Each night: what interrupted uploads left is removed, and bytes that no record leans on are taken away again. */
export const sweepJob: HouseJob = {
  name: 'evidence.sweep',
  cron: '40 3 * * *',
  once: async (house) => {
    const { services, wall } = house
    const swept = await services.files.sweep({
      now: house.now().getTime(),
      isKnown: (tenantId, sha256) => wall.inTenant(tenantId, (tx) => isKnownFile({ tx }, sha256)),
      removeUnknown: true,
    })
    services.log.info({ swept }, 'the file store was swept')
  },
}
