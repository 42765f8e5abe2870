import type { SystemWay } from '../contract/systems.ts'
import type { Watch } from '../contract/watching.ts'
import { isWatched, missingForReturn, stillCounting } from '../rules/way-back.ts'
import type { WayRecord } from '../store/returning.ts'

type System = Pick<SystemWay, 'id' | 'name' | 'state' | 'assetId' | 'kind'>

/** A system and how far it is on its way back. */
export function wayShown(
  { id, name, state, assetId, kind }: System,
  way: WayRecord | undefined,
  {
    watches,
    now,
  }: { watches: readonly Pick<Watch, 'kind' | 'systemId' | 'startsAt' | 'endsAt'>[]; now: Date },
): SystemWay {
  const { checks = {}, override = null, returnedAt = null } = way ?? {}
  const known = {
    isolation: way?.isolation ?? null,
    ...stillCounting({ checks, override, returnedAt }, state),
    retirement: way?.retirement ?? null,
    plan: way?.plan ?? null,
    isWatched: isWatched(id, watches, now),
  }
  return { id, name, state, assetId, kind, ...known, missing: missingForReturn(known, now) }
}
