/** The services of the floor, gathered for those who act: files, keys, doors, post, sign-in, the log. */
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { DnsText } from './dns-text.ts'
import type { Egress } from './egress.ts'
import type { LedgerHub } from './events/hub.ts'
import type { Typesetter } from './documents/typeset.ts'
import type { FileStore } from './files/file-store.ts'
import type { Wake } from './jobs/wake.ts'
import type { LanguageModel } from './language-model/ask-model.ts'
import type { LedgerSigner } from './ledger/checkpoint.ts'
import type { PushSender } from './push/push.ts'
import type { RefusalBudget } from './refusal-budget.ts'
import type { SecretBox } from './secret-box.ts'
import type { Sessions } from './sessions/sessions.ts'
import type { Setup } from './setup.ts'

export interface Services {
  readonly config: Config
  readonly log: Logger
  readonly signer: LedgerSigner
  readonly files: FileStore
  readonly typesetter: Typesetter
  /** Looks up ids before a tenant is known, as the login that may call the `wall` functions and reads no tenant row. */
  readonly door: Pool
  readonly sessions: Sessions
  readonly setup: Setup
  readonly hub: LedgerHub
  readonly refusalBudget: RefusalBudget
  /** The text of the stand-alone verifier; refuses `unavailable` when this build has none. */
  readVerifier(): Promise<string>
  /** Whether this is a restored copy that nobody confirmed: then nothing is sent. */
  isMuted(): Promise<boolean>
  /** The one way out of the house; closed while the copy is muted. */
  readonly egress: Egress
  /** What whoever runs Muster chose to propose words; undefined where they chose none. */
  readonly languageModel: LanguageModel | undefined
  /** What a domain says of itself in the names of the internet. */
  readTextRecords(name: string): Promise<DnsText>
  /** Whether somebody who is nobody yet may do this once more within the minute; the key says what, and from which network. */
  mayEnter(key: string, now: Date): boolean
  readonly push: PushSender
  /** Seals secrets that the database has to keep. */
  readonly secrets: SecretBox
  readonly wake: Wake
}
