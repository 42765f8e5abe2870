import type { Context } from '../../../platform/action.ts'
import type { Exercise, Watched } from './rules/failures.ts'

/** What a room of the day knows and this one asks; `app/areas.ts` fills it. */
export interface ReadinessPorts {
  /** The last incident that was rehearsed to its end; undefined where none was that whoever asks may see. */
  lastExercise(context: Context): Promise<Exercise | undefined>
  /** What no tool would tell of. */
  unwatchedStanding(context: Context): Promise<Watched>
}
