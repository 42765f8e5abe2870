import type { Context } from '../../../platform/action.ts'
import type { WordsToErase } from '../../../platform/erasure/erase-words.ts'

/** Cases as the wall knows them, by the program's own sight. */
export interface CasesToSpare {
  /** Not closed yet. */
  readonly running: readonly string[]
  /** Under legal hold, as a whole or in one thing of theirs. */
  readonly held: readonly string[]
  /** Closed to all but some. */
  readonly restricted: readonly string[]
}

/** A port: what rooms that come later in the story must have kept. `app/` fills it. */
export interface PrivacyPorts {
  /** Ids of cases, of those that whoever asks may see. */
  readonly casesToSpare: (context: Pick<Context, 'tx'>) => Promise<CasesToSpare>
  /** Writes over words in texts that several write in, a few at a time; undefined when there are none left. */
  readonly forgetInNotes: (
    context: Pick<Context, 'tx' | 'tenantId'>,
    wanted: WordsToErase & { readonly after: string | undefined },
  ) => Promise<
    | {
        /** The case of each that was written over. */
        readonly cases: readonly string[]
        /** Those that could not be. */
        readonly stuck: number
        /** Behind which it goes on. */
        readonly last: string
      }
    | undefined
  >
  /** Refuses `not_found` for a case that is not there, or not for whoever asks. */
  readonly refuseUnknownCase: (context: Context, incidentId: string) => Promise<unknown>
}
