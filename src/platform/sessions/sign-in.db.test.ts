import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { goodPassword, startTrial, type Trial } from '../../../tests/sign-in-trial.ts'

let trial: Trial
beforeAll(async () => {
  trial = await startTrial()
})
afterAll(() => trial?.stop())
beforeEach(() => {
  trial.events.length = 0
})

describe('signing in with a password', () => {
  it('U57 gives a person without second factor a session that is good for enrolling alone', async () => {
    const { email, userId } = await trial.user()
    const browser = trial.browser()
    const reply = await browser.signIn(` ${email.toUpperCase()} `)
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ status: 'signed_in', session: { userId, email, secondFactor: false } })
    expect(await trial.sessions.current(browser.headers())).toMatchObject({ userId, secondFactor: false })
    for (const path of ['/password', '/recovery-codes', '/passkeys/removal']) {
      const id = '00000000-0000-7000-8000-000000000000'
      const bodies: Record<string, object> = {
        '/password': { currentPassword: goodPassword, newPassword: 'quiet-harbour-tulip-9' },
        '/recovery-codes': { password: goodPassword },
        '/passkeys/removal': { id, password: goodPassword },
      }
      const refused = await browser.post(path, bodies[path])
      expect([path, refused.status, refused.body.reason]).toEqual([path, 403, 'mfa_required'])
    }
  })

  it('gives a person with an authenticator no session before the code', async () => {
    const { email } = await trial.enrolled()
    const browser = trial.browser()
    const reply = await browser.signIn(email)
    expect(reply.body).toEqual({ status: 'second_factor_required', methods: ['totp', 'recovery_code'] })
    expect(await trial.sessions.current(browser.headers())).toBeUndefined()
    expect((await browser.get('/session')).status).toBe(401)
    for (const path of ['/totp', '/recovery-codes', '/passkeys/options'])
      expect((await browser.post(path, { password: goodPassword })).status).toBe(401)
  })

  it('U57 opens a full session with the code, and tells the ledger who came how', async () => {
    const { email, userId, code } = await trial.enrolled()
    const browser = trial.browser()
    trial.events.length = 0
    await browser.signIn(email)
    const reply = await browser.post('/sign-in/totp', { code: code().replace(/(...)/, '$1 ') })
    expect(reply.body).toMatchObject({ status: 'signed_in', session: { userId, secondFactor: true } })
    const current = await trial.sessions.current(browser.headers())
    expect(current).toMatchObject({ userId, email, name: 'Zora Quell', secondFactor: true })
    expect(trial.events).toEqual([
      { kind: 'sign_in', userId, sessionId: current?.sessionId, means: 'totp', address: expect.any(String) },
    ])
    const shown = await browser.get('/session')
    expect(shown.body.factors).toEqual({ totp: true, passkeys: 0, recoveryCodes: 10, password: true })
  })

  it('never shows a session token to the browser in a body, nor to the owner in the list', async () => {
    const { email, userId, code } = await trial.enrolled()
    const browser = trial.browser()
    await browser.signIn(email)
    const reply = await browser.post('/sign-in/totp', { code: code() })
    const { rows } = await trial.pool.query<{ token: string }>(
      'select token from auth.session where user_id = $1',
      [userId],
    )
    expect(rows.length).toBeGreaterThan(0)
    const seen =
      reply.text +
      (await browser.get('/session')).text +
      JSON.stringify(await trial.sessions.listSessions(userId))
    for (const { token } of rows) expect(seen).not.toContain(token)
  })

  it('has one answer for a wrong password, an unknown person and every hostile text', async () => {
    const { email } = await trial.user()
    const tries = [
      { email, password: 'wrong-password-here' },
      { email: 'nobody@example.org', password: goodPassword },
      { email, password: '' },
      { email, password: `${goodPassword}\u0000` },
      { email, password: 'x'.repeat(1_000_000) },
      { email: email.replace('@', '＠'), password: goodPassword },
      { email: email.replace('@', '﹫'), password: goodPassword },
      { email: `${email}\u0000`, password: goodPassword },
      { email: '', password: goodPassword },
    ]
    const replies = []
    for (const body of tries) replies.push(await trial.browser().post('/sign-in', body))
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([401]))
    expect(new Set(replies.map((reply) => reply.text)).size).toBe(1)
    expect(replies.flatMap((reply) => reply.cookies)).toEqual([])
    expect(new Set(replies.map((reply) => Object.keys(reply.headers).toSorted().join())).size).toBe(1)
  })

  it('takes an attacker as long for an unknown person as for a known one', async () => {
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 15; round++) {
      const { email } = await trial.user()
      for (const [times, address] of [
        [known, email],
        [unknown, `nobody${round}@example.org`],
      ] as const) {
        const start = performance.now()
        await trial.browser().signIn(address, 'wrong-password-here')
        times.push(performance.now() - start)
      }
    }
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[7] ?? 0
    // Without the dummy hash the unknown one is done in a small fraction of the time.
    expect(median(unknown) / median(known)).toBeGreaterThan(0.4)
    expect(median(unknown) / median(known)).toBeLessThan(2.5)
  })

  it('takes back a session that the ledger did not take', async () => {
    const { email, userId } = await trial.user()
    const onEvent = async () => {
      throw new Error('the ledger is away')
    }
    const browser = trial.another({ onEvent }).browser()
    const reply = await browser.signIn(email)
    expect([reply.status, reply.cookies]).toEqual([503, []])
    expect(await trial.sessions.listSessions(userId)).toEqual([])
  })
})

