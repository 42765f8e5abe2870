import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import { createOrganisation } from '../people/public/organisation.ts'
import { setCarers } from '../people/public/carers.ts'
import { addAgreement } from './store/agreements.ts'
import { saveStanding } from './store/standings.ts'
import { listClients, listClientWork } from './actions/work-clients.ts'
import { inOrder, type FoundWait } from './rules.ts'

const clients = Number(process.env['MUSTER_TEST_CLIENTS'] ?? 50)
const waitsEach = 20
let w: World
let boss: MemberActor

beforeAll(async () => {
  w = await world()
  boss = w.stranger
  for (let n = 0; n < clients; n++) await client(n)
})
afterAll(() => w.close())

test('N12 somebody with fifty clients reads the queue within a second, each thing once and in order', async () => {
  const begun = performance.now()
  const first = await w.perform(listClientWork, boss, { limit: 50 })
  const one = await w.perform(listClients, boss, { limit: 50 })
  const millis = performance.now() - begun
  expect(one.totals).toMatchObject({ clients, cases: clients })
  expect(millis).toBeLessThan(1000)
  const seen: string[] = []
  const ranks: string[] = []
  for (let next: string | null = null, n = 0; n < 1 || next !== null; n++) {
    const page: typeof first = await w.perform(listClientWork, boss, {
      limit: 200,
      ...(next !== null && { cursor: next }),
    })
    seen.push(...page.items.map(({ key }) => key))
    ranks.push(...page.items.map(({ rank }) => rank))
    next = page.next
  }
  expect(new Set(seen).size).toBe(clients * waitsEach)
  expect(seen).toHaveLength(clients * waitsEach)
  expect([...new Set(ranks)]).toEqual(['soon', 'prepare'])
  process.stdout.write(`${clients} clients, ${seen.length} matters: both lists in ${Math.round(millis)} ms\n`)
})

/** A client with a case and many gaps, as its own job would have written it. */
async function client(n: number): Promise<void> {
  const { tenantId } = await createOrganisation(w.house, {
    organisation: {
      name: `Firm ${n} ${randomUUID()}`,
      country: 'AT',
      timeZone: 'Europe/Vienna',
      size: '1-9',
      sector: 'retail',
    },
    owner: { name: 'Owner', email: `${randomUUID()}@example.org` },
    turn: 'further',
  })
  await asSystem(w.house, tenantId, 'Test', async (context) => {
    const id = context.newId()
    const at = context.now
    await addAgreement(context, {
      id,
      kind: 'care',
      side: 'client',
      otherTenant: boss.tenantId,
      otherName: 'Provider',
      role: 'responder',
      endsAt: new Date(at.getTime() + 86_400_000),
      proposedAt: at,
      proposedBy: 'Owner',
      acceptedAt: at,
      acceptedBy: 'Provider',
    })
    const { userId, name } = boss
    const person = { userId, name, email: 'boss@example.org', phone: '', nightPhone: '' }
    await setCarers(context, { careId: id, role: 'responder', provider: 'Provider', people: [person] })
    const found = Array.from({ length: waitsEach }, (_, place): FoundWait => ({
      kind: place === 0 ? 'case' : 'failure',
      key: `matter ${place}`,
      title: `Matter ${place}`,
      path: '/',
      at: new Date(place * 1000).toISOString(),
      severity: 'S2',
    }))
    const figures = { clock: '', clockAt: null, alerts: 0, reports: 0, overdue: 0, failures: waitsEach - 1 }
    await saveStanding(context, {
      madeAt: at,
      logSize: 0,
      nextAt: null,
      rank: 2,
      rankAt: at,
      cases: 1,
      worst: 'S2',
      ...figures,
      waits: inOrder(found, at.getTime()),
    })
  })
}
