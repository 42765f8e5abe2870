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

const wrong = 'wrong-password-here'

describe('the lock-out', () => {
  it('stops an attacker after ten wrong passwords, whatever the network, and says when to come back', async () => {
    const { email } = await trial.user()
    for (let n = 0; n < 10; n++) expect((await trial.browser().signIn(email, wrong)).status).toBe(401)
    const reply = await trial.browser().signIn(email)
    expect(reply.status).toBe(429)
    expect(reply.headers['retry-after']).toBe('900')
    expect(trial.events.filter((event) => event.kind === 'locked')).toHaveLength(1)
    await trial.browser().signIn(email)
    expect(trial.events.filter((event) => event.kind === 'locked')).toHaveLength(1)
  })

  it('is the same for an account that does not exist, in any spelling of its address', async () => {
    const { email } = await trial.user()
    const answers = []
    for (const address of [email, 'nobody-at-all@example.org']) {
      const spellings = [
        address,
        address.toUpperCase(),
        ` ${address}`,
        address.replace('example', 'ｅｘａｍｐｌｅ'),
      ]
      for (let n = 0; n < 10; n++) await trial.browser().signIn(spellings[n % 4] ?? '', wrong)
      const reply = await trial.browser().signIn(address)
      answers.push([reply.status, reply.text, reply.headers['retry-after']])
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.[0]).toBe(429)
  })

  it('counts passwords and codes together, and a right password in between buys no further codes', async () => {
    const { email } = await trial.enrolled()
    const statuses: number[] = []
    for (let n = 0; n < 12; n++) {
      const browser = trial.browser()
      const first = await browser.signIn(email)
      statuses.push(
        first.status === 200
          ? (await browser.post('/sign-in/totp', { code: '000000' })).status
          : first.status,
      )
    }
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401))
    expect(statuses.slice(10)).toEqual([429, 429])
  })

  it('counts a confirmed password inside a session as well, so that a stolen cookie cannot guess it', async () => {
    const { browser } = await trial.enrolled()
    const statuses = []
    for (let n = 0; n < 11; n++)
      statuses.push((await browser.post('/recovery-codes', { password: wrong })).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429])
  })

  it('holds against a flood of parallel tries on two processes', async () => {
    const { email } = await trial.user()
    const other = trial.another()
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? trial.browser() : other.browser()).signIn(email, wrong)),
    )
    expect(replies.filter((reply) => reply.status === 401)).toHaveLength(10)
    expect(replies.filter((reply) => reply.status === 429)).toHaveLength(30)
  })

  it('ends for an owner by the clock, however many tries a stranger adds meanwhile', async () => {
    const { email, code } = await trial.enrolled()
    for (let n = 0; n < 11; n++) await trial.browser().signIn(email, wrong)
    trial.advance(600)
    for (let n = 0; n < 5; n++) expect((await trial.browser().signIn(email, wrong)).status).toBe(429)
    trial.advance(301)
    const browser = trial.browser()
    expect((await browser.signIn(email)).status).toBe(200)
    expect((await browser.post('/sign-in/totp', { code: code() })).status).toBe(200)
  })

  it('is forgotten when the person comes in with both factors, and not with the first alone', async () => {
    const { email, code } = await trial.enrolled()
    for (let n = 0; n < 9; n++) await trial.browser().signIn(email, wrong)
    const browser = trial.browser()
    expect((await browser.signIn(email)).status).toBe(200)
    expect((await browser.post('/sign-in/totp', { code: code() })).status).toBe(200)
    for (let n = 0; n < 10; n++) expect((await trial.browser().signIn(email, wrong)).status).toBe(401)
    expect((await trial.browser().signIn(email)).status).toBe(429)
  })

  it('counts a network as a whole: every address of one /64 in every spelling', async () => {
    const statuses = []
    for (let n = 0; n < 62; n++) {
      const address = `2001:db8:0:7:${n.toString(16)}::1`
      statuses.push((await trial.browser(address).signIn(`nobody${n}@example.org`, wrong)).status)
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(60)
    expect(statuses.slice(60)).toEqual([429, 429])
    expect((await trial.browser('2001:DB8:0000:0007:0:0:0:ffff').signIn('x@example.org', wrong)).status).toBe(
      429,
    )
    expect((await trial.browser('2001:db8:0:8::1').signIn('x@example.org', wrong)).status).toBe(401)
  })

  it('believes no header about where a client is', async () => {
    const forged = {
      'x-forwarded-for': '203.0.113.1',
      'x-muster-address': '203.0.113.2',
      'x-real-ip': '203.0.113.3',
    }
    const { email, userId } = await trial.user()
    const browser = trial.browser('198.18.0.9')
    await browser.post('/sign-in', { email, password: goodPassword }, forged)
    expect(await trial.sessions.listSessions(userId)).toEqual([
      expect.objectContaining({ address: '198.18.0.9' }),
    ])
    expect(trial.events.at(-1)).toMatchObject({ kind: 'sign_in', address: '198.18.0.9' })
  })

  it('tells the ledger of each failure with a hash of the address, never the address or the password', async () => {
    await trial.browser().signIn('Nobody.Here@example.org', wrong)
    await trial.browser().signIn('nobody.here@example.org', wrong)
    const failures = () => trial.events.filter((event) => event.kind === 'sign_in_failed')
    // Told behind the answer.
    await expect.poll(() => failures().length).toBe(2)
    const failed = failures()
    expect(failed).toHaveLength(2)
    expect(new Set(failed.map((event) => event.emailHash)).size).toBe(1)
    const { rows } = await trial.pool.query('select * from auth.attempt')
    const kept = JSON.stringify([trial.events, trial.logged, rows])
    for (const secret of ['nobody.here', 'Nobody.Here', wrong]) expect(kept).not.toContain(secret)
  })
})
