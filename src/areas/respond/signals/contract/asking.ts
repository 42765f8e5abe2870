/** Sources that Muster asks on a schedule: a mailbox, or an address that answers with JSON. */
import * as z from 'zod'
import { Id } from '../../../../base/ids.ts'
import { endpoint } from '../../../../base/endpoint.ts'

/** What becomes of a mail once it is stored here. */
export const mailAfterwards = ['leave', 'seen', 'move'] as const
/** Which mail of the day the mailbox is first asked counts: none, or what nobody has read. */
export const mailBegins = ['now', 'unread'] as const
export const mailboxSecurities = ['tls', 'starttls', 'none'] as const

/** Why a source could not be asked, or not wholly; words and what to do about it stand on the screen. */
export const askingTroubles = [
  'unknown_host',
  'forbidden_address',
  'not_listed',
  'unreachable',
  'tls',
  'muted',
  'login',
  'folder',
  'afterwards',
  'gone',
  'refused',
  'busy',
  'elsewhere',
  'too_big',
  'unreadable',
  'broken_off',
  'secret',
  'full',
  'unknown',
] as const
export type AskingTrouble = (typeof askingTroubles)[number]

const Text = (longest: number) => z.string().trim().max(longest).default('')

/** Where and how. Of a source of mail the first seven count, of all others those after them. */
const places = {
  host: Text(253),
  port: z.number().int().min(1).max(65_535).default(993),
  security: z.enum(mailboxSecurities).default('tls'),
  user: Text(320),
  folder: Text(200),
  afterwards: z.enum(mailAfterwards).default('leave'),
  /** With `move`: the folder that mail goes to. */
  moveTo: Text(200),
  begin: z.enum(mailBegins).default('now'),
  address: Text(2000),
  /** The name of the header that carries the secret. */
  header: Text(100),
  /** Where the answer keeps its list of entries; empty when it is the list, or lines. */
  list: Text(300),
  /** Which field of an entry is the sender's own id; empty: what is the same letter by letter is the same. */
  entryId: Text(300),
  /** The greatest value of this field so far is sent along as this parameter. */
  cursorField: Text(300),
  cursorParameter: Text(100),
}

export const AskingPlace = z.object(places)
export type AskingPlace = z.output<typeof AskingPlace>

const schedule = {
  /** Off: it is kept, and nothing is asked. */
  isOn: z.boolean(),
  everyMinutes: z.number().int().min(1).max(1440),
}

export const Asking = z.object({
  ...schedule,
  ...places,
  hasSecret: z.boolean(),
  /** Somebody is asking at this moment. */
  isAsking: z.boolean(),
  nextAt: z.string(),
  /** When it last answered. */
  askedAt: z.string().nullable(),
  /** How many entries or mails came then. */
  taken: z.number().int(),
  /** How often in a row it could not be asked. */
  failures: z.number().int(),
  trouble: z.enum(askingTroubles).nullable(),
  troubleAt: z.string().nullable(),
})
export type Asking = z.output<typeof Asking>

export const scheduleAsking = endpoint({
  name: 'scheduleAsking',
  method: 'PUT',
  path: '/signal-sources/{id}/asking',
  permission: 'source.manage',
  input: z.strictObject({
    id: Id,
    ...schedule,
    ...places,
    secret: z
      .string()
      .max(2000)
      .optional()
      .describe('Password of the mailbox, or what the header holds; left out, the one that is kept stays'),
  }),
  output: Asking,
  summary: 'Have Muster ask a source every so many minutes, change how, or pause it',
})

export const askNow = endpoint({
  name: 'askNow',
  method: 'POST',
  path: '/signal-sources/{id}/asking',
  permission: 'source.manage',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: Asking,
  summary: 'Ask a source at once, and answer with what came of it',
})
