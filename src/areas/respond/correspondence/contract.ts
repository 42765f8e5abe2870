/** Mail with people outside inside a case: threads, keys, and what is known of who wrote. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { pageInput, pageOf } from '../../../base/page.ts'

/** To whom a conversation is; what the mark of a case lets out hangs on it. */
export const mailAudiences = [
  'partners',
  'supplier',
  'customers',
  'affected',
  'authority',
  'police',
  'insurer',
  'bank',
  'press',
] as const
export type MailAudience = (typeof mailAudiences)[number]

/**
 * Of what came: `known` by a key that is kept here for the sender, `other_known` by one kept for somebody else,
 * `stranger` by a key that nobody keeps, `broken` where the words do not go with it, `doubted` where they may, and it is
 * not believed, `unchecked` where the key that would show it is not kept here. `ours` went out signed.
 */
export const signatures = [
  'none',
  'ours',
  'known',
  'other_known',
  'stranger',
  'broken',
  'doubted',
  'unchecked',
] as const
export type Signature = (typeof signatures)[number]

export const troubles = ['', 'no_key', 'openpgp', 'broken'] as const
export type Trouble = (typeof troubles)[number]

export const mostAddresses = 10
export const mostKeys = 500
export const mostSentFiles = 10
/** Of all files of one mail together: a third more as it travels, and most servers take 20 MB. */
export const mostSentBytes = 12 * 1024 * 1024

const Email = z.string().trim().min(3).max(254)

const CaseLetter = z.object({
  id: Id,
  way: z.enum(['in', 'out']),
  at: z.string(),
  by: z.string().describe('As the mail says it, or who of us wrote it'),
  emails: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  isEncrypted: z.boolean(),
  signature: z.enum(signatures),
  signer: z
    .object({
      name: z.string(),
      email: z.string(),
      fingerprint: z.string(),
      certificate: z.string(),
      knownSince: z.string().nullable(),
    })
    .nullable(),
  trouble: z.enum(troubles).describe('Why nothing of it can be shown; empty where it can'),
  original: z
    .object({ id: Id, sha256: z.string() })
    .nullable()
    .describe('Sealed as evidence, byte for byte as it came'),
  files: z.array(z.object({ id: Id, name: z.string(), size: z.number().int(), sha256: z.string() })),
  copies: z.array(
    z.object({ email: z.string(), state: z.enum(['waiting', 'reached', 'not reached']), why: z.string() }),
  ),
})
export type CaseLetter = z.infer<typeof CaseLetter>

const CaseThread = z.object({
  id: Id,
  subject: z.string(),
  audience: z.enum(mailAudiences),
  people: z.array(z.string()).describe('Addresses to which an answer goes'),
  lastAt: z.string(),
  letters: z.array(CaseLetter).describe('The newest hundred, oldest first'),
})
export type CaseThread = z.infer<typeof CaseThread>

export const CaseMail = pageOf(CaseThread).extend({
  number: z.number().int(),
  title: z.string(),
  from: z
    .string()
    .describe('The address that mail goes out from, and answers go to; empty while mail is off'),
  obstacle: z.enum(['', 'closed', 'exercise', 'hostile', 'off']).describe('Why nothing goes out'),
  mayWrite: z.boolean(),
  signs: z
    .boolean()
    .describe('Whether there is an own key for this address, so that what goes out is signed'),
})
export type CaseMail = z.infer<typeof CaseMail>

export const readCaseMail = endpoint({
  name: 'readCaseMail',
  method: 'GET',
  path: '/incidents/{id}/mail',
  permission: 'recipient.read',
  input: z.strictObject({ id: Id, limit: pageInput.limit.default(20), cursor: pageInput.cursor }),
  output: CaseMail,
  summary: 'The mail with people outside in a case, the thread that moved last first',
})

export const writeCaseMail = endpoint({
  name: 'writeCaseMail',
  method: 'POST',
  path: '/incidents/{id}/mail',
  permission: 'statement.send',
  status: 201,
  input: z.strictObject({
    id: Id,
    thread: Id.optional().describe('Left out: a new one begins'),
    audience: z.enum(mailAudiences).default('partners').describe('Of a new thread'),
    to: z.array(Email).min(1).max(mostAddresses).describe('To each alone'),
    subject: z.string().trim().max(150).default('').describe('Of a new thread'),
    text: z.string().trim().min(1).max(20_000),
    mustEncrypt: z.boolean().default(false).describe('Refuse where somebody has no key'),
    files: z
      .array(Id)
      .max(mostSentFiles)
      .default([])
      .describe('Working copies of sealed evidence of this case, which go along'),
  }),
  output: z.object({ thread: Id, letter: Id, isEncrypted: z.boolean(), isSigned: z.boolean() }),
  summary:
    'Write to people outside from a case: signed where we have a key, encrypted where all of them have one',
})

export const keyStates = ['good', 'soon', 'expired', 'not_yet'] as const

/** The two ways in which mail is signed and encrypted; a letter is of one of them. */
export const keyForms = ['smime', 'openpgp'] as const
export type KeyForm = (typeof keyForms)[number]

const MailKey = z.object({
  id: Id,
  kind: z.enum(['own', 'contact']),
  form: z.enum(keyForms),
  email: z.string(),
  name: z.string(),
  fingerprint: z.string(),
  certificate: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
  state: z.enum(keyStates),
  addedAt: z.string(),
  addedBy: z.string(),
})
export type MailKey = z.infer<typeof MailKey>

export const listMailKeys = endpoint({
  name: 'listMailKeys',
  method: 'GET',
  path: '/mail-keys',
  permission: 'recipient.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(MailKey), from: z.string() }),
  summary: 'The keys for mail: our own, newest first, then those of people outside by address',
})

export const addMailKey = endpoint({
  name: 'addMailKey',
  method: 'POST',
  path: '/mail-keys',
  permission: 'statement.send',
  status: 201,
  input: z.strictObject({
    what: z.enum(['contact', 'made', 'brought']).describe('Made and brought ones are our own'),
    form: z.enum(keyForms).default('smime').describe('Of one that is made; others say it themselves'),
    certificate: z
      .string()
      .max(40_000)
      .default('')
      .describe(
        'PEM of the certificate, or an armored OpenPGP key; of one that is brought with its private part',
      ),
    email: Email.optional().describe('Of a contact whose certificate names no address'),
    passphrase: z
      .string()
      .max(500)
      .default('')
      .describe('Opens a private key that is brought, and is not kept'),
  }),
  output: MailKey,
  summary: 'Keep the key of somebody outside; make or bring one of our own, which owners do',
})

export const removeMailKey = endpoint({
  name: 'removeMailKey',
  method: 'DELETE',
  path: '/mail-keys/{id}',
  permission: 'statement.send',
  input: z.strictObject({ id: Id }),
  output: z.object({ removed: z.literal(true) }),
  summary: 'Take a key out; an own one is destroyed, and what was encrypted for it is not read again',
})
