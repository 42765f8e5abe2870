import { dayIn, monthsBetween } from '../../../../base/calendar-day.ts'
import type { Context } from '../../../../platform/action.ts'
import { dayWithoutWork } from '../../../prepare/budget/public.ts'
import { risksOfKind } from '../../../prepare/risks/public.ts'
import { hereSince, organisationFor, todayOf } from '../../../register/people/public/people.ts'
import { casesNamed, incidentFor, resolvedOfKind } from '../../../respond/incidents/public/incidents.ts'
import { costsFor } from '../../../respond/incidents/public/people-and-costs.ts'
import { factorKindsOf, leftOutAmong, vectorsFound } from '../../../respond/investigation/public.ts'
import { sharedBetween } from '../rules/recurrence.ts'
import { daysLostBy, monthsCounted, proposedWords } from '../rules/risk-words.ts'
import { dueAgain } from '../rules/steps.ts'
import { updateImprovement, type ImprovementRecord } from '../store/improvements.ts'
import { changeSpot, holdUnweighed } from '../store/lessons.ts'
import { askedFor, holdVerified, insertRecurrence } from '../store/recurrences.ts'
import { proposeRiskCase, takeBackRiskCases } from '../store/risk-cases.ts'
import { noteStep, recordOn } from './keep-improvement.ts'
import { unchecked } from './take-steps.ts'
import { tellOf } from './tell-people.ts'

/** So many closed cases at a time; the next ones wait a few minutes. */
const atOnce = 20

type Case = Awaited<ReturnType<typeof incidentFor>>

/** What follows from cases that were closed: what came back, and what they say about risks. Each of it once. */
export async function weighCases(context: Context): Promise<void> {
  for (const { incidentId } of await holdUnweighed(context, atOnce)) {
    const incident = await incidentFor(context, incidentId)
    // Opened again in the meantime: it is weighed once it is closed.
    if (incident.closure !== null) await weigh(context, incident)
    await changeSpot(context, incidentId, { weighedAt: context.now })
  }
}

/** A test, or a case that was entered afterwards, says nothing of what came back or how often. */
async function weigh(context: Context, incident: Case): Promise<void> {
  if ((await leftOutAmong(context, [incident.id])).has(incident.id))
    return withdrawRiskCases(context, incident.id)
  await findReturns(context, incident)
  if (incident.mode === 'real') await weighRisks(context, incident)
}

/**
 * Improvements of earlier cases of the kind that had been checked before this one began. Where both share a way in or a
 * factor it came back: what should have prevented or noticed it is opened again. Of the others somebody says now
 * whether they helped.
 */
async function findReturns(
  context: Context,
  { id, number, kind, openedAt, closure, isRestricted }: Case,
): Promise<void> {
  const verified = (await holdVerified(context, { before: openedAt, except: id })).filter(
    ({ incidentId }) => incidentId !== null,
  )
  const ids = verified.flatMap(({ incidentId }) => incidentId ?? [])
  if (ids.length === 0) return
  const cases = await casesNamed(context, ids)
  const factors = await factorKindsOf(context, [id, ...ids])
  const found = await vectorsFound(context, [id, ...ids])
  const now = { factors: factors.get(id) ?? [], vector: found.get(id) ?? closure?.initialVector ?? null }
  const asked = await askedFor(context, nameOf(number))
  for (const one of verified) {
    const before = cases.get(one.incidentId ?? '')
    if (before?.kind !== kind) continue
    const vector = found.get(one.incidentId ?? '') ?? before.vector
    const was = { factors: factors.get(one.incidentId ?? '') ?? [], vector }
    const shared = sharedBetween(now, was)
    if (shared.length > 0 && !(await insertRecurrence(context, { ...row(one, id, context), shared })))
      continue
    // A case that is closed to others changes nothing that they see: those inside read it in the case.
    if (isRestricted) continue
    const isBack = shared.length > 0 && (one.kind === 'prevent' || one.kind === 'detect')
    if (isBack) await openAgain(context, one, number)
    else if (!asked.has(one.id)) await askAgain(context, one, number)
  }
}

