import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientId, clientSecret, startForger, startProvider } from '../../../../tests/oidc-provider.ts'
import type { ForgingProvider, RunningProvider, Subject } from '../../../../tests/oidc-provider.ts'
import { startDesk, type Desk } from '../../../../tests/sign-on-desk.ts'

let desk: Desk
let provider: RunningProvider
let forger: ForgingProvider
beforeAll(async () => {
  ;[desk, provider, forger] = await Promise.all([startDesk(), startProvider(), startForger()])
})
afterAll(async () => {
  await Promise.all([desk?.close(), provider?.close(), forger?.close()])
})

const pia: Subject = { sub: 'pia-1', email: 'pia@bakery.example', email_verified: true, name: 'Pia Korn' }

/** Connected, tried by the owner and switched on, with nobody else let in by it. */
async function isOn(change: object = {}): Promise<void> {
  await desk.connect({ issuer: provider.issuer, clientId, secret: clientSecret, ...change })
  await desk.tryAs(provider, { sub: 'owner-1', email: desk.ownerEmail, email_verified: true })
  await desk.switch(true)
}

async function comesBack(email: string, who: Subject | 'declines') {
  const way = await desk.way(email)
  const search = await provider.visit(way.start?.url ?? '', who)
  return desk.comeBack({ key: way.start?.key ?? '', search })
}

describe('an owner connects the provider of the organisation', () => {
  it('U56 an owner proves the domain, tries the sign-in with their own account, and only then switches it on', async () => {
    await desk.connect({ issuer: provider.issuer, clientId, secret: clientSecret })
    expect(await desk.refusalOf(desk.switch(true))).toBe('untried')
    const stranger = await desk.tryAs(provider, {
      sub: 'x',
      email: 'x@elsewhere.example',
      email_verified: true,
    })
    expect(stranger.trial).toMatchObject({ isGood: false, outcome: 'foreign_domain' })
    expect(await desk.refusalOf(desk.switch(true))).toBe('untried')
    const own = await desk.tryAs(provider, { sub: 'owner-1', email: desk.ownerEmail, email_verified: true })
    expect(own).toMatchObject({ ticket: null, trial: { isGood: true, outcome: 'tried', isVerified: true } })
    expect((await desk.switch(true)).provider).toMatchObject({ isOn: true, isTried: true })
  })

  it('U56 an owner who changes the provider has to try it again, and what was secret stays with the old one', async () => {
    await isOn()
    const issuer = forger.issuer
    expect(await desk.refusalOf(desk.connect({ issuer, clientId, secret: undefined }))).toBe('secret')
    const { provider: changed } = await desk.connect({ issuer, clientId, secret: 'another' })
    expect(changed).toMatchObject({ isOn: false, isTried: false })
    expect(JSON.stringify(await desk.read())).not.toContain(clientSecret)
  })

  it('U56 an owner cannot name an address inside, nor one that vouches for all of Microsoft', async () => {
    await desk.connect({ issuer: 'https://10.1.2.3/realm', clientId, secret: 's' })
    await expect(desk.begin()).rejects.toThrow('forbidden_address')
    const shared = 'https://login.microsoftonline.com/common/v2.0'
    expect(await desk.refusalOf(desk.connect({ issuer: shared, clientId, secret: 's' }))).toBe('issuer')
  })

  it('U56 an owner proves a domain by its text record alone, and no two organisations hold one', async () => {
    const domain = `${randomUUID().slice(0, 8)}.example`
    expect(await desk.prove(domain)).toMatchObject({ found: 'added' })
    expect(await desk.prove(domain)).toMatchObject({ found: 'missing' })
    await desk.publish(domain)
    expect(await desk.prove(domain)).toMatchObject({ found: 'proved' })
    expect(await desk.refusalOf(desk.proveElsewhere(domain))).toBe('domain_taken')
  })

  it('U56 a lead neither sees nor changes how people sign in', async () => {
    expect(await desk.refusalOf(desk.readAs('lead'))).toBe('forbidden')
  })
})

