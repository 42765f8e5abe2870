import { dayIn } from '../../../../base/calendar-day.ts'
import type { IncidentKind } from '../../../../base/incident-kinds.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { backupStanding } from '../../../prepare/backups/public.ts'
import { continuityTests } from '../../../prepare/continuity/public.ts'
import { SectionName } from '../../../prepare/plan/contract/plan.ts'
import { planVersion, rankedKinds } from '../../../prepare/plan/public.ts'
import { callTreeTest } from '../../../register/contacts/public.ts'
import { organisationFor, todayOf } from '../../../register/people/public/people.ts'
import { decisions } from '../../../register/powers/contract/words.ts'
import { lastRehearsals } from '../../../respond/incidents/public/incidents.ts'
import { improvementsNamed } from '../../improvements/public.ts'
import * as contract from '../contract/report.ts'
import type { PlanTest } from '../contract/report.ts'
import {
  lastTries,
  planTest,
  untestedPlans,
  type Held,
  type LastTry,
  type UntestedPlans,
} from '../rules/plan-tests.ts'
import { chainOf } from '../rules/report.ts'
import { entriesAmong, findingsAmong, ratingsAmong } from '../store/captures.ts'
import { endedSince, failedObjectives, plannedSessions, retestsOf } from '../store/sessions.ts'
import { rowsOf } from './shapes.ts'

export const listTests = action(contract.listPlanTests, async (context) => {
  const open = await openFindings(context)
  return {
    items: await planTests(context),
    next: null,
    planned: await rowsOf(context, await plannedSessions(context)),
    openFindings: open.map(({ sessionId, title, objective }) => ({ sessionId, title, objective })),
  }
})

/** What would fail today, of plans that nobody tried: the port of `readiness`. */
export async function untestedStanding(context: Context): Promise<UntestedPlans> {
  const open = await openFindings(context)
  return untestedPlans(await planTests(context), {
    hasPlan: (await planVersion(context)) !== null,
    findings: open.map(({ sessionId: id, title, objective }) => ({ id, title, objective })),
  })
}

type Reading = Pick<Context, 'tx' | 'now'>

const twoYears = 2 * 366 * 86_400_000

/** Parts and decisions that sessions of the last two years tried, with the last day of each. */
export async function triedThings(context: Reading): Promise<ReadonlyMap<string, LastTry>> {
  return lastTries(await heldSessions(context))
}

async function heldSessions(context: Reading): Promise<(Held & { readonly kind: IncidentKind })[]> {
  const { timeZone } = await organisationFor(context)
  const sessions = await endedSince(context, new Date(context.now.getTime() - twoYears))
  const ids = sessions.map(({ id }) => id)
  const ratings = await ratingsAmong(context, ids)
  const entries = await entriesAmong(context, ids)
  return sessions.map(({ id, kind, document, endedAt }) => {
    const own = entries.filter(({ sessionId }) => sessionId === id)
    const keys = (wanted: 'deliver' | 'card') => own.flatMap((one) => (one.kind === wanted ? [one.key] : []))
    return {
      ...{ id, kind, document, day: dayIn(endedAt ?? context.now, timeZone) },
      rated: new Set(
        ratings.flatMap(({ sessionId, objectiveKey }) => (sessionId === id ? [objectiveKey] : [])),
      ),
      delivered: new Set(keys('deliver')),
      cardSteps: keys('card').length,
    }
  })
}

/** Every plan, the incident plan by its parts first, with the day on which it was last tried. */
export async function planTests(context: Context): Promise<PlanTest[]> {
  const today = await todayOf(context)
  const held = await heldSessions(context)
  const tried = lastTries(held)
  const kinds = (await rankedKinds(context)).map(({ kind }) => kind)
  const rehearsed = await lastRehearsals(context)
  const path = '/exercises'
  const cards = new Map(
    held
      .toReversed()
      .flatMap(({ id, kind, day, cardSteps }) =>
        cardSteps === 0 ? [] : [[kind, { day, path: `/exercises/${id}` }] as const],
      ),
  )
  const rehearsal = (kind: string): LastTry | undefined => {
    const day = rehearsed.get(kind)
    return day === undefined ? undefined : { day, path }
  }
  return [
    ...SectionName.options.map((key) =>
      planTest({ kind: 'plan_section', key, name: '' }, tried.get(`section:${key}`), { today, path }),
    ),
    ...decisions.map((key) =>
      planTest({ kind: 'decision', key, name: '' }, tried.get(`decision:${key}`), { today, path }),
    ),
    ...kinds.map((key) => planTest({ kind: 'playbook', key, name: '' }, rehearsal(key), { today, path })),
    ...kinds.map((key) => planTest({ kind: 'card', key, name: '' }, cards.get(key), { today, path })),
    ...(await besidePlans(context, today)),
  ]
}

/** Plans that are kept in registers of their own, which also keep when they were tried. */
async function besidePlans(context: Context, today: string): Promise<PlanTest[]> {
  const { timeZone } = await organisationFor(context)
  const on = (day: string, path: string): LastTry => ({ day, path })
  const continuity = (await continuityTests(context)).map(({ id, name, kind, triedOn, dueOn }): PlanTest => {
    const what = { kind, key: id, name, path: '/continuity', lastTestedOn: triedOn, dueOn }
    return { ...what, state: triedOn === null ? 'never' : dueOn < today ? 'overdue' : 'fresh' }
  })
  const tree = await callTreeTest(context)
  const { backups } = await backupStanding(context)
  return [
    ...continuity,
    ...(tree === undefined
      ? []
      : [
          planTest(
            { kind: 'call_tree', key: 'tree', name: '' },
            tree.triedAt === null ? undefined : on(dayIn(tree.triedAt, timeZone), '/call-tree'),
            { today, path: '/call-tree', every: 3 },
          ),
        ]),
    ...backups.map(({ id: key, name, lastProof }) => {
      const path = `/backups/${key}`
      const last = lastProof === null ? undefined : on(dayIn(new Date(lastProof.testedAt), timeZone), path)
      return planTest({ kind: 'restore', key, name }, last, { today, path })
    }),
  ]
}

interface OpenFinding {
  readonly sessionId: string
  readonly title: string
  readonly kind: string
  readonly objective: string
}

/** Objectives that did not hold, for which nobody proposed a change, and which held in no later try. */
export async function openFindings(context: Context): Promise<OpenFinding[]> {
  const failed = await failedObjectives(context)
  const ids = [...new Set(failed.map(({ sessionId }) => sessionId))]
  const retests = await retestsOf(context, ids)
  const rootOf = new Map(retests.map(({ id, retestOf }) => [id, retestOf]))
  const links = await findingsAmong(context, [...ids, ...rootOf.keys()])
  const known = await improvementsNamed(
    context,
    links.map(({ improvementId }) => improvementId),
  )
  const states = new Map(known.map(({ id, state }) => [id, state]))
  return failed.flatMap(({ sessionId, key, title, kind, objective }) => {
    const chain = chainOf({
      rating: 'U',
      improvements: links
        .filter((one) => (rootOf.get(one.sessionId) ?? one.sessionId) === sessionId)
        .filter(({ objectiveKey }) => objectiveKey === key)
        .map(({ improvementId }) => ({ state: states.get(improvementId) ?? 'proposed' })),
      // Those that held in a later try were left out before.
      retests: [],
    })
    return chain === 'open' ? [{ sessionId, title, kind, objective }] : []
  })
}
