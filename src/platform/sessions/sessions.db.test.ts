import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { routeList } from './routes.ts'
import { createSessions } from './sessions.ts'
import { goodPassword, startTrial, type Trial } from '../../../tests/sign-in-trial.ts'

let trial: Trial
beforeAll(async () => {
  trial = await startTrial()
})
afterAll(() => trial?.stop())
beforeEach(() => {
  trial.events.length = 0
})

const newPassword = 'quiet-harbour-tulip-9'

describe('a browser session', () => {
  it('is kept in a cookie that scripts cannot read, bound to the host wherever there is TLS', async () => {
    const { email } = await trial.user()
    const plain = await trial.browser().signIn(email)
    expect(plain.cookies).toEqual([
      expect.stringMatching(/^muster\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
    const tls = await trial.another({ baseUrl: 'https://muster.example' }).browser().signIn(email)
    expect(tls.cookies).toEqual([
      expect.stringMatching(
        /^__Host-muster\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ])
  })

  it('gets a new id at each sign-in, and the one before in the same browser is over', async () => {
    const { email, userId } = await trial.user()
    const browser = trial.browser()
    await browser.signIn(email)
    const before = browser.copy()
    await browser.signIn(email)
    expect(await trial.sessions.current(before.headers())).toBeUndefined()
    expect(await trial.sessions.listSessions(userId)).toHaveLength(1)
  })

  it('slides with its use for twelve hours, and ends after seven days whatever happens', async () => {
    const { email } = await trial.user()
    const [used, left] = [trial.browser(), trial.browser()]
    await used.signIn(email)
    await left.signIn(email)
    let hours = 0
    for (; hours < 7 * 24 - 11; hours += 11) {
      expect(await trial.sessions.current(used.headers()), `after ${hours} h`).toBeDefined()
      trial.advance(11 * 3600)
    }
    expect(await trial.sessions.current(left.headers())).toBeUndefined()
    expect(await trial.sessions.current(used.headers())).toBeDefined()
    trial.advance((7 * 24 - hours) * 3600)
    expect(await trial.sessions.current(used.headers())).toBeUndefined()
  })

  it('that is idle for twelve hours ends for a thief too', async () => {
    const { email, userId } = await trial.user()
    const browser = trial.browser()
    await browser.signIn(email)
    trial.advance(12 * 3600 - 1)
    expect(await trial.sessions.current(browser.headers())).toBeDefined()
    trial.advance(12 * 3600)
    expect(await trial.sessions.listSessions(userId)).toEqual([])
    expect(await trial.sessions.current(browser.headers())).toBeUndefined()
    const { rows } = await trial.pool.query('select from auth.session where user_id = $1', [userId])
    expect(rows).toEqual([])
  })

  it('of anyone but its owner cannot be made up, altered or extended', async () => {
    const { email } = await trial.user()
    const browser = trial.browser()
    await browser.signIn(email)
    const [[name = '', value = ''] = []] = browser.jar
    const [token = ''] = value.split('.')
    for (const forged of [
      token,
      `${token}.`,
      `${value}x`,
      value.replace(/^./, value.startsWith('A') ? 'B' : 'A'),
      `x${value}`,
    ])
      expect(await trial.sessions.current(new Headers({ cookie: `${name}=${forged}` }))).toBeUndefined()
    const stranger = createSessions({
      pool: trial.pool,
      secret: 'another secret, as long as the first one was 4c1b',
      baseUrl: 'http://localhost:8420',
      trustedOrigins: [],
      onEvent: async () => {},
      log: { error() {}, warn() {} },
    })
    expect(await stranger.current(browser.headers())).toBeUndefined()
  })

  it('is listed with its use for its owner, and revoked at once, by its owner alone', async () => {
    const { email, userId } = await trial.user()
    const stranger = await trial.user()
    const [one, two] = [trial.browser(), trial.browser()]
    await one.signIn(email)
    trial.advance(120)
    await two.signIn(email)
    const listed = await trial.sessions.listSessions(userId)
    expect(listed.map((session) => session.userAgent)).toEqual(['trial', 'trial'])
    const [newest, oldest] = listed
    expect(newest?.lastUsedAt.getTime()).toBeGreaterThan(oldest?.lastUsedAt.getTime() ?? 0)
    await expect(trial.sessions.revokeSession(stranger.userId, newest?.id ?? '')).rejects.toThrow(Refusal)
    await trial.sessions.revokeSession(userId, newest?.id ?? '')
    expect(await trial.sessions.current(two.headers())).toBeUndefined()
    expect(await trial.sessions.current(one.headers())).toBeDefined()
    await two.signIn(email)
    await trial.sessions.revokeAllSessions(userId, oldest?.id)
    expect(await trial.sessions.current(two.headers())).toBeUndefined()
    expect(await trial.sessions.current(one.headers())).toBeDefined()
    await trial.sessions.revokeAllSessions(userId)
    expect(await trial.sessions.current(one.headers())).toBeUndefined()
  })

  it('ends when its owner signs out, and the ledger hears of it', async () => {
    const { browser, userId } = await trial.enrolled()
    const stolen = browser.copy()
    const reply = await browser.post('/sign-out')
    expect([reply.status, browser.jar.size]).toEqual([204, 0])
    expect(await trial.sessions.current(stolen.headers())).toBeUndefined()
    expect(trial.events.at(-1)).toMatchObject({ kind: 'sign_out', userId })
    expect((await trial.browser().post('/sign-out')).status).toBe(204)
  })

  it('ends with its user', async () => {
    const { browser, userId, email } = await trial.enrolled()
    const waiting = trial.browser()
    await waiting.signIn(email)
    await trial.sessions.deleteUser(userId)
    expect(await trial.sessions.current(browser.headers())).toBeUndefined()
    expect((await browser.post('/recovery-codes', { password: goodPassword })).status).toBe(401)
    expect((await waiting.post('/sign-in/totp', { code: '123456' })).status).toBe(401)
    expect(await trial.sessions.findUserByEmail(email)).toBeUndefined()
  })
})

describe('a password', () => {
  it('that its owner changes ends all other sessions and waiting sign-ins, and renews this one', async () => {
    const { browser, email, code, userId } = await trial.enrolled()
    const [other, waiting, old] = [trial.browser(), trial.browser(), browser.copy()]
    await other.signIn(email)
    await other.post('/sign-in/totp', { code: code() })
    await waiting.signIn(email)
    const body = { currentPassword: goodPassword, newPassword }
    const reply = await browser.post('/password', body)
    expect(reply.body).toMatchObject({ status: 'signed_in', session: { userId, secondFactor: true } })
    expect(await trial.sessions.current(browser.headers())).toMatchObject({ secondFactor: true })
    for (const ended of [other, old]) expect(await trial.sessions.current(ended.headers())).toBeUndefined()
    trial.advance(60)
    expect((await waiting.post('/sign-in/totp', { code: code() })).status).toBe(401)
    expect((await trial.browser().signIn(email)).status).toBe(401)
    expect((await trial.browser().signIn(email, newPassword)).status).toBe(200)
    expect(trial.events.map((event) => event.kind)).toContain('password_changed')
  })

  it('is changed by nobody who does not know it, nor to a weak one, nor to itself', async () => {
    const { browser, email } = await trial.enrolled()
    const wrong = await browser.post('/password', { currentPassword: 'wrong-password-here', newPassword })
    expect([wrong.status, wrong.body.reason]).toEqual([403, 'wrong_password'])
    const weak = await browser.post('/password', {
      currentPassword: goodPassword,
      newPassword: 'password1234',
    })
    expect([weak.status, weak.body.faults[0]?.path]).toEqual([422, 'newPassword'])
    const same = await browser.post('/password', { currentPassword: goodPassword, newPassword: goodPassword })
    expect(same.status).toBe(422)
    expect((await trial.browser().signIn(email)).status).toBe(200)
  })

  it('that the host sets ends every session of an owner and lets them in again', async () => {
    const { browser, email, userId } = await trial.enrolled()
    await expect(trial.sessions.setPassword(userId, 'short')).rejects.toThrow('at least 12')
    for (let n = 0; n < 11; n++) await trial.browser().signIn(email, 'wrong-password-here')
    expect((await trial.browser().signIn(email)).status).toBe(429)
    await trial.sessions.setPassword(userId, newPassword)
    expect(await trial.sessions.current(browser.headers())).toBeUndefined()
    expect((await trial.browser().signIn(email, newPassword)).body.status).toBe('second_factor_required')
    expect(trial.events).toContainEqual({ kind: 'password_changed', userId, address: 'host' })
  })
})

describe('a user', () => {
  it('is made by the server alone, once for each address, with a good password', async () => {
    const input = { email: 'Ada@Example.org', name: ' Ada ', password: goodPassword }
    const made = await Promise.allSettled(Array.from({ length: 5 }, () => trial.sessions.createUser(input)))
    expect(made.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect(await trial.sessions.findUserByEmail('ada@example.ORG')).toEqual({
      userId: expect.any(String),
      name: 'Ada',
    })
    for (const wrong of [
      { email: 'ada＠example.org' },
      { name: ' ' },
      { name: 'A\u0000' },
      { password: 'password1234' },
    ])
      await expect(trial.sessions.createUser({ ...input, email: 'b@example.org', ...wrong })).rejects.toThrow(
        Refusal,
      )
    expect(await trial.sessions.findUserByEmail('b@example.org')).toBeUndefined()
  })

  it('cannot be made from outside, and nothing of the library answers but our list', async () => {
    const browser = trial.browser()
    const library = [
      '/sign-up/email',
      '/sign-in/email',
      '/get-session',
      '/list-sessions',
      '/update-user',
      '/delete-user',
    ]
    const more = [
      '/two-factor/disable',
      '/two-factor/enable',
      '/forget-password',
      '/reset-password',
      '/ok',
      '/error',
      '/',
    ]
    for (const path of [...library, ...more])
      expect([
        path,
        (await browser.post(path, { email: 'x@example.org', password: goodPassword, name: 'X' })).status,
      ]).toEqual([path, 404])
    expect(routeList).toHaveLength(16)
  })
})
