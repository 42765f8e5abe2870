import type { Context } from '../../../../platform/action.ts'

/** Something that hangs on a person, in words. */
export interface Holding {
  readonly words: string
  /** It belongs to a case that is closed to all but some people: more read the audit than may know of it. */
  readonly isSealed: boolean
}

/** What hangs on a person elsewhere: `app` asks every room. */
export interface Holdings {
  readonly heldBy: (context: Context, memberId: string) => Promise<readonly Holding[]>
}