describe('a one-time code', () => {
  it('that was used once is refused to whoever sends it again', async () => {
    const { email, code } = await trial.enrolled()
    const [first, second] = [trial.browser(), trial.browser()]
    await first.signIn(email)
    await second.signIn(email)
    const shown = code()
    expect((await first.post('/sign-in/totp', { code: shown })).status).toBe(200)
    const replay = await second.post('/sign-in/totp', { code: ` ${shown.slice(0, 3)}-${shown.slice(3)}` })
    expect([replay.status, replay.body.reason]).toEqual([401, 'wrong_code'])
    expect(await trial.sessions.current(second.headers())).toBeUndefined()
    trial.advance(30)
    expect((await second.post('/sign-in/totp', { code: code() })).status).toBe(200)
  })

  it('lets exactly one of 20 attackers in when they send it at once from two processes', async () => {
    const { email, userId, code } = await trial.enrolled()
    const other = trial.another()
    const browsers = Array.from({ length: 20 }, (_, n) => (n % 2 ? trial.browser() : other.browser()))
    for (const browser of browsers) expect((await browser.signIn(email)).status).toBe(200)
    // Their wrong tries are forgotten, so that the lock-out cannot be what stops them.
    const clearing = setInterval(() => void trial.pool.query('delete from auth.attempt'), 1)
    const shown = code()
    const replies = await Promise.all(
      browsers.map((browser) => browser.post('/sign-in/totp', { code: shown })),
    )
    clearInterval(clearing)
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1)
    expect(await trial.sessions.listSessions(userId)).toHaveLength(2)
    const { rows } = await trial.pool.query('select from auth.totp_step where user_id = $1', [userId])
    expect(rows).toHaveLength(2)
  })

  it('that set up the authenticator does not open the next sign-in', async () => {
    const { email, userId } = await trial.user()
    const browser = trial.browser()
    await browser.signIn(email)
    const begun = await browser.post('/totp', { password: goodPassword })
    const code = new TOTP({ secret: Secret.fromBase32(begun.body.key) }).generate()
    expect((await browser.post('/totp/confirmation', { code })).status).toBe(200)
    const next = trial.browser()
    await next.signIn(email)
    expect((await next.post('/sign-in/totp', { code })).status).toBe(401)
    expect(await trial.sessions.listSessions(userId)).toHaveLength(1)
  })

  it('of one person does not open the sign-in of another', async () => {
    const [anna, bert] = [await trial.enrolled(), await trial.enrolled()]
    const browser = trial.browser()
    await browser.signIn(anna.email)
    expect((await browser.post('/sign-in/totp', { code: bert.code() })).status).toBe(401)
    // Nor does a session of one count as the challenge of the other.
    const mixed = bert.browser.copy()
    for (const [name, value] of browser.jar) mixed.jar.set(name, value)
    expect((await mixed.post('/sign-in/totp', { code: bert.code() })).status).toBe(401)
  })

  it('comes too late after ten minutes', async () => {
    const { email, code } = await trial.enrolled()
    const browser = trial.browser()
    await browser.signIn(email)
    trial.advance(601)
    const reply = await browser.post('/sign-in/totp', { code: code() })
    expect([reply.status, reply.body.reason]).toEqual([401, 'sign_in_again'])
  })
})

