/** Sigma rules on what sources sent: the events as they were sent, under the tool's own names. */
import { setImmediate as turn } from 'node:timers/promises'
import { countedOf, type Correlation } from '../rules/sigma/correlation.ts'
import { flattened, type FlatEvent } from '../rules/sigma/events.ts'
import type { Abilities } from '../rules/sigma/modifiers.ts'
import { filledOf, partNamed, whyNotOn } from '../rules/sigma/needs.ts'
import type { SigmaRow } from '../store/sigma.ts'
import type { SeenDelivery } from '../store/watch.ts'
import { believedTime } from './believed-time.ts'
import { cleanLine, fingerprintOf } from './reading.ts'
import { rawEventsIn } from './raw-events.ts'
import type { OwnAlert } from './raise-alert.ts'
import { sigmaDetection } from './read-sigma.ts'

/** Rules that are made ready: those that raise alerts, and those at whose events a correlation looks. */
export interface ReadyRules {
  readonly raising: readonly ReadyRule[]
  readonly watching: readonly Watching[]
}

interface ReadyRule {
  readonly row: SigmaRow
  readonly fits: (event: FlatEvent) => boolean
}

interface Watching {
  readonly row: SigmaRow
  readonly correlation: Correlation
  readonly parts: readonly ReadyRule[]
}

/** @param all every rule that is kept: a correlation looks at rules that need not be switched on themselves */
export function readyRules(
  all: readonly SigmaRow[],
  lists: ReadonlyMap<string, readonly string[]>,
  regex: Abilities['regex'],
): ReadyRules {
  const filled = filledOf(lists)
  const abilities: Abilities = { regex, list: (name) => lists.get(name.toLowerCase()) ?? [] }
  const made = new Map<string, ReadyRule | undefined>()
  const ready = (row: SigmaRow): ReadyRule | undefined => {
    if (made.has(row.id)) return made.get(row.id)
    const compiled = sigmaDetection(row.text, abilities)
    const rule = compiled !== undefined && 'fits' in compiled ? { row, fits: compiled.fits } : undefined
    made.set(row.id, rule)
    return rule
  }
  const on = all.filter((row) => row.isOn && whyNotOn(row, all, filled) === '')
  return {
    raising: on.flatMap((row) => (row.parts.length === 0 ? (ready(row) ?? []) : [])),
    watching: on.flatMap((row): Watching[] => {
      const compiled = row.parts.length === 0 ? undefined : sigmaDetection(row.text, abilities)
      if (compiled === undefined || !('correlation' in compiled)) return []
      const parts = row.parts.flatMap((name) => {
        const part = partNamed(name, all)
        return (part === undefined ? undefined : ready(part)) ?? []
      })
      return parts.length < row.parts.length ? [] : [{ row, correlation: compiled.correlation, parts }]
    }),
  }
}

/** A file of a thousand lines that all fit is one alert for each subject, not a thousand. */
const mostOfRule = 20
/** What one correlation counts in one look; a flood is a flood after that many. */
const mostMatches = 10_000
/** So many rules are asked before others of this process have their turn. */
const askedAtOnce = 5000

/** An event that counts in a correlation. */
export interface Counted {
  readonly row: SigmaRow
  readonly correlation: Correlation
  readonly part: number
  readonly at: number
  /** Short name of the values that it is grouped by, and the values. */
  readonly groupKey: string
  readonly group: readonly string[]
  readonly value: string
  readonly sourceId: string
}

export interface Seen {
  readonly alerts: readonly { readonly sourceId: string; readonly alert: OwnAlert }[]
  readonly counted: readonly Counted[]
}

