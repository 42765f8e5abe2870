import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goodPassword, startTrial, type Trial } from '../../../tests/sign-in-trial.ts'

let trial: Trial
beforeAll(async () => {
  trial = await startTrial()
})
afterAll(() => trial?.stop())

describe('a second factor', () => {
  it('that the host resets leaves an owner with an enrolling session and nothing of the old one', async () => {
    const { browser, email, userId, recoveryCodes } = await trial.enrolled()
    const waiting = trial.browser()
    await waiting.signIn(email)
    await trial.sessions.resetSecondFactor(userId)
    expect(await trial.sessions.current(browser.headers())).toBeUndefined()
    expect((await waiting.post('/sign-in/recovery-code', { code: recoveryCodes[0] })).status).toBe(401)
    const again = trial.browser()
    expect((await again.signIn(email)).body).toMatchObject({ session: { secondFactor: false } })
    expect((await again.get('/session')).body.factors).toEqual({
      totp: false,
      passkeys: 0,
      recoveryCodes: 0,
      password: true,
    })
    expect(trial.events).toContainEqual({ kind: 'mfa_disabled', userId, address: 'host' })
  })

  it('is kept encrypted, and its recovery codes hashed', async () => {
    const { email } = await trial.user()
    const browser = trial.browser()
    await browser.signIn(email)
    const { body } = await browser.post('/totp', { password: goodPassword })
    const secret = Buffer.from(new URL(body.uri).searchParams.get('secret') ?? '').toString()
    const { rows } = await trial.pool.query(
      'select * from auth.totp_enrolment e join auth."user" u on u.id = e.user_id where email = $1',
      [email],
    )
    expect(rows).toHaveLength(1)
    for (const shown of [secret, ...body.recoveryCodes]) expect(JSON.stringify(rows)).not.toContain(shown)
  })

  it('is not in force before a code confirms it, and the set-up is over after ten minutes', async () => {
    const { email } = await trial.user()
    const browser = trial.browser()
    await browser.signIn(email)
    await browser.post('/totp', { password: goodPassword })
    expect((await browser.post('/totp/confirmation', { code: '000000' })).body.reason).toBe('wrong_code')
    expect((await trial.browser().signIn(email)).body.status).toBe('signed_in')
    trial.advance(601)
    expect((await browser.post('/totp/confirmation', { code: '000000' })).body.reason).toBe('enrolment_over')
  })

  it('can be replaced from a session that passed the old one, which then opens nothing more', async () => {
    const { browser, email, code, recoveryCodes } = await trial.enrolled()
    const begun = await browser.post('/totp', { password: goodPassword })
    const fresh = new TOTP({ secret: Secret.fromBase32(begun.body.key) })
    expect((await browser.post('/totp/confirmation', { code: fresh.generate() })).status).toBe(200)
    trial.advance(60)
    const next = trial.browser()
    await next.signIn(email)
    expect((await next.post('/sign-in/totp', { code: code() })).status).toBe(401)
    expect((await next.post('/sign-in/recovery-code', { code: recoveryCodes[0] })).status).toBe(401)
    expect((await next.post('/sign-in/totp', { code: fresh.generate() })).status).toBe(200)
  })

  it('cannot be added from a session that slipped in with the password alone while it was set up', async () => {
    const { browser, userId } = await trial.enrolled()
    await trial.pool.query('update auth.session set second_factor = false where user_id = $1', [userId])
    expect(await trial.sessions.current(browser.headers())).toMatchObject({ userId, secondFactor: false })
    for (const path of ['/totp', '/passkeys/options']) {
      const refused = await browser.post(path, { password: goodPassword })
      expect([refused.status, refused.body.reason]).toEqual([403, 'mfa_required'])
    }
  })

  it('cannot be added by a thief with the password from a session older than the owner’s enrolment', async () => {
    const { email } = await trial.user()
    const [owner, thief] = [trial.browser(), trial.browser()]
    await owner.signIn(email)
    await thief.signIn(email)
    await thief.post('/totp', { password: goodPassword })
    const begun = await owner.post('/totp', { password: goodPassword })
    const code = new TOTP({ secret: Secret.fromBase32(begun.body.key) }).generate()
    expect((await owner.post('/totp/confirmation', { code })).status).toBe(200)
    expect((await thief.post('/totp', { password: goodPassword })).status).toBe(401)
  })
})