describe('a person signs in by their own account', () => {
  it('U56 a person who was invited comes in by the provider, and joins with it', async () => {
    await isOn()
    await desk.invite('pia@bakery.example', 'responder')
    const { ticket } = await comesBack('pia@bakery.example', pia)
    const { browser, reply } = await desk.redeem(ticket)
    expect(reply.body).toMatchObject({ status: 'signed_in', session: { secondFactor: false } })
    // Ours is asked, and there is none yet: good for enrolling alone, without a password that nobody has.
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ reason: 'mfa_required' })
    expect((await browser.enrol()).body).toMatchObject({ session: { secondFactor: true } })
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ name: 'pia', role: 'responder' })
    expect((await desk.redeem(ticket)).reply.status).toBe(401)
  })

  it('U56 a person who has a second factor here is asked for it, and what they open is good in this organisation alone', async () => {
    await isOn()
    const kim = await desk.personOfTwo('kim@bakery.example')
    const said = { sub: 'kim-1', email: 'kim@bakery.example', email_verified: true, amr: ['pwd', 'mfa'] }
    const { ticket } = await comesBack('kim@bakery.example', said)
    const { browser, reply } = await desk.redeem(ticket)
    expect(reply.body).toMatchObject({ status: 'second_factor_required', methods: ['totp', 'recovery_code'] })
    await browser.post('/api/auth/sign-in/totp', { code: kim.code() })
    expect((await browser.get('/api/v1/me')).status).toBe(200)
    expect((await browser.get('/api/v1/me', desk.strangerSlug)).status).toBe(404)
    const account = await browser.get('/api/v1/account', '')
    expect(account.body.organisations).toHaveLength(1)
  })

  it('U56 a second factor of the provider counts where the owner chose so and the provider says so', async () => {
    await isOn({ factor: 'theirs', joins: true })
    const without = await desk.redeem((await comesBack('ada@bakery.example', said('ada'))).ticket)
    expect(without.reply.body).toMatchObject({ session: { secondFactor: false } })
    const mfa = { ...said('ben'), amr: ['pwd', 'mfa'] }
    const { browser, reply } = await desk.redeem((await comesBack('ben@bakery.example', mfa)).ticket)
    expect(reply.body).toMatchObject({ session: { secondFactor: true } })
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ role: 'staff' })
    // Whoever vouched for the session does not choose the factors behind it.
    expect((await browser.post('/api/auth/recovery-codes', { password: '' })).body.reason).toBe(
      'own_factor_required',
    )
  })

  it('U56 whoever came in by the provider is out as soon as an owner switches it off, or forgets their account there', async () => {
    await isOn({ factor: 'theirs', joins: true })
    const entered = async (name: string) => {
      const proved = { ...said(name), amr: ['pwd', 'mfa'] }
      return (await desk.redeem((await comesBack(`${name}@bakery.example`, proved)).ticket)).browser
    }
    const [lea, tim] = [await entered('lea'), await entered('tim')]
    const { attempts } = await desk.read()
    await desk.forget(attempts.find(({ email }) => email === 'lea@bakery.example')?.memberId ?? '')
    expect((await lea.get('/api/v1/me')).status).toBe(401)
    expect((await tim.get('/api/v1/me')).status).toBe(200)
    await desk.switch(false)
    expect((await tim.get('/api/v1/me')).status).toBe(401)
    expect((await desk.ownerBrowser.get('/api/v1/me')).status).toBe(200)
  })

  it('U56 a person whose access was ended, or whom nobody knows, stays outside whatever the provider says', async () => {
    await isOn()
    const id = await desk.invite('gone@bakery.example', 'staff')
    await desk.suspend(id)
    expect(await desk.refusalOf(comesBack('gone@bakery.example', said('gone')))).toBe('unknown_person')
    expect(await desk.refusalOf(comesBack('who@bakery.example', said('who')))).toBe('unknown_person')
    const outcomes = (await desk.read()).attempts.map(({ outcome }) => outcome)
    expect(outcomes.slice(0, 2)).toEqual(['unknown_person', 'suspended'])
  })

  it('U56 a mailbox that was given to somebody else does not bring its predecessor’s place', async () => {
    await isOn()
    const id = await desk.invite('desk@bakery.example', 'staff')
    await comesBack('desk@bakery.example', said('desk'))
    const successor = { ...said('desk'), sub: 'desk-2' }
    expect(await desk.refusalOf(comesBack('desk@bakery.example', successor))).toBe('unknown_person')
    expect((await desk.read()).attempts[0]).toMatchObject({ outcome: 'other_account', memberId: id })
    // An account that was made anew for the same person: the owner says so.
    await desk.forget(id)
    expect((await comesBack('desk@bakery.example', successor)).ticket).toEqual(expect.any(String))
  })

  it('U56 people of the domain come in by the provider alone where the owner wants so, the owner excepted', async () => {
    await isOn()
    const nia = await desk.withPassword('nia@bakery.example', 'lead')
    expect((await nia.get('/api/v1/me')).status).toBe(200)
    await desk.connect({ issuer: provider.issuer, clientId, secret: undefined, isOnly: true })
    expect((await nia.get('/api/v1/me')).body.reason).toBe('own_accounts_required')
    expect((await desk.ownerBrowser.get('/api/v1/me')).status).toBe(200)
  })
})

