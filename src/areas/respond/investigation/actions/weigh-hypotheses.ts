import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { refuseUnknownEvidence } from '../../evidence/public.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/hypotheses.ts'
import { itemsFor, whyNotConcluded } from '../rules/concluding.ts'
import {
  addHypothesis,
  addPoint,
  changeHypothesis,
  getHypothesis,
  listHypotheses,
  listPoints,
  type HypothesisRecord,
  type PointRecord,
} from '../store/hypotheses.ts'
import { refuseFull } from './refuse-full.ts'

export const list = action(contract.listHypotheses, async (context, { id }) => {
  await incidentFor(context, id)
  const hypotheses = await listHypotheses(context, id)
  const points = await listPoints(
    context,
    hypotheses.map((one) => one.id),
  )
  return { items: hypotheses.map((one) => hypothesisOf(one, points)), next: null }
})

export const add = action(contract.addHypothesis, async (context, { id: incidentId, text, confidence }) => {
  await openIncidentFor(context, incidentId)
  refuseFull((await listHypotheses(context, incidentId)).length)
  const id = context.newId()
  const added = await addHypothesis(context, {
    id,
    incidentId,
    text,
    standing: 'open',
    confidence,
    addedAt: context.now,
    addedBy: context.actor.name,
  })
  context.record({ stream: incidentId, kind: 'hypothesis.add', fields: { hypothesis: id, text, confidence } })
  return hypothesisOf(added, [])
})

/** A point is never taken back: what turns out wrong is answered by one on the other side. */
export const weigh = action(
  contract.weighHypothesis,
  async (context, { id, hypothesis, side, text, evidence }) => {
    await openIncidentFor(context, id)
    const weighed = await getHypothesis(context, id, hypothesis)
    if (evidence !== undefined) await refuseUnknownEvidence(context, id, [evidence])
    refuseFull((await listPoints(context, [hypothesis])).length)
    await addPoint(context, {
      id: context.newId(),
      hypothesisId: hypothesis,
      side,
      text,
      evidenceId: evidence ?? null,
      addedAt: context.now,
      addedBy: context.actor.name,
    })
    context.record({
      stream: id,
      kind: 'hypothesis.weigh',
      fields: { hypothesis, title: weighed.text, side, text, ...(evidence !== undefined && { evidence }) },
    })
    return withPoints(context, weighed)
  },
)

export const judge = action(
  contract.judgeHypothesis,
  async (context, { id, hypothesis, standing, confidence, reason }) => {
    await openIncidentFor(context, id)
    const before = await getHypothesis(context, id, hypothesis)
    const isSame = before.standing === standing && before.confidence === confidence
    refuseUnless(
      !isSame,
      'conflict',
      'It is judged like this already. Change the standing or how sure you are.',
    )
    const points = await listPoints(context, [hypothesis])
    const why = whyNotConcluded({ standing, points })
    if (why !== undefined) refuse('conflict', why, { reason: 'no_items' })
    const items = itemsFor({ standing, points }).slice(0, 100)
    const after = await changeHypothesis(context, hypothesis, {
      standing,
      confidence,
      judgedAt: context.now,
      judgedBy: context.actor.name,
    })
    context.record({
      stream: id,
      kind: 'hypothesis.judge',
      fields: {
        hypothesis,
        title: before.text,
        from: before.standing,
        to: standing,
        confidenceBefore: before.confidence,
        confidence,
        reason,
        ...(items.length > 0 && { items: items.join(' ') }),
      },
    })
    return withPoints(context, after)
  },
)

async function withPoints(context: Context, record: HypothesisRecord) {
  return hypothesisOf(record, await listPoints(context, [record.id]))
}

function hypothesisOf(
  record: HypothesisRecord,
  points: readonly PointRecord[],
): z.input<typeof contract.Hypothesis> {
  const { id, text, standing, confidence, addedBy, judgedBy } = record
  return {
    id,
    text,
    standing,
    confidence,
    addedBy,
    judgedBy,
    addedAt: record.addedAt.toISOString(),
    judgedAt: record.judgedAt?.toISOString() ?? null,
    points: points
      .filter((point) => point.hypothesisId === id)
      .map((point) => ({
        id: point.id,
        side: point.side,
        text: point.text,
        evidenceId: point.evidenceId,
        addedAt: point.addedAt.toISOString(),
        addedBy: point.addedBy,
      })),
  }
}
