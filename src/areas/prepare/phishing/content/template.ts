import type { Difficulty, LandingPage, Language } from '../contract/words.ts'

/** A mail of the shelf in one language. Every name in it is made up or the firm's own. */
export interface ShelfMail {
  readonly key: (typeof shelfKeys)[number]
  readonly name: string
  readonly senderName: string
  readonly subject: string
  /** `{link}` once; `{name}` and `{organisation}` are filled in. */
  readonly body: string
  readonly linkWords: string
  /** What would have given it away, said to whoever opened it. */
  readonly signs: readonly string[]
}

export const shelfKeys = ['invoice', 'parcel', 'password', 'shared', 'boss', 'payee'] as const

interface ShelfFacts {
  readonly difficulty: Difficulty
  readonly page: LandingPage
  /** Before the at sign of the sender that is proposed. */
  readonly sender: string
}

/** By how many signs there are, and how well the story fits the work: the idea of the NIST Phish Scale. */
export const shelfFacts: Readonly<Record<ShelfMail['key'], ShelfFacts>> = {
  invoice: { difficulty: 'easy', page: 'none', sender: 'invoices' },
  parcel: { difficulty: 'easy', page: 'none', sender: 'parcels' },
  password: { difficulty: 'moderate', page: 'sign_in', sender: 'it-desk' },
  shared: { difficulty: 'moderate', page: 'sign_in', sender: 'files' },
  boss: { difficulty: 'hard', page: 'none', sender: 'management' },
  payee: { difficulty: 'hard', page: 'none', sender: 'accounts' },
}

export type Shelf = Readonly<Record<Language, readonly ShelfMail[]>>
