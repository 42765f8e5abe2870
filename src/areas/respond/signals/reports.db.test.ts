import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { keyScopes } from '../../../base/permissions.ts'
import { tenantStreams } from '../../../platform/ledger/read.ts'
import { readReceipt } from './actions/answer-reports.ts'
import { report } from './actions/report-something.ts'
import { get, list } from './actions/triage-signals.ts'

let small: World
beforeAll(async () => {
  small = await world()
})
afterAll(() => small.close())

test('a staff member reports something odd and a lead reads who wrote it', async () => {
  const { receipt } = await small.perform(report, small.staff, {
    what: 'A caller wanted my password\nHe knew my name',
    where: 'Front desk',
    stillGoing: 'no',
  })

  const told = await newestReport()
  expect(told).toMatchObject({
    title: 'A caller wanted my password',
    state: 'report',
    status: 'new',
    report: { where: 'Front desk', stillGoing: 'no', name: small.staff.name, contact: '' },
  })
  const status = await small.perform(readReceipt, small.nobody, { receipt })
  expect(status.status).toBe('received')
  const leaf = (await intakeLeaves()).at(-1)
  expect(leaf?.kind).toBe('report.receive')
  expect(leaf?.fields).toMatchObject({ actor: small.staff.ref, by: small.staff.name, signal: told.id })
})

test('a staff member who stays anonymous leaves nothing about themselves anywhere', async () => {
  const before = await mentionsOf(small.staff)

  await small.perform(report, small.staff, { what: 'The boss shares his password', anonymous: true })

  const told = await newestReport()
  expect(told.report).toMatchObject({ name: '', contact: '' })
  expect((await intakeLeaves()).at(-1)?.fields).toMatchObject({ actor: 'visitor', by: 'A visitor' })
  expect(await mentionsOf(small.staff)).toEqual(before)
  expect(small.logged.filter((line) => line.includes(small.staff.memberId))).toEqual([])
})

test('every role may report, someone who is not signed in and a key may not', async () => {
  const { tenantId, owner, counsel, auditor } = small
  const key = {
    kind: 'key',
    tenantId,
    keyId: owner.memberId,
    scopes: keyScopes,
    ref: 'k',
    name: 'Tool',
  } as const

  await small.perform(report, counsel, { what: 'Seen by counsel' })
  await small.perform(report, auditor, { what: 'Seen by the auditor' })
  const outside = small.perform(report, small.nobody, { what: 'Seen by nobody' })
  const tool = small.perform(report, key, { what: 'Seen by a tool' })

  await expect(outside).rejects.toMatchObject({ kind: 'unauthenticated' })
  await expect(tool).rejects.toMatchObject({ kind: 'forbidden' })
})

test('a staff member who says nothing is asked to say what happened', async () => {
  await expect(small.perform(report, small.staff, { what: '  ' })).rejects.toMatchObject({
    kind: 'invalid',
    detail: { faults: [{ path: 'what' }] },
  })
})

async function newestReport() {
  const { items } = await small.perform(list, small.lead, { limit: 1 })
  return small.perform(get, small.lead, { id: items[0]?.id ?? '' })
}

/** How many rows of each table name this person. */
async function mentionsOf({ memberId, userId, name }: World['staff']): Promise<Record<string, number>> {
  return small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
    const { rows: tables } = await $client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'app' order by 1`,
    )
    const found: Record<string, number> = {}
    for (const { name: table } of tables) {
      const { rows } = await $client.query<{ row: string }>(`select t::text as row from app."${table}" t`)
      found[table] = rows.filter(({ row }) => [memberId, userId, name].some((of) => row.includes(of))).length
    }
    return found
  })
}

async function intakeLeaves() {
  const streams = await small.house.wall.inTenant(small.tenantId, ({ $client }) => tenantStreams($client))
  return small.leaves({ stream: streams.intake })
}