const nameOf = (number: number) => `INC-${number}`

/** Whether it helped is open once more, also where somebody had said yes before. */
async function askAgain(context: Context, one: ImprovementRecord, number: number): Promise<void> {
  const today = await todayOf(context)
  const again = { effect: null, effectDueOn: today, remindDay: null, changedAt: context.now }
  const { effect, effectDueOn } = one
  await updateImprovement(context, one.id, again)
  await noteStep(context, one, 'ask', nameOf(number), { effect, effectDueOn })
}

const row = ({ id }: ImprovementRecord, incidentId: string, { now }: Context) => ({
  ...{ improvementId: id, incidentId },
  foundAt: now,
})

async function openAgain(context: Context, one: ImprovementRecord, number: number): Promise<void> {
  const today = await todayOf(context)
  const again = await updateImprovement(context, one.id, {
    ...unchecked,
    state: 'accepted',
    effect: 'no',
    acceptedAt: context.now,
    changedAt: context.now,
    dueOn: dueAgain(one.dueOn, today),
    reopened: one.reopened + 1,
  })
  await noteStep(context, again, 'reopen', nameOf(number))
  await tellOf(context, again, 'again', today)
}

/** Proposes other words for each risk of the kind, with what they were worked out from. */
async function weighRisks(context: Context, { id, kind, openedAt, isRestricted }: Case): Promise<void> {
  const risks = kind === 'other' ? [] : await risksOfKind(context, kind)
  if (risks.length === 0) return
  const { cases, firstAt } = await resolvedOfKind(context, kind)
  const leftOut = await leftOutAmong(
    context,
    cases.map((one) => one.id),
  )
  const { timeZone } = await organisationFor(context)
  const since = await hereSince(context)
  const first = firstAt !== null && firstAt < since ? firstAt : since
  const months = monthsCounted(monthsBetween(dayIn(first, timeZone), dayIn(context.now, timeZone)))
  const from = new Date(context.now.getTime() - months * 30.5 * 86_400_000)
  const counted = cases.filter((one) => one.openedAt >= from && !leftOut.has(one.id) && one.id !== id)
  // This one counts itself, also where it is closed to others: then only those inside read it.
  const times = counted.length + (openedAt >= from || isRestricted ? 1 : 0)
  if (times === 0) return
  const shown = { times, months, daysLost: await daysLostIn(context, id) }
  for (const risk of risks) {
    const words = proposedWords(risk, shown)
    if (words === undefined) {
      await withdrawRiskCases(context, id, risk.id)
      continue
    }
    const added = await proposeRiskCase(context, {
      ...shown,
      ...words,
      ...{ id: context.newId(), riskId: risk.id, incidentId: id },
      ...{ likelihoodBefore: risk.likelihood, harmBefore: risk.harm, proposedAt: context.now },
      ...{ isAccepted: null, reason: null, decidedAt: null, decidedBy: null, withdrawnAt: null },
    })
    if (!added) continue
    recordOn(context, id, 'risk_case.propose', { risk: risk.id, title: risk.name, ...shown, ...words })
  }
}

/** What a case said of risks that nobody decided on says it no more: of all of them, or of this one. */
export async function withdrawRiskCases(
  context: Context,
  incidentId: string,
  riskId?: string,
): Promise<void> {
  for (const row of await takeBackRiskCases(context, { incidentId, riskId }))
    recordOn(context, incidentId, 'risk_case.withdraw', {
      ...{ risk: row.riskId, likelihood: row.likelihood, harm: row.harm },
    })
}

/** What the case cost, in days without work; only money of the currency that the budget counts in. */
async function daysLostIn(context: Context, incidentId: string): Promise<number | null> {
  const day = await dayWithoutWork(context)
  if (day === undefined) return null
  const { totals } = await costsFor(context, incidentId)
  const total = totals.find(({ currency }) => currency === day.currency)
  return total === undefined ? null : daysLostBy(Number(total.amount), day.high)
}
