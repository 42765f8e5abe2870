import { randomUUID } from 'node:crypto'
import { text } from './building.ts'
import type { Act, Company, Fields } from './company.ts'
import type { Example, Site } from './requests.ts'

/** Of budget and continuity a company has one each. */
export const continuityNouns = ['budgetLine', 'continuityPlan', 'invocation'] as const
type Made = Readonly<Record<(typeof continuityNouns)[number], string>>

const downSince = '2026-03-01T09:00:00Z'
const restoredAt = '2026-03-01T10:00:00Z'

/** A budget with a line and an act, and a plan that is running, with the marker in each of their tables. */
export async function furnishContinuity(
  act: Act,
  { marker, memberId }: { readonly marker: string; readonly memberId: string },
): Promise<Made> {
  await act('reviewBudget', { currency: 'EUR', note: marker })
  const budgetLine = await newLine(act, marker)
  await act('recordLeadershipAct', { memberId, kind: 'plan_signed', doneOn: '2026-03-01', note: marker })
  const plan = await newPlan(act, marker)
  const invocation = await invoked(act, plan, marker)
  return { budgetLine, continuityPlan: plan, invocation }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }

export const continuityExamples: Readonly<Record<string, Example>> = {
  readBudget: reading,
  reviewBudget: same(({ owner }) => ({ currency: 'EUR', ownerId: owner.memberId })),
  addBudgetLine: same(() => ({ name: text, planned: 5 })),
  changeBudgetLine: onLine(() => ({ name: text, planned: 6 })),
  removeBudgetLine: onLine(() => ({ reason: text })),
  recordLeadershipAct: same(({ owner }) => ({
    memberId: owner.memberId,
    kind: 'review_chaired',
    doneOn: '2026-03-01',
    note: text,
  })),
  listContinuityPlans: reading,
  addContinuityPlan: same(({ owner }) => ({
    name: randomUUID(),
    ownerId: owner.memberId,
    deputyId: owner.memberId,
  })),
  changeContinuityPlan: onPlan(() => ({ name: randomUUID() })),
  endContinuityPlan: onPlan(() => ({ reason: text })),
  invokeContinuityPlan: onPlan(() => ({ decidedBy: text, why: text, downSince })),
  moveContinuityStep: onUse(() => ({ step: 0, isDone: true })),
  restoreContinuity: onUse(() => ({ restoredAt, outcome: text })),
  readTouches: {
    fresh: async ({ make }) => ({ input: { id: await make.containment.asset() } }),
    standing: ({ ids }) => ({ input: { id: ids.asset } }),
  },
}

/** A request that can be made as often as one likes. */
function same(input: (company: Company) => Record<string, unknown>): Example {
  return {
    fresh: ({ company }) => ({ input: input(company) }),
    standing: (company) => ({ input: input(company) }),
  }
}

function onLine(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newLine(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.budgetLine, ...rest() } }),
  }
}

function onPlan(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newPlan(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.continuityPlan, ...rest() } }),
  }
}

function onUse(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }: Site) => {
      const id = await newPlan(act)
      return { input: { id, invocation: await invoked(act, id), ...rest() } }
    },
    standing: ({ ids }) => ({ input: { id: ids.continuityPlan, invocation: ids.invocation, ...rest() } }),
  }
}

async function newLine(act: Act, marker = text): Promise<string> {
  const name = `Line ${marker} ${randomUUID()}`
  const made = await act('addBudgetLine', { name, planned: 1, note: marker })
  const lines = made['lines'] as readonly Fields[] // as its contract says
  return String(lines.find((line) => line['name'] === name)?.['id'])
}

async function newPlan(act: Act, marker = text): Promise<string> {
  const name = `Plan ${marker} ${randomUUID()}`
  return String((await act('addContinuityPlan', { name, steps: [marker], when: marker }))['id'])
}

async function invoked(act: Act, id: string, marker = text): Promise<string> {
  const made = await act('invokeContinuityPlan', { id, decidedBy: marker, why: marker, downSince })
  const uses = made['invocations'] as readonly Fields[] // as its contract says
  return String(uses[0]?.['id'])
}
