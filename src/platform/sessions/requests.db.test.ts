import { get } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { routeList } from './routes.ts'
import { goodPassword, startTrial, type Trial } from '../../../tests/sign-in-trial.ts'

let trial: Trial
beforeAll(async () => {
  trial = await startTrial()
})
afterAll(() => trial?.stop())

describe('a request to sign-in', () => {
  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['the origin null', { origin: 'null' }],
    ['no origin', { origin: '' }],
    ['our origin on another port', { origin: 'http://localhost:9999' }],
    ['another site by its own word', { 'sec-fetch-site': 'cross-site' }],
  ])('that comes from %s is refused on every changing route', async (_, headers) => {
    const { browser } = await trial.enrolled()
    for (const { path } of routeList.filter((route) => route.method === 'POST')) {
      const reply = await browser.post(path.replace('/api/auth', ''), {}, headers)
      expect([path, reply.status, reply.body.reason]).toEqual([path, 403, 'foreign_origin'])
      expect(reply.headers['access-control-allow-origin']).toBeUndefined()
    }
    expect(await trial.sessions.current(browser.headers())).toBeDefined()
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json\ta',
    'application/json garbage',
    'application/json; charset=utf-7',
    'application/jsonx',
  ])('with the content type %j does not reach its handler', async (type) => {
    const { email } = await trial.user()
    const body = JSON.stringify({ email, password: goodPassword })
    const reply = await trial.browser().post('/sign-in', body, { 'content-type': type })
    expect([reply.status, reply.cookies]).toEqual([415, []])
  })

  it('with a body that is no JSON, too large, or has fields we do not know is refused', async () => {
    const { email } = await trial.user()
    const browser = trial.browser()
    expect((await browser.post('/sign-in', '{"email":')).status).toBe(400)
    expect((await browser.post('/sign-in', 'x'.repeat(2_100_000))).status).toBe(413)
    for (const more of [
      { callbackURL: '//evil' },
      { rememberMe: false },
      { userId: 'x' },
      JSON.parse('{"__proto__":1}'),
    ])
      expect((await browser.post('/sign-in', { email, password: goodPassword, ...more })).status).toBe(422)
    for (const body of [[], 'null', '"x"', { email: [email], password: { $ne: '' } }, {}])
      expect((await browser.post('/sign-in', body)).status).toBe(422)
  })

  it.each(['//evil', '/\\evil', '/%5cevil', '/../\\evil', 'https:evil'])(
    'that names %s as the place to go next is answered without it',
    async (place) => {
      const { email } = await trial.user()
      for (const name of ['redirect', 'callbackURL', 'next']) {
        const query = `?${name}=${encodeURIComponent(place)}`
        const reply = await trial.browser().post(`/sign-in${query}`, { email, password: goodPassword })
        expect([reply.status, reply.headers['location']]).toEqual([200, undefined])
        expect(reply.text).not.toContain('evil')
      }
    },
  )

  it.each([
    '/session/',
    '//session',
    '/Session',
    '/sessio%6e',
    '/x%2f..%2fsession',
    '/session;x',
    '/session.',
    '/constructor',
    '',
  ])('at %j is at no address of ours', async (path) => {
    expect((await trial.browser().get(path)).status).toBe(404)
  })

  it('with dot segments, sent as they are, is at no address of ours', async () => {
    const { app } = trial.another()
    const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
    const status = await new Promise((resolve, reject) => {
      const asked = { host: url.hostname, port: url.port, path: '/api/auth/x/../session' }
      get(asked, (response) => resolve(response.resume().statusCode)).on('error', reject)
    })
    expect(status).toBe(404)
  })

  it('with the wrong method is told so', async () => {
    const browser = trial.browser()
    const replies = [
      await browser.get('/sign-in'),
      await browser.post('/session'),
      await browser.get('/passkeys/removal'),
    ]
    expect(replies.map((reply) => [reply.status, reply.headers['allow']])).toEqual([
      [405, 'POST'],
      [405, 'GET'],
      [405, 'POST'],
    ])
  })

  it('believes no Host header: cookies, passkeys and origins stay those of our own address', async () => {
    const { email } = await trial.user()
    const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
    const browser = trial.browser()
    expect((await browser.post('/sign-in', { email, password: goodPassword }, forged)).cookies[0]).toMatch(
      /^muster\./,
    )
    expect((await browser.post('/passkeys/options', { password: goodPassword }, forged)).body.rp.id).toBe(
      'localhost',
    )
    const own = await browser.post('/sign-out', {}, { ...forged, origin: 'http://evil.example' })
    expect(own.status).toBe(403)
  })

  it('that fails inside shows an id and nothing else, and the log has the rest', async () => {
    const { email } = await trial.user()
    const now = () => {
      throw new Error('select 1 from internals')
    }
    const broken = trial.another({ now }).browser()
    const reply = await broken.signIn(email)
    expect(reply.status).toBe(500)
    expect(Object.keys(reply.body).toSorted()).toEqual(['detail', 'id', 'kind', 'status', 'title', 'type'])
    expect(reply.text).not.toMatch(/select|internals/i)
    expect(JSON.stringify(trial.logged)).toContain(reply.body.id)
    expect(JSON.stringify(trial.logged)).not.toContain(goodPassword)
  })

  it('while the database is away is told to come back', async () => {
    const { Pool } = await import('pg')
    const pool = new Pool({ host: '/nonexistent-folder', user: 'x' })
    const { browser, sessions } = trial.another({ pool })
    const reply = await browser().signIn('anna@example.org')
    expect([reply.status, reply.headers['retry-after'], reply.body.kind]).toEqual([503, '5', 'unavailable'])
    const signedIn = trial.browser()
    await signedIn.signIn((await trial.user()).email)
    await expect(sessions.current(signedIn.headers())).rejects.toThrow(Refusal)
    await pool.end()
  })
})
