/** What a report counts and says of a session. It measures the plan: no number in it belongs to a person. */
import type { Report } from '../contract/report.ts'
import type { Objective, ScenarioDocument } from '../contract/scenario.ts'
import type { Rating } from '../contract/words.ts'

/** The card is meant for so long. */
const cardSeconds = 15 * 60

interface Ticked {
  readonly does: string
  readonly doneSeconds: number | null
}

/** How long the card of the first fifteen minutes took. */
export function cardTiming(steps: readonly Ticked[]): Report['card'] {
  const done = steps.flatMap(({ doneSeconds }) => (doneSeconds === null ? [] : [doneSeconds]))
  const isWhole = steps.length > 0 && done.length === steps.length
  const wholeSeconds = isWhole ? Math.max(...done) : null
  return {
    steps: [...steps],
    done: done.length,
    wholeSeconds,
    // Unfinished says nothing about the time unless the time is over.
    isInTime: wholeSeconds === null ? null : wholeSeconds <= cardSeconds,
  }
}

export function ratingCounts(ratings: readonly { readonly rating: Rating }[]): Record<Rating, number> {
  const counts = { P: 0, S: 0, M: 0, U: 0 }
  for (const { rating } of ratings) counts[rating] += 1
  return counts
}

/** Major challenges, or not able to perform: asks for a change, and for another try. */
export function asksForMore(rating: Rating | null): boolean {
  return rating === 'M' || rating === 'U'
}

interface Chain {
  readonly rating: Rating | null
  readonly improvements: readonly { readonly state: string }[]
  readonly retests: readonly { readonly rating: Rating | null }[]
}

/** How far a finding has come: a change is proposed, carried through, and the objective tried again and held. */
export function chainOf({ rating, improvements, retests }: Chain): Report['objectives'][number]['chain'] {
  if (!asksForMore(rating)) return 'not_needed'
  if (retests.some((one) => one.rating === 'P' || one.rating === 'S')) return 'retested'
  const living = improvements.filter(({ state }) => state !== 'refused')
  if (living.length === 0) return 'open'
  const isChanged = living.some(({ state }) => ['done', 'verified', 'risk_accepted'].includes(state))
  return isChanged ? 'changed' : 'taken_up'
}

/** The real time beside the aim and the last time; null where there is nothing to compare with. */
export function comparedRestore({
  copy,
  aimMinutes,
  beforeMinutes,
  tookMinutes,
}: {
  readonly copy: string
  readonly aimMinutes: number | null
  readonly beforeMinutes: number | null
  readonly tookMinutes: number | null
}): NonNullable<Report['drill']> {
  const compare = (limit: number | null) =>
    limit === null || tookMinutes === null ? null : tookMinutes <= limit
  return {
    ...{ copy, aimMinutes, beforeMinutes, tookMinutes },
    isWithinAim: compare(aimMinutes),
    isFaster: compare(beforeMinutes),
  }
}

interface Answered {
  readonly injectKey: string
  readonly role: string
  readonly decision: string | null
  readonly answer: string
  readonly elapsedSeconds: number
}
interface Right {
  readonly decision: string
  readonly holder: { readonly name: string } | null
  readonly deputy: { readonly name: string } | null
}

/** Each great decision that an inject forced, with who holds it by the register and which role took it. */
export function decisionsTried(
  { injects }: Pick<ScenarioDocument, 'injects'>,
  {
    delivered,
    answers,
    rights,
  }: {
    readonly delivered: ReadonlySet<string>
    readonly answers: readonly Answered[]
    readonly rights: readonly Right[]
  },
): Report['decisions'] {
  return injects.flatMap(({ key, title, decision }) => {
    if (decision === undefined || !delivered.has(key)) return []
    const right = rights.find((one) => one.decision === decision)
    return [
      {
        ...{ decision, inject: title },
        holder: right?.holder?.name ?? '',
        deputy: right?.deputy?.name ?? '',
        taken: answers
          .filter((one) => one.injectKey === key && one.decision === decision)
          .map(({ role, elapsedSeconds, answer: text }) => ({ role, elapsedSeconds, text })),
      },
    ]
  })
}

/** A title and a reason for the change that a finding asks for, to begin with. */
export function findingWords(
  { statement, criterion }: Pick<Objective, 'statement' | 'criterion'>,
  note: string,
) {
  return { title: statement.slice(0, 200), why: [criterion, note].filter((one) => one !== '').join(' ') }
}
