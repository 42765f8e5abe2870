/** What must stand before a review ends. Plain data in, sentences out. */
import type { PartBodies, Sign } from '../contract/parts.ts'
import {
  feedbackTargets,
  partsOfForm,
  type MissingThing,
  type PartName,
  type ReviewForm,
} from '../contract/words.ts'

export interface Standing {
  readonly form: ReviewForm
  readonly parts: PartBodies
  /** Whether the record has moments to tie something to. */
  readonly hasMoments: boolean
  /** Steps of the run that somebody skipped, by id. */
  readonly skipped: readonly string[]
  /** What its steps are called, by id. */
  readonly titles?: ReadonlyMap<string, string>
  /** What the improvements' own rule misses; undefined where at least one prevents by more than training. */
  readonly measuresMissing: 'measures' | 'training' | undefined
}

export interface MissingPart {
  readonly part: PartName
  readonly what: MissingThing
  readonly count: number
  readonly name: string
  /** For whoever has no catalogue: the wire, and a refusal. */
  readonly sentence: string
}

/** Longest summary that all staff read to its end. */
const mostSentences = 5

const sentences: Readonly<Record<MissingThing, (count: number, name: string) => string>> = {
  skipped: (count) => `Say of each skipped step whether it is worth keeping: ${count} left.`,
  why: (_count, name) => `Say why the step “${name}” is not adequate.`,
  foreseen: () => 'Say whether it was foreseeable.',
  measures: () =>
    'Name at least one thing that prevents the next one or softens it, or say why there is none.',
  training: () => 'All of this is training. Add one thing that holds by itself, or say why there is none.',
  unfinished: (count) =>
    `Finish each early sign: a rule with the event that it must catch, a check with who looks where, or why it cannot be watched. ${count} left.`,
  signs: () => 'Name an early sign and how it ends, or write that there was none.',
  well: () => 'Name at least one thing that went well.',
  better: () => 'Name at least one thing to improve.',
  moments: (count) => `Tie each entry to at least one moment of the record: ${count} without.`,
  targets: (count) => `Answer yes, no or not applicable: ${count} of 9 left.`,
  learned: () => 'Write what was learned, in words for everybody.',
  long: () => `Keep what was learned to ${mostSentences} sentences: nobody reads more.`,
}

export function missingToHold({
  form,
  parts,
  hasMoments,
  skipped,
  titles,
  measuresMissing,
}: Standing): MissingPart[] {
  const asked = partsOfForm(form)
  const missing: MissingPart[] = []
  const add = (part: PartName, what: MissingThing, count = 1, name = '') => {
    if (asked.includes(part))
      missing.push({ part, what, count, name, sentence: sentences[what](count, name) })
  }
  const judged = new Set(parts.q1.steps.map(({ step }) => step))
  const open = skipped.filter((step) => !judged.has(step)).length
  if (open > 0) add('q1', 'skipped', open)
  for (const { step, adequate, why } of parts.q1.steps)
    if (adequate === 'no' && why === '') add('q1', 'why', 1, titles?.get(step) ?? step)
  if (form === 'full' && parts.q4.foreseen === null) add('q4', 'foreseen')
  if (measuresMissing !== undefined && parts.q7.onlyTraining === '') add('q7', measuresMissing)
  if (parts.q8.signs.length === 0 && parts.q8.words === '') add('q8', 'signs')
  const unfinished = parts.q8.signs.filter((sign) => !isFinished(sign)).length
  if (unfinished > 0) add('q8', 'unfinished', unfinished)
  const { well, better } = parts.lists
  if (well.length === 0) add('lists', 'well')
  if (better.length === 0) add('lists', 'better')
  const loose = [...well, ...better].filter(({ moments }) => moments.length === 0).length
  if (hasMoments && loose > 0) add('lists', 'moments', loose)
  const unanswered = feedbackTargets.filter((target) => parts.q9.targets[target] === undefined).length
  if (unanswered > 0) add('q9', 'targets', unanswered)
  if (parts.q10.learned === '') add('q10', 'learned')
  else if (sentencesIn(parts.q10.learned) > mostSentences) add('q10', 'long')
  return missing
}

/** A rule that was never tried is a hope, so it ends with the event that it must catch. */
function isFinished({ sign, ends, rule, testEvent, how }: Sign): boolean {
  if (sign === '') return false
  return ends === 'rule' ? rule !== '' && testEvent !== '' : how !== ''
}

/** What ends with a full stop and no sentence: `z. B.`, `ca.`, `Dr.`, `the 3.` */
const shortened =
  /(?:^|[\s(])(?:\p{L}|\d+|bzw|usw|etc|ca|vs|nr|no|dr|mr|ms|mrs|st|inkl|exkl|evtl|ggf|vgl)\.\s*$/iu

/** As a reader counts them. */
function sentencesIn(text: string): number {
  const segments = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)]
  return segments.filter(
    ({ segment }, at) => /\p{L}/u.test(segment) && (at === segments.length - 1 || !shortened.test(segment)),
  ).length
}

/** Every text of a part, wherever it stands in it. */
export function textsIn(body: unknown): string[] {
  if (typeof body === 'string') return body === '' ? [] : [body]
  if (Array.isArray(body)) return body.flatMap(textsIn)
  if (body !== null && typeof body === 'object') return Object.values(body).flatMap(textsIn)
  return []
}
