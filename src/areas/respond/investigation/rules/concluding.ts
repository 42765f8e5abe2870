/** When an idea of what happened becomes a conclusion. */
import type { Hypothesis } from '../contract/hypotheses.ts'

interface Judged {
  readonly standing: Hypothesis['standing']
  readonly points: readonly Pick<Hypothesis['points'][number], 'side' | 'evidenceId'>[]
}

/** Sealed things that a conclusion rests on: named on the side that it takes. */
export function itemsFor({ standing, points }: Judged): string[] {
  const side = standing === 'supported' ? 'for' : 'against'
  const named = points.flatMap((point) => (point.side === side ? (point.evidenceId ?? []) : []))
  return standing === 'open' ? [] : [...new Set(named)]
}

/** Why it cannot be judged so; undefined when it can. An idea that nobody can show stays open: that is an answer too. */
export function whyNotConcluded(judged: Judged): string | undefined {
  if (judged.standing === 'open' || itemsFor(judged).length > 0) return undefined
  return judged.standing === 'supported'
    ? 'A conclusion names what shows it: add a point for this idea with its sealed evidence first. What nobody can show stays open.'
    : 'A conclusion names what shows it: add a point against this idea with its sealed evidence first. What nobody can show stays open.'
}
