import type { HouseJob, TenantJob } from '../../../platform/jobs/jobs.ts'
import { dropAbandoned } from './actions/send-in-parts.ts'
import { isKnownFile } from './store/evidence.ts'

/** Each night: uploads that nobody went on with are given up, so that the sweep behind it can take their parts. */
export const abandonedJob: TenantJob = {
  name: 'evidence.abandoned-uploads',
  cron: '20 3 * * *',
  run: (context) => dropAbandoned(context),
}

/** Some times a day: what interrupted uploads left is removed, and bytes that no record leans on are taken away again. */
export const sweepJob: HouseJob = {
  name: 'evidence.sweep',
  cron: '40 3,9,15,21 * * *',
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
