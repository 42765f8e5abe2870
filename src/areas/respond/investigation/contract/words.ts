/** The closed lists of this room, and the texts that its inputs share. */
import * as z from 'zod'
import { factWords } from '../../../register/obligations/contract.ts'

export { observableKinds } from '../../../../base/observables.ts'

/** How sure we are, in words; `unknown` is an answer like any other. Ordered from least to most. */
export const confidences = ['unknown', 'unlikely', 'possible', 'likely', 'certain'] as const
export const Confidence = z.enum(confidences)
export type Confidence = z.infer<typeof Confidence>

export const hypothesisStandings = ['open', 'supported', 'refuted'] as const
export const sides = ['for', 'against'] as const

export const verdicts = ['unknown', 'hostile', 'suspicious', 'harmless', 'ours'] as const

/** What the kind of data says already. */
const ofKinds = ['basic_contact', 'special_category', 'health', 'financial', 'credentials', 'card_data']

export const scopeTopics = ['data', 'work'] as const
export const scopeStandings = ['known', 'suspected', 'ruled_out'] as const
/** Kinds of data in plain words; each has its VERIS 1.4.1 `data.variety` in `rules/coding.ts`. */
export const dataKinds = [
  'personal',
  'sensitive',
  'medical',
  'payment_card',
  'bank',
  'passwords',
  'keys',
  'trade_secret',
  'internal',
  'source_code',
  'copyrighted',
  'system',
  'other',
  'unknown',
] as const

/** What exactly was among the data, in the words of the law; each stands for itself there. */
export const scopeDetails = [
  ...new Set([...(factWords['data_categories'] ?? []), ...(factWords['pi_elements'] ?? [])]),
].filter((word) => !ofKinds.includes(word))

export const audiences = [
  'customers',
  'staff',
  'partner',
  'supplier',
  'insurer',
  'bank',
  'police',
  'authority',
  'public',
  'other',
] as const
export const tellingWays = ['phone', 'in_person', 'letter', 'email', 'message', 'website', 'portal'] as const

/** Why it could happen: conditions of work and of technology, never the worth of a person. */
export const factorKinds = [
  'missing_update',
  'weak_sign_in',
  'reused_password',
  'too_many_rights',
  'leaver_access',
  'open_to_internet',
  'unsafe_setting',
  'old_system',
  'missing_backup',
  'nobody_watched',
  'no_second_check',
  'unclear_duty',
  'never_practised',
  'hard_to_see',
  'time_pressure',
  'supplier_weakness',
  'unlocked_place',
  'other',
] as const

/** A real case that was written up later, or one that only tried something out, does not belong in the numbers. */
export const countings = ['none', 'test', 'entered_afterwards'] as const

/** At which closings the way in and a factor are asked for; `serious` is the rule where nobody chose another. */
export const closingAsks = ['every', 'serious', 'used'] as const
export type ClosingAsks = (typeof closingAsks)[number]

export const importFormats = ['csv', 'jsonl', 'cloudtrail'] as const

export const Line = z.string().trim().min(1).max(300)
export const Text = z.string().trim().min(1).max(2000)
export const Reason = z.string().trim().min(1).max(1000)
export const Note = z.string().trim().max(1000)

/** ATT&CK technique or sub-technique, like T1566.001. One that no list knows is kept all the same. */
export const TechniqueId = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^T\d{4}(\.\d{3})?$/, 'must look like T1566 or T1566.001')