describe('a recovery code', () => {
  it('opens a sign-in once, is kept hashed, and leaves the others good', async () => {
    const { email, userId, recoveryCodes } = await trial.enrolled()
    const { rows } = await trial.pool.query('select * from auth.recovery_code where user_id = $1', [userId])
    expect(rows).toHaveLength(10)
    const [used = '', other = ''] = recoveryCodes
    expect(JSON.stringify(rows)).not.toContain(used.replaceAll('-', ''))
    const browser = trial.browser()
    await browser.signIn(email)
    const reply = await browser.post('/sign-in/recovery-code', { code: ` ${used.toLowerCase()} ` })
    expect(reply.body).toMatchObject({ status: 'signed_in', session: { secondFactor: true } })
    expect(trial.events).toContainEqual(
      expect.objectContaining({ kind: 'code_used', means: 'recovery', userId }),
    )
    await browser.signIn(email)
    expect((await browser.post('/sign-in/recovery-code', { code: used })).status).toBe(401)
    expect((await browser.post('/sign-in/recovery-code', { code: other })).status).toBe(200)
  })

  it('lets exactly one of 8 in when all send it at once', async () => {
    const { email, userId, recoveryCodes } = await trial.enrolled()
    const browsers = Array.from({ length: 8 }, () => trial.browser())
    for (const browser of browsers) await browser.signIn(email)
    const replies = await Promise.all(
      browsers.map((browser) => browser.post('/sign-in/recovery-code', { code: recoveryCodes[0] })),
    )
    expect(replies.map((reply) => reply.status).toSorted((a, b) => a - b)).toEqual([
      200,
      ...Array.from({ length: 7 }, () => 401),
    ])
    expect(await trial.sessions.listSessions(userId)).toHaveLength(2)
  })

  it('is worth nothing to somebody else, nor after a new set was made', async () => {
    const [anna, bert] = [await trial.enrolled(), await trial.enrolled()]
    const browser = trial.browser()
    await browser.signIn(bert.email)
    expect((await browser.post('/sign-in/recovery-code', { code: anna.recoveryCodes[0] })).status).toBe(401)
    const renewed = await bert.browser.post('/recovery-codes', { password: goodPassword })
    expect(renewed.body.recoveryCodes).toHaveLength(10)
    expect((await browser.post('/sign-in/recovery-code', { code: bert.recoveryCodes[0] })).status).toBe(401)
    expect(
      (await browser.post('/sign-in/recovery-code', { code: renewed.body.recoveryCodes[0] })).status,
    ).toBe(200)
  })

  it('from the break-glass sheet of an owner opens a sign-in once too', async () => {
    const { email, userId } = await trial.enrolled()
    const sheet = await trial.sessions.issueBreakGlassCodes(userId)
    const browser = trial.browser()
    await browser.signIn(email)
    expect((await browser.post('/sign-in/recovery-code', { code: sheet[3] })).status).toBe(200)
    expect(trial.events).toContainEqual(expect.objectContaining({ kind: 'code_used', means: 'break_glass' }))
    await browser.signIn(email)
    expect((await browser.post('/sign-in/recovery-code', { code: sheet[3] })).status).toBe(401)
  })
})
