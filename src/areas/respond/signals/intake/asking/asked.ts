/** What asking a source needs to know, and how it ended. */
import type { House } from '../../../../../platform/action.ts'
import type { AskingTrouble } from '../../contract/asking.ts'
import type { Recipient } from '../../rules/mail/judge.ts'
import type { AskingRow } from '../../store/asking.ts'
import type { SourceRecord } from '../../store/sources.ts'

/** One turn of one source. */
export interface Turn {
  readonly house: House
  readonly source: SourceRecord
  readonly asking: AskingRow
  readonly secret: string
  readonly recipient: Recipient
}

export interface Asked {
  /** Mails or entries that came and were news. */
  readonly taken: number
  /** Not all was read: it is asked again soon. */
  readonly hasMore: boolean
  /** What could not be done although all was read. */
  readonly trouble?: AskingTrouble
}

/** The other side could not be asked, or not to the end; what was stored before stays stored. */
export class NotAsked extends Error {
  override readonly name = 'NotAsked'
  readonly trouble: AskingTrouble
  readonly retryAfterSeconds: number | undefined

  constructor(trouble: AskingTrouble, retryAfterSeconds?: number) {
    super(`the source could not be asked: ${trouble}`)
    this.trouble = trouble
    this.retryAfterSeconds = retryAfterSeconds
  }
}
