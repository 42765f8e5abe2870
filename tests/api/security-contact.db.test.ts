import { afterEach, expect, test } from 'vitest'
import { served, type Served } from './served.ts'

let server: Served | undefined
afterEach(async () => {
  await server?.stop()
  server = undefined
})

const ask = (at: Served) => fetch(`${at.url}/.well-known/security.txt`)

test('whoever finds a weakness reads whom to tell, for the next weeks, where the operator named somebody', async () => {
  server = await served({ MUSTER_SECURITY_CONTACT: 'mailto:security@bakery.example' })
  const answer = await ask(server)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  const text = await answer.text()
  expect(text).toMatch(/^Contact: mailto:security@bakery\.example$/m)
  expect(text).toContain(`Canonical: ${server.url}/.well-known/security.txt\n`)
  const expires = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '')
  const now = Date.now()
  expect(expires).toBeGreaterThan(now)
  expect(expires).toBeLessThan(now + 365 * 86_400_000)
})

test('nobody is named where the operator named nobody', async () => {
  server = await served()
  expect((await ask(server)).status).toBe(404)
})
