import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { startTenant } from '../../../tests/tenant.ts'
import { verifyBundle } from '../../verify/bundle.ts'
import { asSystem } from '../action.ts'
import { appendEntries } from './append.ts'
import { makeBundle } from './bundle.ts'
import { makeCheckpoint, readVerifierKey } from './checkpoint.ts'
import { readSince, readStream } from './read.ts'

describe('the ledger', () => {
  let house: TestHouse
  let tenant: string
  beforeAll(async () => {
    house = await openTestHouse()
    tenant = await startTenant(house)
  })
  afterAll(() => house.close())

  const note = (stream: string, text: string) =>
    asSystem(house.house, tenant, 'Test', async (context) =>
      context.record({ stream, kind: 'note.add', fields: { text } }),
    )

  test('R38 a writer in a hurry leaves no gap: fifty at once get fifty numbers in one chain', async () => {
    const stream = randomUUID()
    await Promise.all(Array.from({ length: 50 }, (_, i) => note(stream, `line ${i}`)))
    const leaves = await house.house.wall.inTenant(tenant, (tx) =>
      readStream(tx.$client, { stream, limit: 100, order: 'oldest' }),
    )
    expect(leaves.map((leaf) => leaf.number)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
    expect(new Set(leaves.map((leaf) => leaf.fields['text'])).size).toBe(50)
  })

  test('a change that fails leaves no leaf behind', async () => {
    const stream = randomUUID()
    const failing = asSystem(house.house, tenant, 'Test', async (context) => {
      context.record({ stream, kind: 'note.add', fields: { text: 'never' } })
      await context.tx.$client.query('select 1/0')
    })
    await expect(failing).rejects.toThrow(/division by zero/)
    expect(
      await house.house.wall.inTenant(tenant, (tx) =>
        readStream(tx.$client, { stream, limit: 9, order: 'newest' }),
      ),
    ).toEqual([])
  })

  test('a recorder whose clock went back gets a leaf that says so, and time never runs backwards', async () => {
    const stream = randomUUID()
    await note(stream, 'before')
    house.setNow(new Date(Date.now() - 3_600_000))
    await note(stream, 'after')
    house.setNow(undefined)
    const [before, after] = await house.house.wall.inTenant(tenant, (tx) =>
      readStream(tx.$client, { stream, limit: 9, order: 'oldest' }),
    )
    expect(after?.at.getTime()).toBeGreaterThanOrEqual(before?.at.getTime() ?? 0)
    const kinds = await house.house.wall.inTenant(tenant, async (tx) =>
      readSince(tx.$client, before?.index ?? 0, 10),
    )
    expect(kinds.map((event) => event.kind)).toEqual(['clock.step', 'note.add'])
  })

  test('R49 a stranger with the key alone verifies a stream, deep in a tree of many leaves', async () => {
    const stream = randomUUID()
    await note(stream, 'first')
    for (let round = 0; round < 6; round += 1) {
      await asSystem(house.house, tenant, 'Test', async (context) => {
        for (let i = 0; i < 150; i += 1)
          context.record({ stream: randomUUID(), kind: 'note.add', fields: { text: `${i}` } })
      })
      await note(stream, `round ${round}`)
    }
    const { bundle, key } = await house.house.wall.inTenant(tenant, async (tx) => {
      const { signer } = house.house.services
      const fields = { actor: 'system', by: 'Test' }
      return {
        bundle: await makeBundle(tx.$client, signer, { stream, fields, now: new Date() }),
        key: await readVerifierKey(tx.$client, signer),
      }
    })
    const verdict = verifyBundle(Buffer.from(bundle), key)
    expect(verdict).toMatchObject({ verdict: 'VERIFIED' })
    expect(verifyBundle(Buffer.from(bundle.replace('round 3', 'round 4')), key)).toMatchObject({
      verdict: 'FAIL',
    })
  })

  test('a reader is told which fields were withheld, and the bundle still verifies', async () => {
    const stream = randomUUID()
    await note(stream, 'open')
    const { bundle, key } = await house.house.wall.inTenant(tenant, async (tx) => {
      const { signer } = house.house.services
      const withhold = (kind: string, field: string) => kind === 'note.add' && field === 'text'
      return {
        bundle: await makeBundle(tx.$client, signer, {
          stream,
          fields: { by: 'Test' },
          now: new Date(),
          withhold,
        }),
        key: await readVerifierKey(tx.$client, signer),
      }
    })
    expect(bundle).not.toContain('"value":"open"')
    expect(verifyBundle(Buffer.from(bundle), key)).toMatchObject({ verdict: 'VERIFIED' })
  })

  test('a checkpoint is stored once for each size', async () => {
    await note(randomUUID(), 'grow')
    const sizes = await house.house.wall.inTenant(tenant, async (tx) => {
      const first = await makeCheckpoint(tx.$client, house.house.services.signer, new Date())
      const second = await makeCheckpoint(tx.$client, house.house.services.signer, new Date())
      const { rows } = await tx.$client.query<{ count: string }>(
        'select count(*) from app.checkpoint where size = $1',
        [first.size],
      )
      return [first.size - second.size, Number(rows[0]?.count)]
    })
    expect(sizes).toEqual([0, 1])
  })

  test('a tenant without a ledger cannot be written to', async () => {
    const writing = house.house.wall.inTenant(randomUUID(), (tx) =>
      appendEntries(tx.$client, 'x', [{ stream: 'audit', kind: 'note.add', fields: {} }], new Date()),
    )
    await expect(writing).rejects.toThrow(/no ledger/)
  })
})
