import { createServer as createPlain, type RequestListener } from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { selfSigned } from '../../tests/certificate.ts'
import { askAddress, isPlainHeader, plainAddress } from './ask-address.ts'
import { createEgress } from './egress.ts'

const local = createEgress({ allow: ['127.0.0.1'] })

async function serve(answer: RequestListener, tls?: { key: string; cert: string }): Promise<string> {
  const server = tls === undefined ? createPlain(answer) : createSecure(tls, answer)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // a server that listens on TCP has a port
  return `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
}

const ask = (address: string, headers: Record<string, string> = {}) =>
  askAddress(local, { address, headers, bytes: 1000 })

describe('U3 an address that is asked', () => {
  test('answers with its bytes and its marks, and hears the secret and the mark of before', async () => {
    const heard: unknown[] = []
    const base = await serve((question, answer) => {
      heard.push(question.headers['x-key'], question.headers['accept-encoding'])
      if (question.headers['if-none-match'] === '"v1"') answer.writeHead(304).end()
      else
        answer.writeHead(200, { etag: '"v1"', 'last-modified': 'Sun, 01 Mar 2026 10:00:00 GMT' }).end('[1]')
    })

    expect(await ask(`${base}/list`, { 'x-key': 'secret' })).toEqual({
      state: 'answered',
      body: Buffer.from('[1]'),
      mediaType: '',
      etag: '"v1"',
      lastModified: 'Sun, 01 Mar 2026 10:00:00 GMT',
    })
    expect(await ask(`${base}/list`, { 'if-none-match': '"v1"' })).toEqual({ state: 'unchanged' })
    expect(heard).toEqual(['secret', 'identity', undefined, 'identity'])
  })

  test('is followed on its own server, and to no other, whoever asks for it', async () => {
    let strangers = 0
    const stranger = await serve((_question, answer) => {
      strangers += 1
      answer.end('[]')
    })
    const base = await serve((question, answer) => {
      const to = { '/a': '/b', '/round': '/round', '/away': `${stranger}/b`, '/odd': 'http://[' }[
        question.url ?? ''
      ]
      if (to === undefined) answer.end('[2]')
      else answer.writeHead(302, { location: to }).end()
    })

    expect(await ask(`${base}/a`)).toMatchObject({ state: 'answered', body: Buffer.from('[2]') })
    for (const path of ['/round', '/away', '/odd'])
      expect(await ask(`${base}${path}`)).toEqual({ state: 'failed', trouble: 'elsewhere' })
    expect(strangers).toBe(0)
  })

  test.each([
    [401, 'login'],
    [403, 'login'],
    [404, 'gone'],
    [418, 'refused'],
    [429, 'busy'],
    [503, 'busy'],
  ])('that answers with status %i is trouble of the name %s', async (status, trouble) => {
    const base = await serve((_question, answer) => {
      answer.writeHead(status, { 'retry-after': '120' }).end('a word that nobody may see')
    })
    expect(await ask(base)).toEqual({ state: 'failed', trouble, retryAfterSeconds: 120 })
  })

  test('that sends too much, in a packed form, or breaks off, is not read', async () => {
    const base = await serve((question, answer) => {
      if (question.url === '/big') answer.end('x'.repeat(5000))
      else if (question.url === '/packed') answer.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
      else {
        answer.writeHead(200, { 'content-length': '100' }).write('[1,')
        answer.socket?.destroy()
      }
    })
    expect(await ask(`${base}/big`)).toEqual({ state: 'failed', trouble: 'too_big' })
    expect(await ask(`${base}/packed`)).toEqual({ state: 'failed', trouble: 'unreadable' })
    expect(await ask(`${base}/cut`)).toEqual({ state: 'failed', trouble: 'broken_off' })
  })

  test('is asked in clear only where the operator listed it, and with a certificate that is trusted', async () => {
    const tls = selfSigned('127.0.0.1')
    const secret = await serve((_question, answer) => void answer.end('[]'), tls)
    const [question, closed] = [{ headers: {}, bytes: 10 }, createEgress({ allow: [] })]
    const trusting = createEgress({ allow: ['127.0.0.1'], trust: [tls.cert] })

    expect(await askAddress(closed, { ...question, address: 'http://127.0.0.1:9/' })).toEqual({
      state: 'failed',
      trouble: 'not_listed',
    })
    expect(await askAddress(closed, { ...question, address: secret })).toEqual({
      state: 'failed',
      trouble: 'forbidden_address',
    })
    expect(await askAddress(local, { ...question, address: secret })).toEqual({
      state: 'failed',
      trouble: 'tls',
    })
    expect(await askAddress(trusting, { ...question, address: secret })).toMatchObject({ state: 'answered' })
  })
})

test('an owner cannot hide a login or a line break in an address or a header', () => {
  expect(plainAddress('https://tool.example/a?b=1')).toBe('https://tool.example/a?b=1')
  for (const text of [
    'ftp://a.example',
    'https://u:p@a.example',
    'https://a.example/#x',
    'x y',
    'file:///etc',
  ])
    expect(plainAddress(text)).toBeUndefined()
  expect(isPlainHeader('Authorization', 'Bearer abc')).toBe(true)
  for (const [name, value] of [
    ['Host', 'a'],
    ['Content-Length', '1'],
    ['X-Key', 'a\r\nX-Other: b'],
    ['X Key', 'a'],
    ['X-Key', ''],
  ] as const)
    expect(isPlainHeader(name, value)).toBe(false)
})
