/**
 * Sigma correlations (https://github.com/SigmaHQ/sigma-specification, "Sigma Correlation Rules" 2.1.0): what several
 * events show together. Judged by the times of the events, so that it does not matter in which order they arrived.
 */
import * as z from 'zod'
import { SigmaFault } from './condition.ts'
import type { FlatEvent } from './events.ts'

const types = ['event_count', 'value_count', 'temporal', 'temporal_ordered'] as const

export interface Correlation {
  readonly type: (typeof types)[number]
  /** Names or ids of the rules whose events it looks at. */
  readonly parts: readonly string[]
  /** Of the events, in lower case: only events that agree in all of these are seen together. */
  readonly groupBy: readonly string[]
  readonly spanMillis: number
  /** How many events, values, or rules are needed. */
  readonly needed: number
  /** Whose values are counted; empty where events or rules are. */
  readonly field: string
  /** What a field of `groupBy` is called in the events of a rule. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const mostParts = 20
const mostGroupBy = 5
const mostNeeded = 5000
const mostDays = 30

const Names = z.union([z.string(), z.array(z.string())]).transform((names) => [names].flat())
const Given = z.object({
  type: z.string(),
  rules: Names,
  'group-by': Names.optional(),
  timespan: z.string(),
  condition: z.record(z.string(), z.unknown()).optional(),
  aliases: z.record(z.string(), z.record(z.string(), z.string())).optional(),
})

/** @throws SigmaFault saying why it does not run */
export function readCorrelation(given: unknown): Correlation {
  const read = Given.safeParse(given)
  if (!read.success) throw new SigmaFault('Its correlation needs a type, its rules and a timespan.')
  const { rules, timespan, condition, aliases = {}, 'group-by': fields = [] } = read.data
  const type = types.find((each) => each === read.data.type)
  if (type === undefined)
    throw new SigmaFault(`Its correlation is of the type "${read.data.type}", which does not run here.`)
  if (rules.length === 0 || rules.length > mostParts)
    throw new SigmaFault(`Its correlation needs one to ${mostParts} rules.`)
  if (new Set(rules).size < rules.length) throw new SigmaFault('Its correlation names a rule twice.')
  if (fields.length > mostGroupBy) throw new SigmaFault(`It groups by more than ${mostGroupBy} fields.`)
  return {
    type,
    parts: rules,
    groupBy: fields.map((field) => field.toLowerCase()),
    spanMillis: spanOf(timespan),
    ...countOf(type, condition, rules.length),
    aliases: lowered(aliases),
  }
}

function countOf(type: Correlation['type'], condition: Record<string, unknown> | undefined, rules: number) {
  const isTemporal = type === 'temporal' || type === 'temporal_ordered'
  if (condition === undefined && isTemporal) return { needed: rules, field: '' }
  const { field, gte, gt, ...others } = condition ?? {}
  const [other] = Object.keys(others)
  if (other !== undefined)
    throw new SigmaFault(`Its correlation asks for "${other}", which does not run here: only gte and gt do.`)
  const given = gte ?? gt
  if (typeof given !== 'number' || !Number.isInteger(given) || (gte !== undefined && gt !== undefined))
    throw new SigmaFault('Its correlation needs a condition with one whole number, gte or gt.')
  const needed = gte === undefined ? given + 1 : given
  const most = isTemporal ? rules : mostNeeded
  if (needed < 1 || needed > most) throw new SigmaFault(`It counts to ${needed}; here that is 1 to ${most}.`)
  if (type === 'temporal_ordered' && needed < rules)
    throw new SigmaFault('It asks for some of its rules in their order; here that is for all of them.')
  if (type === 'value_count' && typeof field !== 'string')
    throw new SigmaFault('It counts values and does not say of which field.')
  return { needed, field: type === 'value_count' ? String(field).toLowerCase() : '' }
}

const unitMillis = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 7 * 86_400_000],
])

