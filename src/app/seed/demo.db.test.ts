import { afterAll, beforeAll, expect, test } from 'vitest'
import { untestedStanding } from '../../areas/improve/exercises/public.ts'
import { unwatchedStanding } from '../../areas/respond/signals/public.ts'
import { world, type World } from '../../../tests/world.ts'
import * as copies from '../../areas/prepare/backups/actions/manage-copies.ts'
import * as budget from '../../areas/prepare/budget/actions.ts'
import { list as listContinuity } from '../../areas/prepare/continuity/actions/keep-plans.ts'
import { list as listRules } from '../../areas/prepare/policies/actions/read-rules.ts'
import { readWith } from '../../areas/prepare/readiness/actions/read-readiness.ts'
import { lastExercise, pastCases } from '../../areas/respond/incidents/public/incidents.ts'
import { listVersions } from '../../areas/prepare/plan/actions/publish-plan.ts'
import * as assets from '../../areas/register/assets/actions/manage-assets.ts'
import { readCallTree } from '../../areas/register/contacts/actions/call-tree.ts'
import { listTrials } from '../../areas/register/contacts/actions/reach-test.ts'
import { listRetainers } from '../../areas/register/insurance/actions/manage-retainers.ts'
import * as policies from '../../areas/register/insurance/actions/manage-policies.ts'
import { listMembers, suspendMemberWith } from '../../areas/register/people/actions/members.ts'
import { readPowers } from '../../areas/register/powers/actions/hold-powers.ts'
import { readRota } from '../../areas/register/powers/actions/rota.ts'
import * as vendors from '../../areas/register/vendors/actions/manage-vendors.ts'
import { groups } from '../../areas/respond/signals/actions/read-groups.ts'
import * as reading from '../../areas/respond/incidents/actions/read-incidents.ts'
import * as triage from '../../areas/respond/signals/actions/triage-signals.ts'
import { Refusal } from '../../base/refusal.ts'
import { heldBy } from '../holdings.ts'
import { makeDemo } from './demo.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

test('an owner who loads the demo three times, twice at once, gets one company of their own with two years behind it', async () => {
  const asked = await Promise.allSettled([1, 2].map(() => w.perform(makeDemo, w.owner, {})))
  const [made, ...others] = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  if (made === undefined) throw new Error('nobody got a demo')
  const first = made
  expect(others.filter(({ slug }) => slug !== first.slug)).toEqual([])
  const reasons: unknown[] = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(reasons).toEqual([expect.objectContaining({ kind: 'conflict', detail: { reason: 'under_way' } })])
  expect(await w.perform(makeDemo, w.owner, {})).toEqual(first)
  const { rows } = await w.house.services.door.query<{ tenant_id: string; member_id: string; slug: string }>(
    'select * from wall.memberships($1)',
    [w.owner.userId],
  )
  expect(rows.filter(({ slug }) => !/dental|joinery|quayside/.test(slug))).toHaveLength(2)
  const demo = rows.find((row) => row.slug === first.slug)
  const owner = { ...w.owner, tenantId: demo?.tenant_id ?? '', memberId: demo?.member_id ?? '' }
  const { items } = await w.perform(reading.list, owner, { limit: 200 })
  expect(items.length).toBeGreaterThan(10)
  expect(items.filter((incident) => incident.status === 'open').map((incident) => incident.kind)).toEqual([
    'ransomware',
    'malicious-download',
  ])
  const years = new Set(items.map((incident) => incident.openedAt.slice(0, 4)))
  expect(years.size).toBeGreaterThanOrEqual(2)
  const signals = await w.perform(triage.list, owner, {})
  expect(signals.items.map((signal) => signal.status)).toContain('linked')
  expect((await w.perform(reading.list, w.owner, {})).items).toEqual([])
  const [plan] = (await w.perform(listVersions, owner, {})).items
  expect(plan).toMatchObject({ version: 1, state: 'current' })
  const named = ({ items: all }: { items: readonly { name: string }[] }) => all.map(({ name }) => name)
  expect(named(await w.perform(assets.list, owner, {}))).toContain('Till system')
  expect(named(await w.perform(vendors.list, owner, {}))).toContain('Seagull Hosting')
  expect(named(await w.perform(policies.list, owner, {}))).toEqual(['Cyber'])
  expect(named(await w.perform(copies.list, owner, {}))).toContain('Weekly disk')
  await expectAlive(owner)
  // Two years are told in their order: the record bears no mark of a clock that ran back.
  const kinds = (await w.leaves({ tenantId: owner.tenantId })).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'clock.step')).toEqual([])
  await expectHeld(owner)
})

