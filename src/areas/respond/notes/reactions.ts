import type { Context } from '../../../platform/action.ts'
import type { Announcer } from '../../../platform/events/announce.ts'
import { keepVersion } from './actions/keep-version.ts'
import { listUnkeptOf } from './store.ts'

/** A case that is closed has all its words on the record. `app/areas.ts` calls it once, at the start. */
export function hearClosings(announce: Announcer<Context>): void {
  announce.on('incident.closed', async (context, { incidentId }) => {
    for (const page of await listUnkeptOf(context, incidentId))
      await keepVersion(context, page, { why: 'closing' })
  })
}
