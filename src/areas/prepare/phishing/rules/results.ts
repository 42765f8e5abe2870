/** What is told of a rehearsal: numbers of groups, none of which is so small that a person stands out. */
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

/** Groups that are told together. */
export const together = 'others'

/**
 * Results that may be told: everybody, where there are enough, and groups that are large enough. What is too small goes
 * into one line with the other small ones; where that line stays too small, the smallest large group joins it, since
 * otherwise what is left of everybody would tell it.
 */
export function resultsOf(links: readonly Counted[]): Result[] {
  const sent = links.filter(({ sentAt }) => sentAt !== null)
  if (sent.length < smallestGroup) return []
  const first = Math.min(...sent.map(({ sentAt }) => sentAt?.getTime() ?? Infinity))
  const total = counted('', sent, first)
  const names = [...new Set(sent.map(({ groupName }) => groupName))]
  const groups = names
    .map((name) => [name, sent.filter(({ groupName }) => groupName === name)] as const)
    .toSorted(([, a], [, b]) => a.length - b.length)
  const large = groups.filter(([name, rows]) => name !== '' && rows.length >= smallestGroup)
  const rest = groups
    .filter(([name, rows]) => name === '' || rows.length < smallestGroup)
    .flatMap(([, rows]) => rows)
  while (rest.length > 0 && rest.length < smallestGroup) {
    const [, joining] = large.shift() ?? []
    if (joining === undefined) break
    rest.push(...joining)
  }
  if (large.length === 0) return [total]
  const lines = large.map(([name, rows]) => counted(name, rows, first))
  return [
    total,
    ...lines.toSorted((a, b) => a.group.localeCompare(b.group)),
    ...(rest.length === 0 ? [] : [counted(together, rest, first)]),
  ]
}

function counted(group: string, rows: readonly Counted[], first: number): Result {
  const having = (is: (row: Counted) => boolean) => rows.filter(is).length
  const reports = rows.flatMap(({ reportedAt }) => (reportedAt === null ? [] : [reportedAt.getTime()]))
  return {
    group,
    people: rows.length,
    delivered: having(({ isRefused }) => !isRefused),
    reported: reports.length,
    opened: having(({ openedAt }) => openedAt !== null),
    given: having(({ givenAt }) => givenAt !== null),
    machines: having(({ machineAt }) => machineAt !== null),
    firstReportMinutes:
      reports.length === 0 ? null : Math.max(0, Math.round((Math.min(...reports) - first) / 60_000)),
  }
}
