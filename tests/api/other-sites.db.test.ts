import { afterAll, beforeAll, expect, test } from 'vitest'
import { served, type Served } from './served.ts'

let server: Served
beforeAll(async () => {
  server = await served()
})
afterAll(() => server.stop())

const firstRun = (headers: Record<string, string>) =>
  fetch(`${server.url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      organisation: { name: 'Taken', country: 'AT', timeZone: 'Europe/Vienna', size: '1-9', sector: 'other' },
      owner: { name: 'Mallory', email: 'mallory@evil.example', password: 'lantern orbit velvet canyon' },
    }),
  })

test('N15 a page whose name was rebound to this machine cannot do the first run, though nobody is signed in', async () => {
  const rebound = await firstRun({ origin: 'http://evil.example:8420', 'sec-fetch-site': 'same-origin' })
  expect([rebound.status, await rebound.json()]).toMatchObject([403, { kind: 'forbidden' }])
  const foreign = await firstRun({ origin: 'null' })
  expect(foreign.status).toBe(403)
})

test('a page of our own reaches the first run, which is over', async () => {
  const own = await firstRun({ origin: server.url, 'sec-fetch-site': 'same-origin' })
  expect([own.status, await own.json()]).toMatchObject([404, { kind: 'not_found' }])
})
