/** The handout: what people need in their hand when nothing else works, as one sealed file and as cards. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'

export const handoutLanguages = ['en', 'de'] as const
export const HandoutLanguage = z.enum(handoutLanguages)
export type HandoutLanguage = z.infer<typeof HandoutLanguage>

/** A part of a section. It is shown as text, never as markup; a number in a `phone` column can be dialled. */
export const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text: z.string() }),
  z.strictObject({
    kind: z.literal('paragraph'),
    text: z.string(),
    tone: z.enum(['plain', 'dim', 'warn']).default('plain'),
  }),
  z.strictObject({ kind: z.literal('list'), isOrdered: z.boolean(), items: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('table'),
    columns: z.array(z.strictObject({ title: z.string(), is: z.enum(['text', 'phone']) })),
    rows: z.array(z.array(z.string())),
  }),
  z.strictObject({
    kind: z.literal('card'),
    title: z.string(),
    /** What to do, in order, and below it how. */
    steps: z.array(z.strictObject({ do: z.string(), how: z.string(), who: z.string() })),
    /** What not to do. */
    not: z.array(z.string()),
  }),
])
export type Block = z.infer<typeof Block>

export const HandoutSection = z.strictObject({
  /** Stays the same over all languages and editions. */
  key: z.string().regex(/^[a-z][a-z0-9_]*$/),
  title: z.string(),
  blocks: z.array(Block),
})
export type HandoutSection = z.infer<typeof HandoutSection>

/** What a copy says. */
export const HandoutWords = z.strictObject({
  organisation: z.string(),
  language: HandoutLanguage,
  madeAt: z.string(),
  timeZone: z.string(),
  madeBy: z.string(),
  /** By which an old copy is recognised: the same words give the same code. */
  code: z.string(),
  sections: z.array(HandoutSection),
})
export type HandoutWords = z.infer<typeof HandoutWords>

/** What is sealed into the file: the words, and the signature over them by the key of the organisation's record. */
export const Handout = HandoutWords.extend({
  signed: z.strictObject({
    /** A signed note as C2SP writes it. */
    note: z.string(),
    /** The key's own line. Whoever doubts compares its code with the card in a wallet: a file can say anything of itself. */
    key: z.string(),
  }),
})
export type Handout = z.infer<typeof Handout>

export const HandoutRow = z.object({
  id: Id,
  madeAt: z.string(),
  madeBy: z.string(),
  language: HandoutLanguage,
  code: z.string(),
  /** Titles of what has changed since; empty while the copy says what is so today. */
  changed: z.array(z.string()),
})
export type HandoutRow = z.infer<typeof HandoutRow>

export const listHandouts = endpoint({
  name: 'listHandouts',
  method: 'GET',
  path: '/handouts',
  permission: 'handout.make',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(HandoutRow),
    next: z.string().nullable(),
    /** Code of the key that signs copies here; cards and opened copies show it. */
    keyCode: z.string(),
    /** The code that cards bear when they are printed now: one with another code says something else. */
    cardCode: z.string(),
  }),
  summary: 'List the last twenty offline copies that were made, and what has changed since each',
})

export const makeHandout = endpoint({
  name: 'makeHandout',
  method: 'POST',
  path: '/handouts',
  permission: 'handout.make',
  status: 201,
  input: z.strictObject({ language: HandoutLanguage.default('en') }),
  output: Handout,
  summary:
    'Make the content of an offline copy; the browser seals it under a passphrase that never leaves it',
})

export const printWalletCards = endpoint({
  kind: 'download',
  mediaType: 'application/pdf',
  name: 'printWalletCards',
  method: 'GET',
  path: '/wallet-cards.pdf',
  permission: 'handout.make',
  readOnly: false,
  input: z.strictObject({ language: HandoutLanguage.default('en') }),
  output: z.any(),
  summary: 'Cards for the wallet as a PDF to print and cut; that they were made is recorded',
})
