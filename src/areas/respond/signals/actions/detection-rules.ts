import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { ruleSample } from '../content/rule-samples.ts'
import * as contract from '../contract/detection-rules.ts'
import { listsFor } from '../intake/own-lists.ts'
import { alertOf, raiseAlert } from '../intake/raise-alert.ts'
import { recipientOf } from '../intake/recipient.ts'
import { regexEngine } from '../intake/regular-expressions.ts'
import { eventsIn } from '../intake/seen-events.ts'
import { whyNotWith } from '../intake/why-not.ts'
import { detectionOf, seeEvent, type Memory, type Raised } from '../rules/detections/all.ts'
import type { Facts } from '../rules/detections/rule.ts'
import { getSourceToChange, listSources } from '../store/sources.ts'
import { hasSigmaOn, listSigma } from '../store/sigma.ts'
import { listSigmaLists } from '../store/sigma-lists.ts'
import { shownLists, shownSigma } from './sigma-rules.ts'
import { changeWatch, getWatchToChange, lastRaised, readWatch } from '../store/watch.ts'

export const list = action(contract.listDetectionRules, async (context) => {
  const { rulesOn } = await readWatch(context)
  const raised = await lastRaised(context)
  const sigma = await listSigma(context)
  const lists = await listsFor(context)
  const whyNot = whyNotWith(sigma, lists, await regexEngine())
  return {
    items: contract.ruleIds.map((rule) => shown(rule, rulesOn.includes(rule), raised.get(rule))),
    next: null,
    sigma: sigma.map((row) =>
      shownSigma(row, { whyNot: whyNot(row), raisedAt: raised.get(`sigma:${row.id}`) }),
    ),
    sigmaLists: shownLists(sigma, lists, await listSigmaLists(context)),
  }
})

export const change = action(contract.switchDetectionRule, async (context, { rule, isOn }) => {
  const watch = await getWatchToChange(context)
  const others = watch.rulesOn.filter((each) => each !== rule)
  const isFirst = watch.rulesOn.length === 0 && !(await hasSigmaOn(context))
  await changeWatch(context, {
    rulesOn: isOn ? [...others, rule] : others,
    // What came before anybody asked for it is not looked through.
    ...(isFirst && { deliveryMark: context.newId() }),
  })
  context.record({ stream: 'audit', kind: 'rule.switch', fields: { rule, to: isOn ? 'on' : 'off' } })
  return shown(rule, isOn, (await lastRaised(context)).get(rule))
})

/** The sample goes the way of real events: read as its tool's, seen by the rule, raised as its alert. */
export const test = action(contract.testDetectionRule, async (context, { rule }) => {
  const [source] = await listSources(context)
  if (source === undefined) return refuse('conflict', 'Add a source first; rules look at what sources send.')
  const raised = await raisedBySample(context, rule)
  refuseUnless(
    raised !== undefined,
    'unavailable',
    'The sample did not raise its rule. Tell whoever looks after Muster.',
  )
  const { name } = await getSourceToChange(context, source.id)
  const { id, title } = await raiseAlert(context, {
    sourceId: source.id,
    sourceName: name,
    alert: alertOf(raised),
    isTest: true,
  })
  context.record({ stream: 'intake', kind: 'rule.test', fields: { rule, signal: id, title } })
  return { signalId: id, title }
})

async function raisedBySample(context: Context, rule: contract.RuleId): Promise<Raised | undefined> {
  const { domains } = await recipientOf(context)
  const own = domains[0] ?? 'your-name.example'
  const detection = detectionOf(rule)
  const { events, ticksAt } = ruleSample(rule, context.now, own)
  const kept = new Map<string, Facts>()
  const memory: Memory = {
    get: (_rule, subject) => kept.get(subject) ?? {},
    set: (_rule, subject, facts) => void kept.set(subject, facts),
  }
  const seen = events.flatMap(({ kind, body }) =>
    eventsIn({ kind, payload: Buffer.from(body), receivedAt: context.now }, [own]),
  )
  const raised = seen.flatMap((event) => seeEvent(event, [detection], memory))
  if (ticksAt === undefined) return raised.at(-1)
  for (const [subject, facts] of kept) {
    const words = detection.tick?.(facts, ticksAt.getTime()).alarm
    if (words !== undefined) return { detection, subject, words, at: ticksAt.getTime() }
  }
  return undefined
}

function shown(rule: contract.RuleId, isOn: boolean, raisedAt: Date | undefined) {
  return { rule, isOn, cost: 'free' as const, lastRaisedAt: raisedAt?.toISOString() ?? null }
}
