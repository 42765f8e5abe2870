import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { mailServer, type MailTemper } from '../../../../tests/mail-server.ts'
import { addMember, world, type MemberActor, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import { configureMail, confirmMail, readMail, testMail } from './actions/mail.ts'
import { listInbox } from './actions/inbox.ts'
import { answerBell, deliverWaiting } from './jobs/deliver-messages.ts'
import { tellOwners } from './public.ts'

const password = 'canary-4711-password'
let small: World

beforeAll(async () => {
  small = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
  answerBell(small.house)
})
afterAll(() => small.close())
afterEach(() => small.setNow(undefined))

async function start(temper: MailTemper = {}) {
  const server = await mailServer(temper)
  onTestFinished(() => server.stop())
  return server
}

function settingsFor(server: { port: number }, more: object = {}) {
  return {
    host: '127.0.0.1',
    port: server.port,
    security: 'none' as const,
    user: '',
    from: 'muster@example.org',
    ...more,
  }
}

function codeIn(server: { received: readonly { raw: string }[] }): string {
  return /code is (\d{8})/.exec(server.received.at(-1)?.raw ?? '')?.[1] ?? 'none'
}

async function turnOn(server: Awaited<ReturnType<typeof start>>, owner: MemberActor = small.owner) {
  await small.perform(configureMail, owner, settingsFor(server))
  await small.perform(testMail, owner, {})
  return small.perform(confirmMail, owner, { code: codeIn(server) })
}

function tellAll() {
  return asSystem(small.house, small.tenantId, 'Test', (context) =>
    tellOwners(context, {
      kind: 'test',
      title: 'News',
      path: '/people',
      mail: { subject: 'News', text: 'There is news.' },
    }),
  )
}

test('a mail server that was not tested is sent nothing, and people see that mail waits for it', async () => {
  const server = await start()
  await small.perform(configureMail, small.owner, settingsFor(server))
  await tellAll()
  await small.house.services.wake.idle()
  await deliverWaiting(small.house, small.tenantId)

  expect(server.connections()).toBe(0)
  const { items } = await small.perform(listInbox, small.owner, {})
  expect(items[0]?.reached).toMatchObject([{ channel: 'mail', state: 'waiting' }])
  expect(items[0]?.reached[0]?.why).toContain('Mail is not set up')
  const { settings, waiting } = await small.perform(readMail, small.lead, {})
  expect(settings).toMatchObject({ testedAt: null, confirmedAt: null, hasPassword: false })
  expect(waiting).toBeGreaterThan(0)

  await small.perform(testMail, small.owner, {})
  expect(server.received).toHaveLength(1)
  await deliverWaiting(small.house, small.tenantId)
  expect(server.received).toHaveLength(1)

  await small.perform(confirmMail, small.owner, { code: codeIn(server) })
  await small.house.services.wake.idle()
  expect(server.received.map(({ subject }) => subject)).toContain('News')
})

test('the code goes to the owner who asked and to nobody else, and only they can use it', async () => {
  const other = await addMember(small.house, small.tenantId, 'owner')
  const server = await start()
  await small.perform(configureMail, other, settingsFor(server))
  const { sentTo } = await small.perform(testMail, other, {})

  expect(server.received.map(({ to }) => to)).toEqual([[sentTo]])
  expect(sentTo).toContain('owner-')
  await expect(small.perform(confirmMail, small.owner, { code: codeIn(server) })).rejects.toMatchObject({
    kind: 'invalid',
  })
  expect((await small.perform(confirmMail, other, { code: codeIn(server) })).confirmedAt).not.toBeNull()
  await expect(small.perform(confirmMail, other, { code: codeIn(server) })).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('an owner has five tries at the code, and a quarter of an hour', async () => {
  const server = await start()
  await small.perform(configureMail, small.owner, settingsFor(server))
  await small.perform(testMail, small.owner, {})
  const code = codeIn(server)
  const wrong = code === '00000000' ? '00000001' : '00000000'
  for (let n = 0; n < 5; n++)
    await expect(small.perform(confirmMail, small.owner, { code: wrong })).rejects.toMatchObject({
      kind: 'invalid',
    })
  await expect(small.perform(confirmMail, small.owner, { code })).rejects.toMatchObject({ kind: 'invalid' })

  small.setNow(new Date(Date.now() + 120_000))
  await small.perform(testMail, small.owner, {})
  small.setNow(new Date(Date.now() + 120_000 + 15 * 60_000))
  await expect(small.perform(confirmMail, small.owner, { code: codeIn(server) })).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('parallel guesses of the code are counted one by one', async () => {
  const server = await start()
  await small.perform(configureMail, small.owner, settingsFor(server))
  await small.perform(testMail, small.owner, {})
  const code = codeIn(server)
  const guesses = Array.from({ length: 8 }, (_, n) =>
    String((Number(code) + n + 1) % 100_000_000).padStart(8, '0'),
  )
  await Promise.allSettled(guesses.map((guess) => small.perform(confirmMail, small.owner, { code: guess })))

  await expect(small.perform(confirmMail, small.owner, { code })).rejects.toMatchObject({ kind: 'invalid' })
})

test('a second test mail within a minute is refused with when to try again', async () => {
  const server = await start()
  await small.perform(configureMail, small.owner, settingsFor(server))
  await small.perform(testMail, small.owner, {})

  await expect(small.perform(testMail, small.owner, {})).rejects.toMatchObject({
    kind: 'too_many',
    status: 429,
  })
})

test('changing server, user or sender turns mail off until it is tested again; the password alone does not', async () => {
  const server = await start()
  await turnOn(server)
  const same = await small.perform(configureMail, small.owner, settingsFor(server, { password: '' }))
  expect(same.confirmedAt).not.toBeNull()

  const changes = [{ host: 'localhost' }, { from: 'other@example.org' }, { user: 'x', password: 'y' }]
  for (const change of changes) {
    await turnOn(server)
    small.setNow(new Date(small.house.now().getTime() + 120_000))
    const changed = await small.perform(configureMail, small.owner, settingsFor(server, change))
    expect(changed, JSON.stringify(change)).toMatchObject({ confirmedAt: null, testedAt: null })
  }
})

test('a password never goes along to another server or user', async () => {
  const server = await start()
  const first = settingsFor(server, { user: 'muster', password })
  expect((await small.perform(configureMail, small.owner, first)).hasPassword).toBe(true)
  const kept = await small.perform(
    configureMail,
    small.owner,
    settingsFor(server, { user: 'muster', from: 'n@example.org' }),
  )
  expect(kept.hasPassword).toBe(true)

  for (const change of [{ host: 'mail.evil.example' }, { port: 2525 }, { user: 'else' }])
    await expect(
      small.perform(configureMail, small.owner, settingsFor(server, { user: 'muster', ...change })),
    ).rejects.toMatchObject({ kind: 'invalid', detail: { faults: [{ path: 'password' }] } })
  const gone = await small.perform(configureMail, small.owner, settingsFor(server, { user: '' }))
  expect(gone.hasPassword).toBe(false)
})

test('a mail password is in no answer, log, leaf or table in clear, whatever goes wrong', async () => {
  const server = await start({ login: { user: 'muster', password: 'another' } })
  const answers: unknown[] = [
    await small.perform(configureMail, small.owner, settingsFor(server, { user: 'muster', password })),
    await small.perform(testMail, small.owner, {}).catch((error: unknown) => error),
    await small.perform(readMail, small.owner, {}),
    await small
      .perform(configureMail, small.owner, settingsFor(server, { host: 'x', user: 'muster\r\nX', password }))
      .catch((error: unknown) => error),
  ]
  expect(answers[1]).toMatchObject({ kind: 'conflict', detail: { reason: 'mail_login' } })
  const tables = await small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
    const rows = await $client.query('select to_jsonb(m) from app.mail_settings m')
    const openings = await $client.query('select fields from app.opening')
    return [rows.rows, openings.rows]
  })
  const texts = [answers, answers.map(String), tables, small.logged].map((one) => JSON.stringify(one))
  const forms = [
    password,
    Buffer.from(password).toString('base64'),
    Buffer.from(`\0muster\0${password}`).toString('base64'),
    Buffer.from(password).toString('hex'),
  ]
  for (const text of texts) for (const form of forms) expect(text).not.toContain(form)
})

test.each([
  ['unreachable', { port: 1 }],
  ['unknown_host', { host: 'no-such-host.invalid', port: 25, security: 'tls' as const }],
  ['forbidden_address', { host: '10.0.0.1', port: 25, security: 'tls' as const }],
  ['not_listed', { host: '10.0.0.1', port: 25 }],
])('a test mail that cannot go says why in plain words: %s', async (trouble, change) => {
  const server = await start()
  await small.perform(configureMail, small.owner, settingsFor(server, change))
  const refused = small.perform(testMail, small.owner, {})

  await expect(refused).rejects.toMatchObject({ detail: { reason: `mail_${trouble}` } })
  const { settings } = await small.perform(readMail, small.owner, {})
  expect(settings).toMatchObject({ testedAt: null, confirmedAt: null })
  expect(settings?.lastError).toBeTruthy()
})

test.each([
  ['host', { host: '0x7f.1' }],
  ['host', { host: 'a@127.0.0.1' }],
  ['host', { host: 'mail.example.com\r\nX' }],
  ['from', { from: '"a@evil x"@ok.example' }],
  ['from', { from: 'a@ok.example, b@ok.example' }],
  ['from', { from: 'a@ok.example\r\nBcc: b@ok.example' }],
  ['user', { user: 'a\r\nMAIL FROM:<x@y.example>', password: 'x' }],
])('settings with a hostile %s are refused', async (field, change) => {
  const sent = small.perform(configureMail, small.owner, settingsFor({ port: 25 }, change))

  await expect(sent).rejects.toMatchObject({ kind: 'invalid', detail: { faults: [{ path: field }] } })
})

test.each(['lead', 'responder', 'staff', 'auditor', 'counsel', 'nobody'] as const)(
  'a %s cannot set, test or confirm mail',
  async (role) => {
    const actor = small[role]
    await expect(small.perform(configureMail, actor, settingsFor({ port: 25 }))).rejects.toThrow()
    await expect(small.perform(testMail, actor, {})).rejects.toMatchObject({
      kind: role === 'nobody' ? 'unauthenticated' : 'forbidden',
    })
    await expect(small.perform(confirmMail, actor, { code: '12345678' })).rejects.toThrow()
  },
)

test('an owner of another organisation has settings of their own', async () => {
  const server = await start()
  await small.perform(configureMail, small.owner, settingsFor(server))

  expect(await small.perform(readMail, small.stranger, {})).toEqual({ settings: null, waiting: 0 })
  await expect(small.perform(testMail, small.stranger, {})).rejects.toMatchObject({ kind: 'conflict' })
})

test('what an owner does with mail stands in the ledger under their name', async () => {
  const server = await start()
  await turnOn(server)
  await small.house.services.wake.idle()
  const steps = ['mail.configure', 'mail.test', 'mail.confirm']
  const last = (await small.leaves()).filter(({ kind }) => steps.includes(kind)).slice(-3)

  expect(last.map(({ kind }) => kind)).toEqual(steps)
  for (const leaf of last) expect(JSON.stringify(leaf)).toContain(small.owner.ref)
})

test('a password sealed with a lost key stops mail with a plain reason, and nothing else', async () => {
  const server = await start({ login: { user: 'muster', password } })
  const settings = settingsFor(server, { user: 'muster', password })
  await small.perform(configureMail, small.owner, settings)
  await small.perform(testMail, small.owner, {})
  await small.perform(confirmMail, small.owner, { code: codeIn(server) })
  await small.house.services.wake.idle()
  const taken = server.received.length
  await small.house.wall.inTenant(small.tenantId, ({ $client }) =>
    $client.query(`update app.mail_settings set password = sha256('another')`),
  )
  await tellAll()
  await small.house.services.wake.idle()
  await deliverWaiting(small.house, small.tenantId)

  expect(server.received).toHaveLength(taken)
  expect((await small.perform(readMail, small.owner, {})).settings?.lastError).toContain('Enter them again')
  small.setNow(new Date(Date.now() + 120_000))
  await expect(small.perform(testMail, small.owner, {})).rejects.toMatchObject({
    detail: { reason: 'mail_login' },
  })
})
