/** What people write in a review, part by part; beside it stands what the record knows already. */
import * as z from 'zod'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'
import { feedbackTargets, Line, Words, type PartName } from './words.ts'

const Entry = z.int().min(1).max(2_147_483_647)
const Key = z.string().trim().min(1).max(120)
const yesNo = z.enum(['yes', 'no']).nullable().default(null)

/** Moments of the record that an entry rests on. */
const Moments = z.array(Entry).max(20).default([])

const Listed = z.strictObject({
  text: Line,
  moments: Moments,
  /** It is to stay as it is: the improvement that keeps it. */
  improvementId: Id.nullable().default(null),
})

const Remark = z.strictObject({ item: Key, words: Line })
const Remarks = z.array(Remark).max(200).default([])

/** While people still write it may be half of one; what it lacks is asked before the review ends. */
const Sign = z.strictObject({
  sign: z.string().trim().max(1000),
  /** When it stood in the data for the first time; null where nobody knows. */
  seenAt: InstantIn.nullable().default(null),
  ends: z.enum(['rule', 'check', 'cannot']),
  /** Name of the rule: a template of ours or a Sigma rule. */
  rule: z.string().trim().max(200).default(''),
  /** The event that shows that the rule works. */
  testEvent: z.string().trim().max(4000).default(''),
  /** Who looks where and how often; or why it cannot be watched. */
  how: z.string().trim().max(1000).default(''),
})
export type Sign = z.infer<typeof Sign>

export const partBodies = {
  timeline: z.strictObject({
    silenceMinutes: z.int().min(5).max(10_080).default(60),
    /** Moments at which something was decided, whether or not anybody wrote it down as a decision. */
    points: z
      .array(z.strictObject({ entry: Entry, words: z.string().trim().max(500).default('') }))
      .max(100)
      .default([]),
    words: Words,
  }),
  q1: z.strictObject({
    steps: z
      .array(
        z.strictObject({
          step: Key,
          adequate: z.enum(['yes', 'no']),
          why: z.string().trim().max(1000).default(''),
        }),
      )
      .max(400)
      .default([]),
    words: Words,
  }),
  q2: z.strictObject({ remarks: Remarks, words: Words }),
  q3: z.strictObject({ remarks: Remarks, words: Words }),
  q4: z.strictObject({
    foreseen: z.enum(['yes', 'partly', 'no']).nullable().default(null),
    knownWeakness: yesNo,
    wasAccepted: yesNo,
    /** What the controls of that day did: worked, failed, bypassed, absent. */
    words: Words,
  }),
  q5: z.strictObject({
    decisions: z
      .array(z.strictObject({ decision: Id, rather: z.string().trim().max(1000), words: Words }))
      .max(100)
      .default([]),
    words: Words,
  }),
  q6: z.strictObject({
    partners: z
      .array(
        z.strictObject({
          item: Key,
          /** Until when it would have been of use. */
          usefulAt: InstantIn.nullable().default(null),
          /** What it was worth to them. */
          worth: z.enum(['much', 'some', 'none']).nullable().default(null),
          obstacle: z.string().trim().max(500).default(''),
        }),
      )
      .max(200)
      .default([]),
    words: Words,
  }),
  q7: z.strictObject({
    /** Why nothing but training or procedures prevents it, where that is so. */
    onlyTraining: z.string().trim().max(1000).default(''),
    words: Words,
  }),
  q8: z.strictObject({ signs: z.array(Sign).max(50).default([]), words: Words }),
  lists: z.strictObject({
    well: z.array(Listed).max(50).default([]),
    better: z.array(Listed).max(50).default([]),
  }),
  q9: z.strictObject({
    targets: z
      .partialRecord(
        z.enum(feedbackTargets),
        z.strictObject({
          answer: z.enum(['yes', 'no', 'na']),
          words: z.string().trim().max(500).default(''),
        }),
      )
      .default({}),
    words: Words,
  }),
  q10: z.strictObject({
    /** At most five sentences, in words for everybody. */
    learned: z.string().trim().max(1500).default(''),
    surprise: z.string().trim().max(1000).default(''),
    words: Words,
  }),
} as const satisfies Record<PartName, z.ZodObject>

export type PartBodies = { readonly [Name in PartName]: z.output<(typeof partBodies)[Name]> }

/** What stands in a part that nobody has written in. */
export function emptyPart<Name extends PartName>(name: Name): PartBodies[Name] {
  return partBodies[name].parse({}) as PartBodies[Name] // every field of every part has its default
}