function spanOf(text: string): number {
  const [, count = '', unit = ''] = /^\s*(\d{1,6})\s*([smhdwMy])\s*$/.exec(text) ?? []
  const millis = Number(count) * (unitMillis.get(unit) ?? Number.NaN)
  if (unit === 'M' || unit === 'y' || millis > mostDays * 86_400_000)
    throw new SigmaFault(`It looks back further than ${mostDays} days.`)
  if (!(millis > 0)) throw new SigmaFault(`Its timespan "${text.slice(0, 40)}" is not understood.`)
  return millis
}

function lowered(
  aliases: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Correlation['aliases'] {
  return Object.fromEntries(
    Object.entries(aliases).map(([alias, byRule]) => [
      alias.toLowerCase(),
      Object.fromEntries(Object.entries(byRule).map(([rule, field]) => [rule, field.toLowerCase()])),
    ]),
  )
}

/**
 * What of an event counts: the values that it is grouped by, and the values that are counted.
 * @returns undefined where the event lacks one of these fields: it belongs to no group
 */
export function countedOf(
  { groupBy, aliases, parts, field, type }: Correlation,
  part: number,
  { fields }: FlatEvent,
): { readonly group: readonly string[]; readonly value: string } | undefined {
  const valueOf = (name: string) => {
    const byRule = aliases[name]?.[parts[part] ?? '']
    return fields.get(byRule ?? name)?.find((value) => value !== null && value !== '')
  }
  const group = groupBy.map(valueOf)
  const value = type === 'value_count' ? valueOf(field) : ''
  if (value === undefined || value === null || group.some((each) => each === undefined)) return undefined
  // As everywhere in Sigma, whether letters are large or small makes no difference.
  return { group: group.map((each) => String(each).toLowerCase()), value: String(value).toLowerCase() }
}

/** An event that one of the rules found. */
export interface Match {
  readonly id: string
  /** Place of its rule in the correlation. */
  readonly part: number
  /** When it happened, in milliseconds. */
  readonly at: number
  readonly value: string
}

/**
 * The spans in which the correlation holds, from the oldest; each event counts in one of them.
 * @param matches events of one group that no alert was raised about yet, in any order
 */
export function spansFound(correlation: Correlation, matches: readonly Match[]): (readonly Match[])[] {
  const sorted = matches.toSorted(
    (a, b) => a.at - b.at || a.part - b.part || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
  const found: Match[][] = []
  let open = counterOf(correlation)
  let from = 0
  sorted.forEach((match, index) => {
    while ((sorted[from]?.at ?? match.at) < match.at - correlation.spanMillis) {
      const gone = sorted[from]
      if (gone !== undefined) open.drop(gone)
      from += 1
    }
    const since = open.add(match)
    if (since === undefined) return
    found.push(sorted.slice(from, index + 1).filter(({ at }) => at >= since))
    open = counterOf(correlation)
    from = index + 1
  })
  return found
}

/** Follows what stands in the span; `add` answers since when the correlation holds, once it does. */
interface Counter {
  add(match: Match): number | undefined
  drop(match: Match): void
}

function counterOf({ type, parts, needed, spanMillis }: Correlation): Counter {
  if (type === 'temporal_ordered') return inOrder(parts.length, spanMillis)
  const counts = new Map<unknown, number>()
  let all = 0
  const keyOf = ({ part, value }: Match) => (type === 'temporal' ? part : value)
  return {
    add(match) {
      all += 1
      counts.set(keyOf(match), (counts.get(keyOf(match)) ?? 0) + 1)
      return (type === 'event_count' ? all : counts.size) >= needed ? Number.NEGATIVE_INFINITY : undefined
    },
    drop(match) {
      all -= 1
      const left = (counts.get(keyOf(match)) ?? 0) - 1
      if (left > 0) counts.set(keyOf(match), left)
      else counts.delete(keyOf(match))
    },
  }
}

/** For each rule, the latest start of a row of events that reached it in order; what came at one time is in order. */
function inOrder(parts: number, spanMillis: number): Counter {
  const starts: (number | undefined)[] = []
  return {
    add({ part, at }) {
      const start = part === 0 ? at : starts[part - 1]
      if (start === undefined || at - start > spanMillis) return undefined
      starts[part] = Math.max(start, starts[part] ?? start)
      return part === parts - 1 ? start : undefined
    },
    drop: () => undefined,
  }
}
