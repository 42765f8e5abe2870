import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firing, intakeWorld, type IntakeWorld } from '../../../../../tests/intake.ts'
import { perform } from '../../../../platform/action.ts'
import { list as listSources, quarantine } from '../actions/manage-sources.ts'
import { receive } from '../actions/receive-signals.ts'
import { drainIntake } from '../public.ts'
import { batchRoot } from './write-batch.ts'

let small: IntakeWorld
beforeAll(async () => {
  small = await intakeWorld()
})
afterAll(() => small.close())

test('deliveries that come together share one leaf, whose root stands for their payloads in order', async () => {
  const source = await small.newSource()
  const before = (await small.intakeLeaves()).length

  await Promise.all(Array.from({ length: 40 }, (_, index) => small.post(source, { title: `Event ${index}` })))

  const leaves = (await small.intakeLeaves()).slice(before)
  expect(leaves.map(({ kind }) => kind)).toEqual(leaves.map(() => 'batch'))
  expect(leaves.length).toBeLessThan(20)
  const stored = await small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
    const { rows } = await $client.query<{ id: string; hashes: Buffer }>(
      'select id, hashes from app.intake_batch',
    )
    return new Map(rows.map(({ id, hashes }) => [id, hashes]))
  })
  const counted = leaves.map(({ fields }) => {
    const hashes = stored.get(fields['batch'] ?? '') ?? Buffer.alloc(0)
    const parts = Array.from({ length: hashes.length / 32 }, (_, i) => hashes.subarray(i * 32, i * 32 + 32))
    expect(fields['root']).toBe(batchRoot(parts))
    expect(fields['deliveries']).toBe(String(parts.length))
    return Number(fields['count'])
  })
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(40)
})

test('a delivery that the database refuses goes to quarantine and does not touch its neighbours', async () => {
  const source = await small.newSource()
  await asAdministrator(`alter table app.signal add constraint poison check (title <> 'poison')`)

  const answers = await Promise.all(
    ['good one', 'poison', 'good two'].map((title) => small.post(source, { title })),
  )

  await asAdministrator('alter table app.signal drop constraint poison')
  expect(answers.map(({ json }) => json)).toEqual([
    { accepted: 1, quarantined: 0 },
    { accepted: 0, quarantined: 1 },
    { accepted: 1, quarantined: 0 },
  ])
  expect((await small.signalsOf(source)).map(({ title }) => title).toSorted()).toEqual([
    'good one',
    'good two',
  ])
  const { items } = await small.perform(quarantine, small.lead, { id: source.id })
  expect(items.map(({ payload }) => payload)).toEqual(['{"title":"poison"}'])
})

test('a tool is told to come again when the disk is full, and nothing is half-stored', async () => {
  const source = await small.newSource()
  const leavesBefore = (await small.intakeLeaves()).length
  await asAdministrator(`
    create function app.no_space() returns trigger language plpgsql as
      $$ begin raise exception 'no space left' using errcode = '53100'; end $$;
    create trigger no_space before insert on app.quarantine execute function app.no_space()`)

  const answers = await Promise.all([
    small.post(source, { title: 'fine' }),
    small.post(source, [{ title: 'half' }, 1]),
  ])

  await asAdministrator('drop trigger no_space on app.quarantine; drop function app.no_space')
  expect(answers.map(({ status }) => status)).toEqual([503, 503])
  expect(answers[0]?.headers['retry-after']).toBe('2')
  expect(await small.signalsOf(source)).toEqual([])
  expect((await small.intakeLeaves()).length).toBe(leavesBefore)
  const sources = await small.perform(listSources, small.lead, {})
  expect(sources.items.find(({ id }) => id === source.id)).toMatchObject({ received: 0, quarantined: 0 })
})

test('what was acknowledged is there after the process that took it has stopped', async () => {
  const source = await small.newSource('alertmanager')
  await small.post(source, firing())
  await drainIntake(small.house)
  const again = { ...small.house, services: { ...small.house.services } }

  const answer = await perform(again, receive, small.nobody, {
    input: { source: source.id },
    webhook: {
      body: Buffer.from(JSON.stringify(firing())),
      headers: { authorization: `Bearer ${source.secret}` },
    },
  })

  expect(answer).toEqual({ accepted: 1, quarantined: 0 })
  expect((await small.signalsOf(source)).map(({ count }) => count)).toEqual([2])
})

/** As the operator at the database console could. */
async function asAdministrator(statement: string): Promise<void> {
  const client = new Client(small.config.databaseUrl)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
