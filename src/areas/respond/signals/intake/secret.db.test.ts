import { afterAll, beforeAll, expect, test } from 'vitest'
import { intakeWorld, type IntakeWorld } from '../../../../../tests/intake.ts'
import { remove, rotate } from '../actions/manage-sources.ts'

let small: IntakeWorld
beforeAll(async () => {
  small = await intakeWorld()
})
afterAll(() => small.close())

test('a source is refused with every secret but its own, always in the same words', async () => {
  const source = await small.newSource()
  const other = await small.newSource('generic', small.stranger)
  const wrong = ['', 'x', source.secret.slice(0, -1), `${source.secret}0`, 'ä'.repeat(900), other.secret]

  const answers = await Promise.all([
    ...wrong.map((secret) => small.post({ ...source, secret }, { title: 'x' })),
    small.post({ id: source.id }, { title: 'x' }),
    small.post(
      {
        id: '01900000-0000-7000-8000-000000000000',
        secret: source.secret,
      },
      { title: 'x' },
    ),
    small.post({ id: other.id, secret: source.secret }, { title: 'x' }),
    small.post({ id: source.id }, { title: 'x' }, { headers: { authorization: 'Basic %%%' } }),
  ])

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(await small.signalsOf(source)).toEqual([])
})

test('a tool may send its secret as a basic password or in the address', async () => {
  const source = await small.newSource()
  const basic = Buffer.from(`anyone:${source.secret}`).toString('base64')

  const first = await small.post(
    { id: source.id },
    { title: 'one' },
    { headers: { authorization: `Basic ${basic}` } },
  )
  const second = await small.post({ id: source.id }, { title: 'two' }, { query: `?token=${source.secret}` })

  expect([first.status, second.status]).toEqual([202, 202])
})

test('an old secret stops working at once, the new one works, and a removed source has none', async () => {
  const source = await small.newSource()
  await small.post(source, { title: 'before' })

  const rotated = await small.perform(rotate, small.owner, { id: source.id })
  const old = await small.post(source, { title: 'old' })
  const fresh = await small.post(rotated, { title: 'fresh' })
  await small.perform(remove, small.owner, { id: source.id })
  const removed = await small.post(rotated, { title: 'removed' })

  expect([old.status, fresh.status, removed.status]).toEqual([401, 202, 401])
  expect((await small.signalsOf(source)).map(({ title }) => title)).toEqual(['fresh', 'before'])
})

test('a secret changed by another process is refused even while this one still remembers it', async () => {
  const source = await small.newSource()
  await small.post(source, { title: 'before' })
  await small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
    await $client.query('update app.source set secret_hash = $2 where id = $1', [
      source.id,
      Buffer.alloc(32, 7),
    ])
  })

  const answer = await small.post(source, { title: 'after' })

  expect(answer.status).toBe(401)
  expect((await small.signalsOf(source)).map(({ title }) => title)).toEqual(['before'])
})

test('U2 a webhook of Okta or Microsoft Graph is verified by whoever has the secret, and answered as no page', async () => {
  const [okta, microsoft] = [await small.newSource('okta'), await small.newSource('microsoft')]
  const headers = { 'x-okta-verification-challenge': 'abc-123_~' }
  const ask = (source: { id: string; secret?: string }, more = {}) =>
    small.post(source, undefined, { method: 'GET', headers, ...more })
  const token = '<?xml version="1.0"?><script>Validation: Testing client application</script>'
  const validation = { query: `?validationToken=${encodeURIComponent(token)}` }

  expect(await ask(okta)).toMatchObject({ status: 200, json: { verification: 'abc-123_~' } })
  expect((await ask({ id: okta.id })).status).toBe(401)
  expect((await ask({ id: okta.id }, { query: `?token=${okta.secret}` })).status).toBe(200)
  expect((await ask(okta, { headers: {} })).status).toBe(422)
  expect((await ask(microsoft)).status).toBe(404)
  const answered = await small.post(microsoft, Buffer.alloc(0), validation)
  expect(answered).toMatchObject({ status: 200, text: token })
  expect(answered.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  })
  expect((await small.post({ id: microsoft.id }, Buffer.alloc(0), validation)).status).toBe(401)
  expect((await small.post(okta, {}, validation)).status).toBe(422)
  expect(await small.signalsOf(microsoft)).toEqual([])
})