/** Nobody who holds something is suspended by the way; an account in wrong hands does not wait. */
async function expectHeld(owner: World['owner']): Promise<void> {
  const [carla, ben] = await Promise.all(
    ['Carla', 'Ben Novak'].map(async (q) => (await w.perform(listMembers, owner, { q })).items[0]?.id ?? ''),
  )
  const suspend = suspendMemberWith({ heldBy })
  const wanted = { id: ben ?? '', reason: 'Left' }
  const refused: unknown = await w.perform(suspend, owner, wanted).catch((error: unknown) => error)
  expect(refused).toMatchObject({ kind: 'conflict', detail: { reason: 'holds' } })
  const held = refused instanceof Refusal ? (refused.detail.faults ?? []).map(({ message }) => message) : []
  expect(held).toEqual(
    expect.arrayContaining([
      'the lead of INC-14',
      'the role lead',
      'deputy in the decision: isolate',
      'turns on call',
      expect.stringContaining('in the call tree'),
      'the backup Weekly disk',
      'the asset Oven control',
      'the work Bake and deliver the morning order',
      'the supplier Seagull Hosting',
      'the firm on call Breakwater Response',
      'the plan Bake without the server',
      'the routine Talk through a bad day',
    ]),
  )
  const id = carla ?? ''
  expect((await w.perform(suspend, owner, { id, reason: 'Stolen password', atOnce: true })).status).toBe(
    'suspended',
  )
  const leaves = await w.leaves({ tenantId: owner.tenantId })
  const left = leaves.find(({ kind, fields }) => kind === 'member.suspend' && fields['member'] === id)
  expect(left?.fields['held']).toContain('open tasks in INC-14: 1')
}

/** What a newcomer finds behind each door of the first two stages, and what Today says about it. */
async function expectAlive(owner: World['owner']): Promise<void> {
  const { failures } = await w.perform(
    readWith({ lastExercise, unwatchedStanding, untestedStanding, pastCases }),
    owner,
    {},
  )
  const sentences = failures.map(({ kind, name }) => [kind, name])
  for (const gap of [
    ['night_spend', 'Elin Strand'],
    ['mandate_expired', 'Leads incidents'],
    ['tree_unreachable', 'Jonas Weber'],
    ['retainer_near', 'Breakwater Response'],
    ['supplier_untried', 'Tilly Tills'],
    ['asset_open', 'Till system'],
    ['risk_unowned', 'The firm that runs our tills is broken into'],
    ['risk_acceptance_over', 'A tablet is stolen from a delivery van'],
  ])
    expect(sentences).toContainEqual(gap)
  expect((await w.perform(readCallTree, owner, {})).people).toHaveLength(8)
  expect((await w.perform(listTrials, owner, {})).items).toMatchObject([{ asked: 8, answered: 7 }])
  const { roles, rights, mandates } = await w.perform(readPowers, owner, {})
  expect(rights.filter(({ holder }) => holder === null)).toEqual([])
  expect(roles.filter(({ holder }) => holder !== null).length).toBeGreaterThan(4)
  const [firm] = (await w.perform(listRetainers, owner, {})).items
  expect(firm?.tasks.map(({ cause }) => cause)).toEqual(['ends'])
  expect(mandates.map(({ state }) => state).toSorted()).toEqual(['expired', 'in_force'])
  const rota = await w.perform(readRota, owner, {})
  expect(rota.onCall).not.toBeNull()
  expect(rota.turns.some(({ isAway }) => isAway)).toBe(true)
  const rules = (await w.perform(listRules, owner, {})).items
  expect(rules.map(({ current }) => current?.number ?? 0).toSorted()).toEqual([0, 1, 1, 2])
  const { lines, worked, leaders } = await w.perform(budget.read, owner, {})
  expect([lines.length, worked === null, leaders.length]).toEqual([5, false, 2])
  const plans = (await w.perform(listContinuity, owner, {})).items
  const uses = plans.flatMap(({ invocations }) => invocations.map(({ restoredAt }) => restoredAt === null))
  expect([plans.length, uses.toSorted()]).toEqual([3, [false, true]])
  const states = (await w.perform(groups, owner, { limit: 100 })).items.map(({ status }) => status)
  expect(new Set(states)).toEqual(new Set(['open', 'dismissed', 'snoozed']))
}

test('a lead cannot load the demo', async () => {
  await expect(w.perform(makeDemo, w.lead, {})).rejects.toMatchObject({ kind: 'forbidden' })
})
