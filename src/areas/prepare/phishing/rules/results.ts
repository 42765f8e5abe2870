/** What is told of a rehearsal: numbers of groups, none of which says what one person did. */
import { smallestGroup, type Result } from '../contract/words.ts'

/** One link that went out, which knows a group and nobody in it. */
export interface Counted {
  readonly groupName: string
  readonly sentAt: Date | null
  readonly isRefused: boolean
  readonly openedAt: Date | null
  readonly givenAt: Date | null
  readonly reportedAt: Date | null
  readonly machineAt: Date | null
}

type Line = Pick<Result, 'kind' | 'group'>
type Group = readonly [name: string, rows: readonly Counted[]]

/**
 * Results that may be told: everybody, where there are enough, and groups that may stand alone. What may not goes into one
 * line with the others of that kind; where that line may not stand either, the smallest group that could joins it, since
 * otherwise what is left of everybody would tell it. Who got no mail counts nowhere but in what was sent.
 */
export function resultsOf(links: readonly Counted[]): Result[] {
  const sent = links.filter(({ sentAt }) => sentAt !== null)
  if (reachedOf(sent).length < smallestGroup) return []
  const first = Math.min(...reachedOf(sent).map(({ sentAt }) => sentAt?.getTime() ?? Infinity))
  const line = (which: Line, rows: readonly Counted[]) => counted(which, rows, first)
  const total = line({ kind: 'everybody', group: '' }, sent)
  const names = [...new Set(sent.map(({ groupName }) => groupName))]
  const groups = names.map((name): Group => [name, sent.filter(({ groupName }) => groupName === name)])
  const isLarge = ([name, rows]: Group) => name !== '' && mayStand(rows)
  const large = groups.filter(isLarge).toSorted(([, a], [, b]) => reachedOf(a).length - reachedOf(b).length)
  const rest = groups.filter((group) => !isLarge(group)).flatMap(([, rows]) => rows)
  while (reachedOf(rest).length > 0 && !mayStand(rest)) {
    const [, joining] = large.shift() ?? []
    if (joining === undefined) break
    rest.push(...joining)
  }
  if (large.length === 0) return [total]
  return [
    total,
    ...large
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([group, rows]) => line({ kind: 'group', group }, rows)),
    ...(mayStand(rest) ? [line({ kind: 'joint', group: '' }, rest)] : []),
  ]
}

/** Those whom the mail reached: nobody else could open or report it. */
function reachedOf(rows: readonly Counted[]): Counted[] {
  return rows.filter(({ isRefused }) => !isRefused)
}

/** Enough people that nobody stands out, and not all of them opened it: that would name each. */
function mayStand(rows: readonly Counted[]): boolean {
  const reached = reachedOf(rows)
  return reached.length >= smallestGroup && reached.some(({ openedAt }) => openedAt === null)
}

function counted(line: Line, rows: readonly Counted[], first: number): Result {
  const reached = reachedOf(rows)
  const having = (is: (row: Counted) => boolean) => reached.filter(is).length
  // All but one is as much as is told of what nobody is proud of.
  const told = (count: number) => Math.min(count, reached.length - 1)
  const reports = reached.flatMap(({ reportedAt }) => (reportedAt === null ? [] : [reportedAt.getTime()]))
  return {
    ...line,
    people: rows.length,
    delivered: reached.length,
    reported: reports.length,
    opened: told(having(({ openedAt }) => openedAt !== null)),
    given: told(having(({ givenAt }) => givenAt !== null)),
    machines: having(({ machineAt }) => machineAt !== null),
    firstReportMinutes:
      reports.length === 0 ? null : Math.max(0, Math.round((Math.min(...reports) - first) / 60_000)),
  }
}

/** Whether a number may stand for everybody of its line: it is then shown as so many or more. */
export function isOrMore({ delivered }: Pick<Result, 'delivered'>, count: number): boolean {
  return count >= delivered - 1
}
