/** Which scenario first: what is likely here, and what was least tried. */
import { monthsBetween } from '../../../../base/calendar-day.ts'
import type { ScenarioRow } from '../contract/scenario.ts'

/** So long a rehearsal shows something. */
export const freshMonths = 12

type Row = Pick<ScenarioRow, 'kind' | 'decisions' | 'lastPlayedOn' | 'title' | 'difficulty'>

export interface Standing {
  readonly today: string
  /** Kinds that the plan of this firm holds, the most likely first. */
  readonly likely: readonly string[]
  /** Great decisions that no session of the last twelve months tried. */
  readonly untested: ReadonlySet<string>
  /** Kinds in which something did not hold and was not tried again. */
  readonly open: ReadonlySet<string>
}

/** Why a scenario stands where it stands, as words of a closed list. */
export function reasonsFor(
  row: Row,
  standing: Standing,
  fit: 'yes' | 'no' | 'unknown',
): ScenarioRow['because'] {
  const { today, likely, untested, open } = standing
  const { lastPlayedOn } = row
  return [
    ...(open.has(row.kind) ? (['open_gap'] as const) : []),
    ...(likely.includes(row.kind) ? (['likely_here'] as const) : []),
    ...(lastPlayedOn === null ? (['never_played'] as const) : []),
    ...(lastPlayedOn !== null && monthsBetween(lastPlayedOn, today) >= freshMonths
      ? (['long_ago'] as const)
      : []),
    ...(row.decisions.some((decision) => untested.has(decision)) ? (['decision_untested'] as const) : []),
    ...(fit === 'no' ? (['not_for_you'] as const) : []),
  ]
}

/** Open gaps first, then what is likely and was never or long not tried; the easier of two equals first. */
export function ranked<R extends Row & Pick<ScenarioRow, 'because'>>(
  rows: readonly R[],
  standing: Standing,
): R[] {
  return rows.toSorted(
    (a, b) =>
      weight(b, standing) - weight(a, standing) ||
      a.difficulty - b.difficulty ||
      a.title.localeCompare(b.title),
  )
}

function weight(
  { because, kind, decisions }: Row & Pick<ScenarioRow, 'because'>,
  standing: Standing,
): number {
  const has = (reason: ScenarioRow['because'][number]) => because.includes(reason)
  const place = standing.likely.indexOf(kind)
  const likeliness = place === -1 ? 0 : Math.max(1, 8 - place)
  const untried = decisions.filter((decision) => standing.untested.has(decision)).length
  if (has('not_for_you')) return -100
  return (
    (has('open_gap') ? 20 : 0) +
    likeliness +
    (has('never_played') ? 6 : has('long_ago') ? 4 : 0) +
    Math.min(3, untried)
  )
}
