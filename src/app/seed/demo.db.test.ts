import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type World } from '../../../tests/world.ts'
import * as copies from '../../areas/prepare/backups/actions/manage-copies.ts'
import { listVersions } from '../../areas/prepare/plan/actions/publish-plan.ts'
import * as assets from '../../areas/register/assets/actions/manage-assets.ts'
import * as policies from '../../areas/register/insurance/actions/manage-policies.ts'
import * as vendors from '../../areas/register/vendors/actions/manage-vendors.ts'
import * as reading from '../../areas/respond/incidents/actions/read-incidents.ts'
import * as triage from '../../areas/respond/signals/actions/triage-signals.ts'
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
  expect(rows).toHaveLength(2)
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
})

test('a lead cannot load the demo', async () => {
  await expect(w.perform(makeDemo, w.lead, {})).rejects.toMatchObject({ kind: 'forbidden' })
})
