import { dayAfter } from '../../../../base/calendar-day.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getRiskFor, reword } from '../../../prepare/risks/public.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import { incidentFor } from '../../../respond/incidents/public/incidents.ts'
import * as contract from '../contract/lessons.ts'
import {
  changeDecision,
  changeSpot,
  holdDecision,
  holdSpot,
  insertDecision,
  type DecisionRecord,
  type SpotRecord,
} from '../store/lessons.ts'
import { decideRiskCase as keepVerdict, holdRiskCase, type RiskCaseRecord } from '../store/risk-cases.ts'
import { graverOf } from '../rules/risk-words.ts'
import { recordOn } from './keep-improvement.ts'
import { refuseOwner } from './owners.ts'
import { mayDecide, shownDecisions, shownRiskCases, shownSpots } from './lesson-shapes.ts'

export const answerSpot = action(
  contract.answerBlindSpot,
  async (context, { id, verdict, tool, note, ownerId, basedOn }) => {
    await incidentFor(context, id)
    const before = await holdSpot(context, id)
    const isNewest = basedOn === undefined || basedOn === (before.changedAt?.toISOString() ?? null)
    refuseUnless(
      isNewest,
      'conflict',
      'Somebody else has written here in the meantime. Read it again, then write.',
      { reason: 'outdated' },
    )
    if (ownerId !== before.ownerId) await refuseOwner(context, ownerId, id)
    const message = 'Name the tool, the person or the check.'
    if ((verdict === 'saw_it' || verdict === 'missed_it') && tool === '')
      refuse('invalid', message, { faults: [{ path: 'tool', message }] })
    const answered =
      verdict === null
        ? { answeredAt: null, answeredBy: null }
        : { answeredAt: context.now, answeredBy: context.actor.name }
    const changed = await changeSpot(context, id, {
      verdict,
      tool,
      note,
      ownerId,
      ...answered,
      remindedOn: null,
      changedAt: context.now,
    })
    const shown = await oneSpot(context, changed)
    recordOn(context, id, 'blind_spot.answer', { verdict, tool, note, owner: shown.owner })
    return shown
  },
)

/**
 * Accepting changes the words of the risk in the same transaction, as they stand by then: what somebody else made graver
 * since the case was weighed stays so.
 */
export const decideRisk = action(contract.decideRiskCase, async (context, { id, isAccepted, reason }) => {
  const row = await holdRiskCase(context, id)
  refuseUnless(row.isAccepted === null, 'conflict', 'This was decided already. Read the risk again.')
  const risk = await getRiskFor(context, row.riskId)
  refuseUnless(
    mayDecide(context, risk),
    'forbidden',
    'Whoever answers for this risk decides, or an owner or a lead. Ask one of them.',
  )
  const { likelihood, harm } = isAccepted
    ? await reword(context, row.riskId, (stands) => graverOf(stands, row))
    : row
  const decided = { isAccepted, reason, decidedAt: context.now, decidedBy: context.actor.name }
  await keepVerdict(context, id, decided)
  const said = { accepted: isAccepted, reason, likelihood, harm }
  recordOn(context, row.incidentId, 'risk_case.decide', { risk: row.riskId, title: risk.name, ...said })
  return oneRiskCase(context, { ...row, ...decided })
})

export const decideBusiness = action(
  contract.decideBusiness,
  async (context, { incidentId, ownerId, followUpOn, ...said }) => {
    if (incidentId !== null) await incidentFor(context, incidentId)
    await refuseOwner(context, ownerId, incidentId)
    const today = await todayOf(context)
    const message = 'Write a day to come, within three years.'
    const isWrong = followUpOn <= today || followUpOn > dayAfter(today, 36, 'months')
    if (isWrong) refuse('invalid', message, { faults: [{ path: 'followUpOn', message }] })
    const row: DecisionRecord = {
      ...said,
      ...{ id: context.newId(), incidentId, ownerId, followUpOn },
      ...{ decidedOn: today, decidedAt: context.now, decidedBy: context.actor.name },
      ...{ followedAt: null, followedBy: null, outcome: null, remindedOn: null },
    }
    await insertDecision(context, row)
    const shown = await oneDecision(context, row)
    const { question: title, verdict, reason } = said
    const terms = { title, verdict, reason, owner: shown.owner, followUpOn }
    recordOn(context, incidentId, 'business.decide', { decision: row.id, ...terms })
    return shown
  },
)

export const lookBack = action(contract.lookBackAtBusiness, async (context, { id, outcome }) => {
  const before = await holdDecision(context, id)
  refuseUnless(
    before.followedAt === null,
    'conflict',
    'Somebody has looked back at this already. Decide anew where more has to change.',
  )
  const followed = { followedAt: context.now, followedBy: context.actor.name, outcome }
  await changeDecision(context, id, followed)
  const said = { decision: id, title: before.question, words: outcome }
  recordOn(context, before.incidentId, 'business.look_back', said)
  return oneDecision(context, { ...before, ...followed })
})

async function oneSpot(context: Context, row: SpotRecord) {
  const [shown] = await shownSpots(context, [row])
  if (shown === undefined) throw new Error('one row gives one blind spot')
  return shown
}

async function oneRiskCase(context: Context, row: RiskCaseRecord) {
  const [shown] = await shownRiskCases(context, [row])
  if (shown === undefined) throw new Error('one row gives one proposal')
  return shown
}

async function oneDecision(context: Context, row: DecisionRecord) {
  const [shown] = await shownDecisions(context, [row])
  if (shown === undefined) throw new Error('one row gives one decision')
  return shown
}
