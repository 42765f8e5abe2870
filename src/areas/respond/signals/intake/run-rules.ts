/** Leads what came since the last look through the rules that are switched on. Looked at once, in the order of arrival. */
import type { Context } from '../../../../platform/action.ts'
import type { RuleId } from '../contract/detection-rules.ts'
import { detectionOf, seeEvent, type Memory, type Raised } from '../rules/detections/all.ts'
import type { Detection, Facts, SeenEvent } from '../rules/detections/rule.ts'
import {
  changeWatch,
  deliveriesAfter,
  forgetMemory,
  getWatchToChange,
  keepMemory,
  listMemory,
  readMemory,
  readWatch,
  type SeenDelivery,
} from '../store/watch.ts'
import { getSourceToChange, listSources } from '../store/sources.ts'
import { hasSigmaOn, listSigma } from '../store/sigma.ts'
import { correlate } from './correlate.ts'
import { lookWithSigma, readyRules } from './look-with-sigma.ts'
import { listsFor } from './own-lists.ts'
import { regexEngine } from './regular-expressions.ts'
import { alertOf, raiseAlert, type OwnAlert } from './raise-alert.ts'
import { eventsIn } from './seen-events.ts'

/** Ids are made before their commit: what is younger than this may still be preceded by another. */
const settleMillis = 15_000
const deliveriesAtOnce = 500
/** A rule that raises more than this in one look is raising about itself. */
const mostRaised = 100
const rememberDays = 90

/** @returns whether more waits */
export async function runRules(
  context: Context,
  ownDomains: () => Promise<readonly string[]>,
): Promise<boolean> {
  const isSigmaOn = await hasSigmaOn(context)
  if ((await readWatch(context)).rulesOn.length === 0 && !isSigmaOn) return false
  const { rulesOn, deliveryMark } = await getWatchToChange(context)
  const rules = rulesOn.map(detectionOf)
  const deliveries = await deliveriesAfter(context, {
    mark: deliveryMark ?? context.newId(),
    until: new Date(context.now.getTime() - settleMillis),
    atMost: deliveriesAtOnce,
  })
  const found =
    deliveries.length === 0 || rules.length === 0
      ? []
      : await look(context, { rules, deliveries, domains: await ownDomains() })
  const silent = await tick(context, rules)
  const alerts = [...found, ...silent].map(({ sourceId, raised }) => ({ sourceId, alert: alertOf(raised) }))
  const room = mostRaised - alerts.length
  const ofSigma = isSigmaOn && deliveries.length > 0 ? await lookThrough(context, deliveries, room) : []
  await raiseAll(context, [...alerts, ...ofSigma].slice(0, mostRaised))
  await changeWatch(context, { deliveryMark: deliveries.at(-1)?.id ?? deliveryMark ?? context.newId() })
  await forgetMemory(context, new Date(context.now.getTime() - rememberDays * 86_400_000))
  return deliveries.length > 0
}

async function lookThrough(context: Context, deliveries: readonly SeenDelivery[], room: number) {
  const rules = readyRules(await listSigma(context), await listsFor(context), await regexEngine())
  const { alerts, counted } = await lookWithSigma(rules, deliveries)
  return [...alerts, ...(await correlate(context, counted, room - alerts.length))]
}

interface Found {
  readonly sourceId: string
  readonly raised: Raised
}

async function look(
  context: Context,
  {
    rules,
    deliveries,
    domains,
  }: { rules: readonly Detection[]; deliveries: readonly SeenDelivery[]; domains: readonly string[] },
): Promise<Found[]> {
  const seen = deliveries
    .filter(({ isRemoved }) => !isRemoved)
    .flatMap((delivery) =>
      eventsIn({ ...delivery, receivedAt: delivery.firstAt }, domains).map((event) => ({
        event,
        sourceId: delivery.sourceId,
      })),
    )
    // What came at one moment has no order but its own.
    .toSorted((a, b) => a.event.at - b.event.at)
  const { memory, changed } = await remembered(
    context,
    seen.map(({ event }) => event),
    rules,
  )
  const found = seen.flatMap(({ event, sourceId }) =>
    seeEvent(event, rules, memory).map((raised) => ({ sourceId, raised })),
  )
  for (const { sourceId, row } of sourcesOf(seen, rules, changed))
    if (detectionOf(row.rule).tick !== undefined) row.facts = { ...row.facts, source: sourceId }
  await keepMemory(context, [...changed.values()])
  return found
}

interface Changed {
  readonly rule: RuleId
  readonly subject: string
  facts: Facts
  at: Date
}

/** A silence is raised in the name of the source that spoke last. */
function sourcesOf(
  seen: readonly { readonly event: SeenEvent; readonly sourceId: string }[],
  rules: readonly Detection[],
  changed: ReadonlyMap<string, Changed>,
): { sourceId: string; row: Changed }[] {
  return seen.flatMap(({ event, sourceId }) =>
    rules.flatMap((detection) => {
      const subject = detection.tick === undefined ? undefined : detection.subjectOf(event)?.slice(0, 200)
      const row = subject === undefined ? undefined : changed.get(`${detection.rule} ${subject}`)
      return row === undefined ? [] : [{ sourceId, row }]
    }),
  )
}

async function remembered(context: Context, events: readonly SeenEvent[], rules: readonly Detection[]) {
  const wanted = events.flatMap((event) =>
    rules.flatMap((detection) => {
      const subject = detection.subjectOf(event)
      return subject === undefined ? [] : [{ rule: detection.rule, subject: subject.slice(0, 200) }]
    }),
  )
  const known = new Map(
    (await readMemory(context, wanted)).map(({ rule, subject, facts }) => [`${rule} ${subject}`, facts]),
  )
  const changed = new Map<string, Changed>()
  const memory: Memory = {
    get: (rule, subject) => known.get(`${rule} ${subject}`) ?? {},
    set(rule, subject, facts, at) {
      known.set(`${rule} ${subject}`, facts)
      changed.set(`${rule} ${subject}`, { rule, subject, facts, at: new Date(at) })
    },
  }
  return { memory, changed }
}

/** What should have come by now. */
async function tick(context: Context, rules: readonly Detection[]): Promise<Found[]> {
  const found: Found[] = []
  const now = context.now.getTime()
  for (const detection of rules) {
    if (detection.tick === undefined) continue
    for (const { subject, facts } of await listMemory(context, detection.rule)) {
      const step = detection.tick(facts, now)
      const sourceId = facts['source']
      if (step.alarm === undefined || typeof sourceId !== 'string') continue
      await keepMemory(context, [{ rule: detection.rule, subject, facts: step.facts, at: context.now }])
      found.push({ sourceId, raised: { detection, subject, words: step.alarm, at: now } })
    }
  }
  return found
}

async function raiseAll(
  context: Context,
  alerts: readonly { readonly sourceId: string; readonly alert: OwnAlert }[],
): Promise<void> {
  if (alerts.length === 0) return
  // A source that was removed meanwhile speaks for nobody.
  const standing = new Set((await listSources(context)).map(({ id }) => id))
  for (const { sourceId, alert } of alerts) if (standing.has(sourceId)) await raise(context, sourceId, alert)
}

async function raise(context: Context, sourceId: string, alert: OwnAlert): Promise<void> {
  const { name } = await getSourceToChange(context, sourceId)
  const { id, title } = await raiseAlert(context, { sourceId, sourceName: name, alert, isTest: false })
  context.record({
    stream: 'intake',
    kind: 'rule.raise',
    fields: { rule: alert.rule, signal: id, title },
  })
}
