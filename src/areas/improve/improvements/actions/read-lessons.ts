import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { action } from '../../../../platform/action.ts'
import { getRiskFor } from '../../../prepare/risks/public.ts'
import { incidentFor } from '../../../respond/incidents/public/incidents.ts'
import { ideasOf } from '../../../respond/incidents/public/people-and-costs.ts'
import { factorKindsOf, vectorFound } from '../../../respond/investigation/public.ts'
import { remediesOfFactor, remediesOfVector } from '../content/remedies.ts'
import * as contract from '../contract/lessons.ts'
import { challengeFor, remediesFor } from '../rules/remedies.ts'
import { findSpot, listDecisions, listSpots } from '../store/lessons.ts'
import { listOfIncident } from '../store/improvements.ts'
import { improvementsNamed, recurrencesBy } from '../store/recurrences.ts'
import { listRiskCases } from '../store/risk-cases.ts'
import { shownDecisions, shownRiskCases, shownSpots } from './lesson-shapes.ts'
import { shownImprovements } from './shapes.ts'

/** So many decisions about the business come of one case at most. */
const mostDecisions = 50

export const read = action(contract.readLessons, async (context, { id }) => {
  const { closure } = await incidentFor(context, id)
  const rows = await listOfIncident(context, id)
  const taken = new Set(rows.flatMap(({ ideaId }) => ideaId ?? []))
  const ideas = (await ideasOf(context, id)).filter((idea) => !taken.has(idea.id))
  const vector = (await vectorFound(context, id)) ?? closure?.initialVector ?? null
  const factors = (await factorKindsOf(context, [id])).get(id) ?? []
  const tables = [
    vector === null || vector === 'other' || vector === 'unknown' ? undefined : remediesOfVector[vector],
    ...factors.map((kind) => (kind === 'other' ? undefined : remediesOfFactor[kind])),
  ]
  const spot = await findSpot(context, id)
  const [blindSpot] = spot === undefined ? [] : await shownSpots(context, [spot])
  const back = await recurrencesBy(context, id)
  const named = await improvementsNamed(
    context,
    back.map(({ improvementId }) => improvementId),
  )
  return {
    improvements: await shownImprovements(context, rows),
    ideas: ideas.map(({ id: idea, text, recordedBy, recordedAt }) => ({
      ...{ id: idea, text, recordedBy },
      recordedAt: recordedAt.toISOString(),
    })),
    remedies: remediesFor(tables, rows),
    challenge: challengeFor({ vector, factors }, rows),
    blindSpot: blindSpot ?? null,
    riskCases: context.can('risk.read')
      ? await shownRiskCases(context, await listRiskCases(context, { incidentId: id }))
      : [],
    decisions: await shownDecisions(
      context,
      await listDecisions(context, { incidentId: id, limit: mostDecisions }),
    ),
    cameBack: back.flatMap(({ improvementId, shared }) => {
      const title = named.get(improvementId)
      return title === undefined ? [] : [{ id: improvementId, title, shared }]
    }),
    can: {
      propose: context.can('improvement.propose'),
      decideBusiness: context.can('business.decide'),
    },
  }
})

export const listBlindSpots = action(contract.listBlindSpots, async (context, { limit, cursor, isOpen }) => {
  const rows = await listSpots(context, { isOpen, limit: limit + 1, after: pageAfter(cursor) })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await shownSpots(context, items), next }
})

export const listBusiness = action(contract.listBusinessDecisions, async (context, { limit, cursor }) => {
  const rows = await listDecisions(context, { limit: limit + 1, after: pageAfter(cursor) })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return {
    items: await shownDecisions(context, items),
    next,
    can: { decide: context.can('business.decide') },
  }
})

export const listOfRisk = action(contract.listRiskCases, async (context, { id }) => {
  await getRiskFor(context, id)
  return { items: await shownRiskCases(context, await listRiskCases(context, { riskId: id })), next: null }
})
