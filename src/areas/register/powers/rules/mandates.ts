/** Whether a mandate holds on a day, and who may sign it. */
import type { Signature } from '../contract/mandates.ts'
import type { MandateState } from '../contract/words.ts'

interface Terms {
  readonly startsOn: string
  readonly endsOn: string
  readonly signatures: readonly Pick<Signature, 'as'>[]
  readonly endedAt: Date | null
}

/** Days ahead at which whoever leads hears that a mandate ends. */
export const endStages = [60, 14]

/** The last day counts. A text that only one has signed gives no power. */
export function mandateState({ startsOn, endsOn, signatures, endedAt }: Terms, today: string): MandateState {
  if (endedAt !== null) return 'ended'
  if (endsOn < today) return 'expired'
  const signed = new Set(signatures.map(({ as }) => as))
  if (signed.size === 0) return 'draft'
  if (signed.size === 1) return 'half_signed'
  return startsOn > today ? 'not_begun' : 'in_force'
}

/** Whether a typed name is the name of the one who signs; small and capital letters and blanks do not matter. */
export function isOwnName(typed: string, name: string): boolean {
  const plain = (text: string) => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
  return plain(typed) === plain(name)
}
