import type { Context } from '../../../platform/action.ts'
import type { Announcer } from '../../../platform/events/announce.ts'
import { followSystems } from './store/due.ts'

/** What hangs on a system goes with it when cases are merged, split or parted again. `app/areas.ts` calls it once. */
export function hearMoves(announce: Announcer<Context>): void {
  announce.on('systems.moved', async (context, { from, to, systemIds }) =>
    followSystems(context, { from, to, systemIds }),
  )
}
