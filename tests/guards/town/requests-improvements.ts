import { randomUUID } from 'node:crypto'
import { weighCases } from '../../../src/areas/improve/improvements/actions/weigh-cases.ts'
import { asSystem, type House } from '../../../src/platform/action.ts'
import { plain, text } from './building.ts'
import type { Act } from './company.ts'
import type { Example, Site } from './requests.ts'

/** What becomes better, and what a closed case asks, of which a company has one each. */
export const improvementNouns = ['improvement', 'closedCase', 'riskCase', 'businessDecision'] as const

const words = { title: text, why: text, kind: 'prevent', strength: 'engineer', element: 'plan' } as const
const target = { targetKind: 'plan', targetId: 'learn' } as const

/** One of each, with the marker in each of their tables. */
export async function furnishImprovements(
  house: House,
  act: Act,
  company: { readonly tenantId: string; readonly marker: string; readonly memberId: string },
): Promise<Readonly<Record<(typeof improvementNouns)[number], string>>> {
  const { tenantId, marker, memberId } = company
  const { closedCase, riskCase } = await newRiskCase(house, act, { tenantId, marker, memberId })
  await act('decideRiskCase', { id: riskCase, isAccepted: false, reason: marker })
  await act('answerBlindSpot', { id: closedCase, verdict: 'missed_it', tool: marker, note: marker })
  const improvement = await newImprovement(act, { marker, memberId, incidentId: closedCase })
  const again = String((await act('openIncident', { title: marker, kind: 'other', severity: 'S4' }))['id'])
  await house.wall.inTenant(tenantId, ({ $client }) =>
    $client.query(
      'insert into app.improvement_recurrence (improvement_id, incident_id, shared, found_at) values ($1, $2, $3, now())',
      [improvement, again, [marker]],
    ),
  )
  return { improvement, closedCase, riskCase, businessDecision: await newDecision(act, { marker, memberId }) }
}

async function newImprovement(
  act: Act,
  { marker, memberId, incidentId }: { marker: string; memberId: string; incidentId?: string },
): Promise<string> {
  const made = await act('addImprovement', {
    ...words,
    title: marker,
    why: marker,
    incidentId: incidentId ?? null,
  })
  const id = String(made['id'])
  await act('stepImprovement', { id, step: 'accept', ownerId: memberId, dueOn: '2030-01-01', ...target })
  return id
}

async function newClosedCase(act: Act, marker: string, kind = 'other'): Promise<string> {
  const id = String((await act('openIncident', { title: marker, kind, severity: 'S4' }))['id'])
  await act('closeIncident', { id, summary: marker, initialVector: 'unknown' })
  return id
}

async function newRiskCase(
  house: House,
  act: Act,
  { tenantId, marker, memberId }: { tenantId: string; marker: string; memberId: string },
): Promise<{ closedCase: string; riskCase: string; risk: string }> {
  const kind = 'lost-or-stolen-device'
  const name = `Risk ${marker} ${randomUUID()}`
  const made = await act('addRisk', { name, kind, likelihood: 'rare', harm: 'small', ownerId: memberId })
  const risk = String(made['id'])
  const closedCase = await newClosedCase(act, marker, kind)
  // A few cases at a time: others may have been closed before this one.
  for (let turn = 0; turn < 30; turn += 1) {
    await asSystem(house, tenantId, 'Test', weighCases)
    const { items } = await act('listRiskCases', { id: risk })
    const [said] = items as readonly Readonly<Record<string, unknown>>[] // as its contract says
    if (said !== undefined) return { closedCase, risk, riskCase: String(said['id']) }
  }
  throw new Error('The case was not weighed')
}

async function newDecision(
  act: Act,
  { marker, memberId }: { marker: string; memberId: string },
): Promise<string> {
  const decided = { question: marker, verdict: 'change', reason: marker, ownerId: memberId }
  return String((await act('decideBusiness', { ...decided, followUpOn: dayToCome() }))['id'])
}

const dayToCome = () => new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)

/** On an improvement of the one who asks, which somebody who leads has taken on. */
function onImprovement(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act, asker }: Site) => ({
      input: { id: await newImprovement(act, { marker: text, memberId: asker }), ...rest() },
    }),
    standing: ({ ids }) => ({ input: { id: ids.improvement, ...rest() } }),
  }
}

export const improvementExamples: Readonly<Record<string, Example>> = {
  listImprovements: plain(),
  addImprovement: plain(() => ({ ...words, ...target })),
  getImprovement: plain(({ improvement: id }) => ({ id })),
  changeImprovement: {
    fresh: async ({ act, asker }) => {
      const whole = { ...words, ...target, ownerId: asker, dueOn: '2030-01-01' }
      return { input: { id: await newImprovement(act, { marker: text, memberId: asker }), ...whole } }
    },
    standing: ({ ids, owner }) => ({
      input: { id: ids.improvement, ...words, ...target, ownerId: owner.memberId, dueOn: '2030-01-01' },
    }),
  },
  stepImprovement: onImprovement(() => ({ step: 'start' })),
  proposePlanWords: onImprovement(() => ({ words: `Words ${randomUUID()}`, reason: text })),
  readLessons: plain(({ closedCase: id }) => ({ id })),
  listBlindSpots: plain(),
  answerBlindSpot: {
    fresh: async ({ act }) => ({ input: { id: await newClosedCase(act, text), verdict: 'no_tool' } }),
    standing: ({ ids }) => ({ input: { id: ids.closedCase, verdict: 'no_tool' } }),
  },
  listRiskCases: plain(({ risk: id }) => ({ id })),
  decideRiskCase: {
    fresh: async ({ house, act, asker, company: { tenantId } }) => {
      const { riskCase: id } = await newRiskCase(house, act, { tenantId, marker: text, memberId: asker })
      return { input: { id, isAccepted: false, reason: text } }
    },
    standing: ({ ids }) => ({ input: { id: ids.riskCase, isAccepted: false, reason: text } }),
  },
  listBusinessDecisions: plain(),
  decideBusiness: {
    fresh: ({ company: { owner } }) => ({ input: decision(owner.memberId) }),
    standing: ({ owner }) => ({ input: decision(owner.memberId) }),
  },
  lookBackAtBusiness: {
    fresh: async ({ act, company: { owner } }) => ({
      input: { id: await newDecision(act, { marker: text, memberId: owner.memberId }), outcome: text },
    }),
    standing: ({ ids }) => ({ input: { id: ids.businessDecision, outcome: text } }),
  },
}

const decision = (ownerId: string) => ({
  ...{ question: text, verdict: 'keep', reason: text, ownerId },
  followUpOn: dayToCome(),
})