describe('a stranger', () => {
  it('U56 learns of a domain no more than that it has a provider, whoever has an account there', async () => {
    await isOn()
    await desk.invite('known@bakery.example', 'staff')
    const [known, unknown] = [
      await desk.way('known@bakery.example'),
      await desk.way('unknown@bakery.example'),
    ]
    expect([known.provider, known.kind]).toEqual([unknown.provider, unknown.kind])
    expect(await desk.way('x@elsewhere.example')).toEqual({ provider: null, kind: null, start: null })
    expect(await desk.way('no address')).toEqual({ provider: null, kind: null, start: null })
  })

  it('U56 gets nowhere with an address that the provider did not check, or one of another firm’s person', async () => {
    await isOn({ joins: true })
    const unchecked = { ...said('eva'), email_verified: false }
    expect(await desk.refusalOf(comesBack('eva@bakery.example', unchecked))).toBe('unverified_mail')
    const elsewhere = { sub: 'evil', email: desk.strangerEmail, email_verified: true }
    expect(await desk.refusalOf(comesBack('eva@bakery.example', elsewhere))).toBe('foreign_domain')
    const nameless = { sub: 'nameless' }
    expect(await desk.refusalOf(comesBack('eva@bakery.example', nameless))).toBe('no_mail')
  })

  it('U56 cannot bring a state back twice, nor another one’s, nor one without the key of its browser', async () => {
    await isOn({ joins: true })
    const way = await desk.way('sid@bakery.example')
    const search = await provider.visit(way.start?.url ?? '', said('sid'))
    const other = await desk.way('sid@bakery.example')
    expect(await desk.refusalOf(desk.comeBack({ key: other.start?.key ?? '', search }))).toBe('unproved')
    expect(await desk.refusalOf(desk.comeBack({ key: 'made-up', search }))).toBe('sign_in_again')
    const key = way.start?.key ?? ''
    expect((await desk.comeBack({ key, search })).ticket).toEqual(expect.any(String))
    expect(await desk.refusalOf(desk.comeBack({ key, search }))).toBe('sign_in_again')
    expect(await desk.refusalOf(comesBack('sid@bakery.example', 'declines'))).toBe('declined')
  })

  it.each([
    ['another nonce', { claims: { nonce: 'another' } }],
    ['no signature', { alg: 'none' }],
    ['a foreign key', { isForeignKey: true }],
    ['another issuer', { claims: { iss: 'https://login.elsewhere.example' } }],
    ['another audience', { claims: { aud: 'somebody-else' } }],
    ['an end that is past', { claims: { exp: Math.floor(Date.now() / 1000) - 3600 } }],
  ] as const)('U56 is not believed with a token of %s', async (_name, change) => {
    await isOn({ joins: true })
    await desk.connect({ issuer: forger.issuer, clientId, secret: clientSecret, joins: true })
    const start = await desk.begin()
    const asked = new URL(start.url).searchParams
    const nonce = asked.get('nonce') ?? ''
    forger.next({ ...change, claims: { nonce, ...('claims' in change ? change.claims : {}) } })
    const search = `?code=any&state=${asked.get('state') ?? ''}`
    expect((await desk.comeBack({ key: start.key, search })).trial).toMatchObject({
      outcome: 'unproved',
      email: '',
    })
    forger.next({ claims: { nonce } })
  })

  it('U56 finds the forger believed when it signs as it should, so that the refusals above mean something', async () => {
    await desk.connect({ issuer: forger.issuer, clientId, secret: clientSecret })
    const start = await desk.begin()
    const asked = new URL(start.url).searchParams
    forger.next({ claims: { nonce: asked.get('nonce') } })
    const search = `?code=any&state=${asked.get('state') ?? ''}`
    expect((await desk.comeBack({ key: start.key, search })).trial).toMatchObject({
      email: 'pia@bakery.example',
    })
  })
})

function said(name: string): Subject {
  return { sub: `${name}-1`, email: `${name}@bakery.example`, email_verified: true, name }
}
