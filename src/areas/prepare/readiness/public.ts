import type { Context } from '../../../platform/action.ts'
import type { Failure } from './contract.ts'
import type { Exercise, Watched } from './rules/failures.ts'
import type { Untested } from './rules/untested.ts'

/** What a room of the day knows and this one asks; `app/areas.ts` fills it. */
export interface ReadinessPorts {
  /** The last incident that was rehearsed to its end; undefined where none was that whoever asks may see. */
  lastExercise(context: Context): Promise<Exercise | undefined>
  /** What no tool would tell of. */
  unwatchedStanding(context: Context): Promise<Watched>
  /** Which plans nobody tried in time. */
  untestedStanding(context: Context): Promise<Untested>
}

/** Rooms that come after this one say themselves what would fail; each of their kinds is in the closed list here. */
export type MoreFailures = (context: Context) => Promise<readonly Failure[]>
