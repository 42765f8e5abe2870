/** What the events of several looks show together: kept, judged by their times, and raised once for each span. */
import type { Context } from '../../../../platform/action.ts'
import { spansFound, type Correlation } from '../rules/sigma/correlation.ts'
import { addMatches, forgetMatches, markRaised, openMatches } from '../store/sigma-matches.ts'
import { believedMillis } from './believed-time.ts'
import { alertOfSigma, type Counted } from './look-with-sigma.ts'
import type { OwnAlert } from './raise-alert.ts'

/** Alerts of one correlation in one look; the others are raised when more comes of their groups. */
const mostOfRule = 20

/** @param room so many alerts at most: an event is marked only where its alert is raised */
export async function correlate(
  context: Context,
  counted: readonly Counted[],
  room: number,
): Promise<{ sourceId: string; alert: OwnAlert }[]> {
  const rows = counted.map((each) => ({
    id: context.newId(),
    ruleId: each.row.id,
    part: each.part,
    groupKey: each.groupKey,
    value: each.value,
    at: each.at,
    // What comes late by as much as is believed may still stand in a span with it.
    forgetAt: new Date(
      Math.max(each.at, context.now.getTime()) + each.correlation.spanMillis + believedMillis,
    ),
  }))
  await addMatches(context, rows)
  const found: { sourceId: string; alert: OwnAlert }[] = []
  for (const groups of byRule(counted).values())
    found.push(...(await judge(context, groups, Math.min(mostOfRule, room - found.length))))
  await forgetMatches(context, [...new Set(rows.map(({ ruleId }) => ruleId))])
  return found
}

/** A group that something came of, by its latest arrival, with the earliest and the latest time. */
interface Touched {
  readonly by: Counted
  readonly from: number
  readonly to: number
}

/** The groups of one correlation. */
async function judge(
  context: Context,
  groups: ReadonlyMap<string, Touched>,
  most: number,
): Promise<{ sourceId: string; alert: OwnAlert }[]> {
  const [first] = groups.values()
  if (first === undefined || most <= 0) return []
  const { row, correlation } = first.by
  const open = await openMatches(
    context,
    row.id,
    [...groups].map(([groupKey, { from, to }]) => ({
      groupKey,
      from: from - correlation.spanMillis,
      to: to + correlation.spanMillis,
    })),
  )
  const spans = [...open]
    .flatMap(([groupKey, matches]) => {
      const by = groups.get(groupKey)?.by
      return by === undefined ? [] : spansFound(correlation, matches).map((span) => ({ by, span }))
    })
    .slice(0, most)
  await markRaised(
    context,
    spans.flatMap(({ span }) => span.map(({ id }) => id)),
  )
  return spans.map(({ by, span }) => ({
    sourceId: by.sourceId,
    alert: alertFor(by, span.length, span.at(-1)?.at ?? by.at),
  }))
}

function byRule(counted: readonly Counted[]): Map<string, Map<string, Touched>> {
  const rules = new Map<string, Map<string, Touched>>()
  for (const by of counted) {
    const groups = rules.get(by.row.id) ?? new Map<string, Touched>()
    const { from, to } = groups.get(by.groupKey) ?? { from: by.at, to: by.at }
    groups.set(by.groupKey, { by, from: Math.min(from, by.at), to: Math.max(to, by.at) })
    rules.set(by.row.id, groups)
  }
  return rules
}

function alertFor({ row, correlation, group }: Counted, events: number, at: number): OwnAlert {
  return alertOfSigma(row, {
    subject: group.join(', '),
    words: `${events} events within ${spanText(correlation)} fit the Sigma correlation "${row.title}".`,
    at,
    labels: {
      ...Object.fromEntries(correlation.groupBy.map((name, index) => [name, group[index] ?? ''])),
      events: String(events),
    },
  })
}

function spanText({ spanMillis }: Correlation): string {
  const units = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'min'],
  ] as const
  const [size, name] = units.find(([millis]) => spanMillis % millis === 0) ?? [1000, 's']
  return `${spanMillis / size} ${name}`
}