export async function lookWithSigma(
  { raising, watching }: ReadyRules,
  deliveries: readonly SeenDelivery[],
): Promise<Seen> {
  const found = new Map<string, { sourceId: string; alert: OwnAlert }>()
  const counts = new Map<string, number>()
  const counted: Counted[] = []
  // A rule that several look with is asked once for each event.
  const rules = [...new Set([...raising, ...watching.flatMap(({ parts }) => parts)])]
  let asked = 0
  for (const { payload, sourceId, firstAt, isRemoved } of deliveries) {
    if (isRemoved || rules.length === 0) continue
    for (const raw of rawEventsIn(payload)) {
      asked += rules.length
      if (asked > askedAtOnce) {
        asked = 0
        await turn()
      }
      const event = flattened(raw)
      const fitting = new Set(rules.filter(({ fits }) => fits(event)))
      for (const rule of raising) {
        if (!fitting.has(rule) || (counts.get(rule.row.id) ?? 0) >= mostOfRule) continue
        const alert = alertFor(rule.row, event, firstAt)
        const key = `${sourceId} ${rule.row.id} ${alert.subject}`
        if (found.has(key)) continue
        counts.set(rule.row.id, (counts.get(rule.row.id) ?? 0) + 1)
        found.set(key, { sourceId, alert })
      }
      if (fitting.size > 0)
        for (const watch of watching) count(watch, { event, fitting, sourceId, firstAt, counts, counted })
    }
  }
  return { alerts: [...found.values()], counted }
}

interface Counting {
  readonly event: FlatEvent
  readonly fitting: ReadonlySet<ReadyRule>
  readonly sourceId: string
  readonly firstAt: Date
  readonly counts: Map<string, number>
  readonly counted: Counted[]
}

function count({ row, correlation, parts }: Watching, counting: Counting): void {
  const { event, fitting, sourceId, firstAt, counts, counted } = counting
  parts.forEach((rule, part) => {
    if (!fitting.has(rule) || (counts.get(row.id) ?? 0) >= mostMatches) return
    const of = countedOf(correlation, part, event)
    if (of === undefined) return
    counts.set(row.id, (counts.get(row.id) ?? 0) + 1)
    counted.push({
      ...{ row, correlation, part, sourceId },
      at: believedTime(firstOf(event, timeNames), firstAt),
      groupKey: fingerprintOf(...of.group),
      group: of.group.map((value) => cleanLine(value, 120)),
      value: of.value.length > 200 ? fingerprintOf(of.value) : cleanLine(of.value, 200),
    })
  })
}

/** When an event says that it happened. */
const timeNames = [
  '@timestamp',
  'timestamp',
  'eventtime',
  'utctime',
  'timecreated',
  'systemtime',
  'published',
  'creationtime',
  'createddatetime',
  'time',
]
/** Whom or what the event names first, so that two machines are two alerts. */
const hostNames = ['computer', 'computername', 'host', 'hostname', 'agent.name', 'device']
const accountNames = [
  'user',
  'username',
  'targetusername',
  'subjectusername',
  'account',
  'useridentity.username',
]

function alertFor(row: SigmaRow, event: FlatEvent, at: Date): OwnAlert {
  const host = wordOf(event, hostNames)
  const account = wordOf(event, accountNames)
  return alertOfSigma(row, {
    subject: [host, account].filter(Boolean).join(', '),
    words: `The Sigma rule "${row.title}" fits.`,
    at: at.getTime(),
    labels: { ...(host !== '' && { host }), ...(account !== '' && { user: account }) },
  })
}

/** @param about what was found; `words` where the rule does not say itself what it is about */
export function alertOfSigma(
  row: SigmaRow,
  about: Pick<OwnAlert, 'subject' | 'words' | 'at' | 'labels'>,
): OwnAlert {
  return {
    ...about,
    rule: `sigma:${row.id}`,
    heading: row.title,
    words: `${row.about === '' ? about.words : row.about}${row.author === '' ? '' : ` Rule by ${row.author}.`}`,
    severity: row.severity,
    word: row.level,
    labels: {
      ...about.labels,
      ...(row.techniques.length > 0 && { technique: row.techniques.join(', ') }),
      ...(row.tags.length > 0 && { tags: row.tags.join(', ').slice(0, 500) }),
    },
  }
}

function wordOf(event: FlatEvent, names: readonly string[]): string {
  const value = firstOf(event, names, (each) => typeof each === 'string' && each.trim() !== '')
  return typeof value === 'string' ? cleanLine(value, 120) : ''
}

function firstOf(
  { fields }: FlatEvent,
  names: readonly string[],
  isMeant: (value: unknown) => boolean = (value) => value !== null,
): unknown {
  for (const name of names) {
    const value = fields.get(name)?.find(isMeant)
    if (value !== undefined) return value
  }
  return undefined
}
