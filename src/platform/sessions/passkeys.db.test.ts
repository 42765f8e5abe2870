import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator, type Authenticator } from '../../../tests/authenticator.ts'
import { goodPassword, startTrial, type Browser, type Trial } from '../../../tests/sign-in-trial.ts'

let trial: Trial
beforeAll(async () => {
  trial = await startTrial()
})
afterAll(() => trial?.stop())

async function register(browser: Browser, authenticator: Authenticator, name = 'Phone') {
  const options = await browser.post('/passkeys/options', { password: goodPassword })
  expect(options.status).toBe(200)
  return browser.post('/passkeys', { name, response: authenticator.create(options.body) })
}

async function signInWith(browser: Browser, authenticator: Authenticator) {
  const options = await browser.post('/sign-in/passkey-options')
  return browser.post('/sign-in/passkey', { response: authenticator.get(options.body) })
}

/** A person whose only second factor is a passkey. */
async function withPasskey() {
  const { userId, email } = await trial.user()
  const browser = trial.browser()
  await browser.signIn(email)
  const authenticator = createAuthenticator()
  const added = await register(browser, authenticator)
  return { userId, email, browser, authenticator, added }
}

describe('a passkey', () => {
  it('as first factor opens a full session, shows recovery codes once and ends other sessions', async () => {
    const { userId, email } = await trial.user()
    const [browser, elsewhere] = [trial.browser(), trial.browser()]
    await browser.signIn(email)
    await elsewhere.signIn(email)
    const before = browser.copy()
    const options = await browser.post('/passkeys/options', { password: goodPassword })
    expect(options.body).toMatchObject({
      rp: { id: 'localhost', name: 'Muster' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    const added = await browser.post('/passkeys', {
      name: 'Phone',
      response: createAuthenticator().create(options.body),
    })
    expect(added.status).toBe(201)
    expect(added.body).toMatchObject({ name: 'Phone', session: { userId, secondFactor: true } })
    expect(added.body.recoveryCodes).toHaveLength(10)
    expect(await trial.sessions.current(browser.headers())).toMatchObject({ userId, secondFactor: true })
    for (const old of [before, elsewhere]) expect(await trial.sessions.current(old.headers())).toBeUndefined()
    const kinds = trial.events.filter((event) => event.userId === userId).map((event) => event.kind)
    expect(kinds).toEqual(['sign_in', 'sign_in', 'passkey_added', 'mfa_enabled'])
    expect((await browser.get('/passkeys')).body.items).toEqual([
      { id: added.body.id, name: 'Phone', createdAt: expect.any(String) },
    ])
  })

  it('U57 signs its owner in without a password, as both factors', async () => {
    const { userId, authenticator } = await withPasskey()
    const browser = trial.browser()
    const options = await browser.post('/sign-in/passkey-options')
    expect(options.body).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    const reply = await browser.post('/sign-in/passkey', { response: authenticator.get(options.body) })
    expect(reply.body).toMatchObject({ status: 'signed_in', session: { userId, secondFactor: true } })
    expect(trial.events.at(-1)).toMatchObject({ kind: 'sign_in', means: 'passkey', userId })
  })

  it('makes the password alone worth nothing, also against enrolling something else', async () => {
    const { email, authenticator, userId, added } = await withPasskey()
    const browser = trial.browser()
    expect((await browser.signIn(email)).body).toEqual({
      status: 'second_factor_required',
      methods: ['passkey', 'recovery_code'],
    })
    expect((await browser.post('/totp', { password: goodPassword })).status).toBe(401)
    expect((await browser.post('/sign-in/totp', { code: '000000' })).status).toBe(401)
    expect((await signInWith(browser, authenticator)).body).toMatchObject({ session: { userId } })
    const other = trial.browser()
    await other.signIn(email)
    const recovered = await other.post('/sign-in/recovery-code', { code: added.body.recoveryCodes[0] })
    expect(recovered.body).toMatchObject({ session: { userId, secondFactor: true } })
  })

  it('U56 as the second step behind a provider opens what the provider’s word opens, and by itself everything', async () => {
    const { userId, authenticator } = await withPasskey()
    const browser = trial.browser()
    const tenantId = randomUUID()
    const ticket = await trial.sessions.giveTicket({ userId, tenantId, isProved: false })
    const asked = await browser.post('/sign-in/ticket', { ticket })
    expect(asked.body).toMatchObject({
      status: 'second_factor_required',
      methods: ['passkey', 'recovery_code'],
    })
    await signInWith(browser, authenticator)
    expect(await trial.sessions.current(browser.headers())).toMatchObject({
      ...{ userId, secondFactor: true, onlyTenantId: tenantId },
    })
    await signInWith(browser, authenticator)
    expect(await trial.sessions.current(browser.headers())).not.toHaveProperty('onlyTenantId')
  })

  it('U56 nobody’s code opens anything behind a provider whose word was taken back meanwhile', async () => {
    const { userId, added } = await withPasskey()
    const browser = trial.browser()
    const tenantId = randomUUID()
    const ticket = await trial.sessions.giveTicket({ userId, tenantId, isProved: false })
    await browser.post('/sign-in/ticket', { ticket })
    await trial.sessions.endEntered({ tenantId })
    const [code] = added.body.recoveryCodes
    expect((await browser.post('/sign-in/recovery-code', { code })).body.reason).toBe('sign_in_again')
    expect(await trial.sessions.current(browser.headers())).toBeUndefined()
  })

  it('answers each challenge once, and never the challenge of another browser', async () => {
    const { authenticator } = await withPasskey()
    const [browser, other] = [trial.browser(), trial.browser()]
    const options = await browser.post('/sign-in/passkey-options')
    await other.post('/sign-in/passkey-options')
    const answer = { response: authenticator.get(options.body) }
    expect((await other.post('/sign-in/passkey', answer)).status).toBe(401)
    const again = browser.copy()
    expect((await browser.post('/sign-in/passkey', answer)).status).toBe(200)
    expect((await again.post('/sign-in/passkey', answer)).body.reason).toBe('wrong_passkey')
  })

  it.each([
    ['was not unlocked by its owner', { verifies: false }],
    ['answers for another site', { origin: 'https://evil.example' }],
  ])('that %s is refused at registration and at sign-in', async (_, quirks) => {
    const { email } = await trial.user()
    const browser = trial.browser()
    await browser.signIn(email)
    const refused = await register(browser, createAuthenticator(quirks))
    expect([refused.status, refused.body.reason]).toEqual([422, 'wrong_passkey'])
    const { rows } = await trial.pool.query(
      'select from auth.passkey p join auth."user" u on u.id = user_id where email = $1',
      [email],
    )
    expect(rows).toEqual([])
    const changing: { verifies?: boolean; origin?: string } = {}
    const authenticator = createAuthenticator(changing)
    expect((await register(browser, authenticator)).status).toBe(201)
    expect((await signInWith(trial.browser(), authenticator)).status).toBe(200)
    Object.assign(changing, quirks)
    expect((await signInWith(trial.browser(), authenticator)).status).toBe(401)
  })

  it('of one person cannot be registered again by another', async () => {
    const { authenticator, userId } = await withPasskey()
    const attacker = await trial.user()
    const browser = trial.browser()
    await browser.signIn(attacker.email)
    expect((await register(browser, authenticator)).status).toBe(422)
    expect((await signInWith(trial.browser(), authenticator)).body).toMatchObject({ session: { userId } })
  })

  it('is set up by nobody who does not know the password', async () => {
    const { browser } = await withPasskey()
    const refused = await browser.post('/passkeys/options', { password: 'wrong-password-here' })
    expect([refused.status, refused.body.reason]).toEqual([403, 'wrong_password'])
  })

  it('still signs its owner in while a stranger has used up the tries of the password', async () => {
    const { email, authenticator } = await withPasskey()
    for (let n = 0; n < 11; n++) await trial.browser().signIn(email, 'wrong-password-here')
    expect((await trial.browser().signIn(email)).status).toBe(429)
    expect((await signInWith(trial.browser(), authenticator)).status).toBe(200)
    expect((await trial.browser().signIn(email)).status).toBe(200)
  })

  it('can be removed by its owner alone, with the password, and never the last factor', async () => {
    const { browser, added } = await withPasskey()
    const stranger = await withPasskey()
    const id: string = added.body.id
    const body = { id, password: goodPassword }
    expect((await stranger.browser.post('/passkeys/removal', body)).status).toBe(404)
    expect((await browser.post('/passkeys/removal', { id, password: 'wrong-password-here' })).status).toBe(
      403,
    )
    expect((await browser.post('/passkeys/removal', body)).body.reason).toBe('last_factor')
    const second = await register(browser, createAuthenticator(), 'Key in the safe')
    expect(second.body.recoveryCodes).toBeUndefined()
    const removals = await Promise.all(
      [id, second.body.id].map((each) =>
        browser.post('/passkeys/removal', { id: each, password: goodPassword }),
      ),
    )
    expect(removals.map((reply) => reply.status).toSorted((a, b) => a - b)).toEqual([204, 409])
    expect((await browser.get('/passkeys')).body.items).toHaveLength(1)
  })

  it('without the fields it must have is refused as any other malformed body', async () => {
    const browser = trial.browser()
    await browser.post('/sign-in/passkey-options')
    for (const response of [
      {},
      null,
      { id: 'x' },
      { id: '../', rawId: 'x', type: 'public-key', response: {} },
    ])
      expect((await browser.post('/sign-in/passkey', { response })).status).toBe(422)
  })
})
