/** What the record knows already, so that nobody has to remember it: for each question what was really done. */
import * as z from 'zod'
import { Id } from '../../../../base/ids.ts'
import { blockerKinds } from '../../../respond/incidents/contract/capture-words.ts'

const At = z.string()
const Minutes = z.number().int()

/** A step of the run: what became of it, and how often it was done in runs of this playbook. */
export const FollowedStep = z.object({
  step: z.string(),
  title: z.string(),
  phase: z.string(),
  became: z.enum(['done', 'skipped', 'not_needed', 'open']),
  /** The playbook was changed here for this case, or a step added. */
  changed: z.enum(['changed', 'added']).nullable(),
  reason: z.string(),
  by: z.string(),
  at: At.nullable(),
  /** Of the runs of this playbook in real cases in which it was settled, in how many it was done; of those this one too. */
  doneIn: z.number().int(),
  settledIn: z.number().int(),
})

export const Wanted = z.object({
  item: z.string(),
  text: z.string(),
  source: z.string(),
  wantedAt: At,
  gotAt: At.nullable(),
  /** Until it came; for what never came, until the case ended. */
  minutes: Minutes,
})

export const Held = z.object({
  item: z.string(),
  text: z.string(),
  kind: z.enum(blockerKinds),
  beganAt: At,
  endedAt: At.nullable(),
  minutes: Minutes,
})

export const MatchingRisk = z.object({
  id: Id,
  name: z.string(),
  /** Days for which it had stood in the register when the case was opened; negative: written down afterwards. */
  ageDays: z.number().int(),
  likelihood: z.string(),
  harm: z.string(),
  measures: z.string(),
  /** Somebody had accepted it, and until when. */
  acceptedUntil: z.string().nullable(),
  /** Why it fits: the same kind, or one of the systems. */
  fits: z.enum(['kind', 'asset']),
})

export const Replayed = z.object({
  id: Id,
  text: z.string(),
  options: z.array(z.string()),
  at: At,
  by: z.string(),
  /** Number of its entry in the record; null where none is found. */
  entry: z.number().int().nullable(),
  /** What stood on the record then, the latest last. */
  known: z.array(z.object({ at: At, text: z.string() })),
  /** What people asked then and nobody had answered. */
  open: z.array(z.string()),
  /** What was so already, and became known only later: hindsight. */
  later: z.array(z.object({ at: At, text: z.string() })),
})

export const Told = z.object({
  item: z.string(),
  who: z.string(),
  what: z.string(),
  toldAt: At,
  /** Since the case was opened. */
  minutes: Minutes,
  reached: z.number().int(),
  notReached: z.number().int(),
})

export const Moment = z.object({
  entry: z.number().int(),
  at: At,
  kind: z.string(),
  words: z.string(),
  by: z.string(),
})
export type Moment = z.infer<typeof Moment>

export const ReviewRecord = z.object({
  steps: z.array(FollowedStep),
  /** Share of the settled steps that were done, in percent; null without a run. */
  followedPercent: z.number().int().nullable(),
  wanted: z.array(Wanted),
  held: z.object({
    items: z.array(Held),
    minutes: Minutes,
    /** Minutes of the clock in which at least one thing held people up. */
    clockMinutes: Minutes,
    byKind: z.array(z.object({ kind: z.enum(blockerKinds), minutes: Minutes })),
  }),
  risks: z.array(MatchingRisk),
  decisions: z.array(Replayed),
  told: z.array(Told),
  /** Affected parties that nobody has told. */
  untold: z.array(z.string()),
  earlySigns: z.array(z.object({ sign: z.string(), how: z.string() })),
  ideas: z.array(z.object({ text: z.string(), entry: z.number().int().nullable() })),
  timeline: z.object({
    silences: z.array(z.object({ from: At, to: At, minutes: Minutes, after: z.number().int() })),
    outOfOrder: z.array(
      z.object({ entry: z.number().int(), at: At, happenedAt: At, minutes: Minutes, words: z.string() }),
    ),
    unowned: z.array(z.object({ title: z.string(), isDone: z.boolean() })),
    /** Entries that people can tie something to, oldest first; of a long case the first three hundred. */
    moments: z.array(Moment),
    isCut: z.boolean(),
  }),
})
export type ReviewRecord = z.infer<typeof ReviewRecord>
