import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { actionNamed, tokenIn } from '../guards/town/company.ts'
import { rowHashes } from '../guards/town/rows.ts'
import type { Answer } from '../guards/town/send.ts'
import { town, type Town } from '../guards/town/town.ts'
import { whyNoRefusal } from './problem.ts'

/** Names that have led out of folders, into headers, or past the eye. */
const names = [
  '../../../x',
  '..\\..\\x.exe',
  '/etc/passwd',
  'C:\\windows\\x',
  'x\u0000.txt',
  'y'.repeat(300),
  'CON',
  'NUL.txt',
  'a\r\nSet-Cookie: a=b',
  'a"; filename="evil.html',
  "a'%22;x",
  'invoice\u202efdp.exe',
  '.',
  '..',
  '   ',
  '\u{1f512}.txt',
  '<img src=x onerror=alert(1)>.svg',
  '%2e%2e%2fx',
  '=1+1.csv',
]

describe('files and connections from someone who means harm', () => {
  let place: Town
  beforeAll(async () => {
    place = await town(['owner'])
  })
  afterAll(() => place?.stop())

  const put = (sent: {
    name?: string
    bytes: Uint8Array
    headers?: Record<string, string>
  }): Promise<Answer> =>
    place.send(
      actionNamed('addEvidence').endpoint,
      {
        input: {
          id: place.home.ids.incident,
          acquisition: {
            name: sent.name ?? 'a.txt',
            acquiredAt: '2026-03-01T09:00:00Z',
            where: 'x',
            why: 'x',
          },
        },
        bytes: sent.bytes,
        headers: sent.headers ?? {},
      },
      'key',
    )

  test('a file of any name is kept under its hash, and offered under a name that is only a name', async () => {
    const outside = async () =>
      (await filesIn(place.folder)).filter((path) => !path.startsWith('data/files/'))
    const before = await outside()
    for (const name of names) {
      const bytes = randomBytes(64)
      const stored = await put({ name, bytes, headers: { 'content-type': 'text/html' } })
      if (stored.status !== 201) {
        expect([name, whyNoRefusal(stored)]).toEqual([name, undefined])
        continue
      }
      const { id, sha256 } = JSON.parse(stored.text) as { id: string; sha256: string } // as its contract says
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
      const { headers, text } = await place.send(
        actionNamed('openEvidence').endpoint,
        { input: { id: place.home.ids.incident, evidence: id } },
        'key',
      )
      expect(text).toBe(bytes.toString('latin1'))
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-security-policy')).toContain('sandbox')
      expect(headers.get('set-cookie')).toBeNull()
      expect(headers.get('content-disposition')).toMatch(
        /^attachment; filename="[A-Za-z0-9._ -]+"; filename\*=UTF-8''[A-Za-z0-9._~!$&+^`|#%-]*$/,
      )
      expect(decodeURIComponent(headers.get('content-disposition')?.split("''")[1] ?? '')).not.toMatch(
        /[/\\\p{Cc}\p{Cf}]/u,
      )
    }
    expect(await outside()).toEqual(before)
  })

  test('a sender whose hash does not fit, or who says nothing about the file, leaves nothing behind', async () => {
    const before = await rowHashes(place, place.home.tenantId)
    const digest = (bytes: Uint8Array) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`
    const bytes = randomBytes(5000)
    const refused = [
      await put({ bytes, headers: { 'repr-digest': digest(Buffer.from('other')) } }),
      await put({ bytes, headers: { 'repr-digest': 'sha-256=:AAAA:' } }),
      await put({ bytes, headers: { 'repr-digest': 'md5=:AAAA:' } }),
      await put({ bytes, headers: { 'muster-evidence': '{"name":' } }),
      await put({ bytes, headers: { 'muster-evidence': '"x"' } }),
      await put({ bytes, headers: { 'muster-evidence': '{"__proto__":{"name":"x"}}' } }),
      await put({ bytes, headers: { 'muster-evidence': '['.repeat(6000) } }),
    ]
    expect(refused.map((answer) => [answer.status, whyNoRefusal(answer)])).toEqual(
      refused.map(() => [expect.toSatisfy((status) => status === 400 || status === 422), undefined]),
    )
    expect((await rowHashes(place, place.home.tenantId)).byTable).toEqual(before.byTable)
    await vi.waitFor(async () => expect(await half()).toEqual([]))
    expect((await put({ bytes, headers: { 'repr-digest': digest(bytes) } })).status).toBe(201)
  })

  test('a sender who breaks off half-way leaves no row and no half of a file', async () => {
    const before = await rowHashes(place, place.home.tenantId)
    const about = JSON.stringify({ name: 'a', acquiredAt: '2026-03-01T09:00:00Z', where: 'x', why: 'x' })
    for (const framing of ['Content-Length: 10000000', 'Transfer-Encoding: chunked']) {
      const socket = await opened(place.base)
      socket.write(
        `POST /api/v1/incidents/${place.home.ids.incident}/evidence HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${place.home.apiKey}\r\nMuster-Evidence: ${about}\r\nContent-Type: text/plain\r\n${framing}\r\n\r\n`,
      )
      socket.write(framing.startsWith('T') ? `40000\r\n${'x'.repeat(100_000)}` : 'x'.repeat(100_000))
      await vi.waitFor(async () => expect(await half()).not.toEqual([]), { timeout: 120_000 })
      socket.destroy()
      await vi.waitFor(async () => expect(await half()).toEqual([]), { timeout: 120_000 })
    }
    expect((await rowHashes(place, place.home.tenantId)).business).toBe(before.business)
  })

  const raws: readonly (readonly [string, string])[] = [
    [
      'two lengths',
      'POST /api/v1/setup HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 40\r\n\r\n{}',
    ],
    [
      'a length and chunks',
      'POST /api/v1/setup HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\nGET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n',
    ],
    ['lines without their first half', 'GET /healthz HTTP/1.1\nHost: x\n\n'],
    ['a header of 100 KB', `GET /healthz HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['a folded header', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n'],
    [
      'a blank before the colon',
      'POST /api/v1/setup HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
    [
      'a chunk of a strange size',
      'POST /api/v1/setup HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n',
    ],
    ['a NUL in a header', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n'],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00'],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['TRACE', 'TRACE / HTTP/1.1\r\nHost: x\r\nCookie: secret\r\n\r\n'],
  ]

  test.each(raws)('a connection that sends %s gets one refusal and is closed', async (_what, bytes) => {
    const socket = await opened(place.base)
    let heard = ''
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1')
    })
    const closed = once(socket, 'close')
    socket.write(bytes, 'latin1')
    socket.on('error', () => {})
    await Promise.race([closed, vi.waitFor(() => expect(heard).toMatch(/\r\n\r\n/), { timeout: 120_000 })])
    socket.destroy()
    expect(heard === '' ? '400' : heard.slice(9, 12)).toMatch(/^4\d\d$/)
    if (/\r\nContent-Length: [1-9]/i.test(heard))
      expect(heard).toMatch(/content-type: application\/problem\+json/i)
    expect(heard.match(/HTTP\/1\.1 /g)?.length ?? 1).toBe(1)
    expect(heard).not.toMatch(/secret|openapi/)
    expect((await fetch(`${place.base}/healthz`)).status).toBe(200)
  })

  test('a link, receipt or invitation that is used up, closed or invented opens nothing and says the same', async () => {
    const { act, make } = place.site('owner')
    const old = tokenIn(await act('makeReportLink', {}))
    await act('makeReportLink', {})
    const { id, token: renewed } = await make.invitation()
    await act('renewInvitation', { id })
    const gone = await make.invitation()
    await act('suspendMember', { id: gone.id, reason: 'x' })
    const used = (await make.invitation()).token
    const accept = actionNamed('acceptInvitation').endpoint
    const password = 'lamp-orbit-cactus-73'
    expect((await place.send(accept, { input: { token: used, password } }, 'nobody')).status).toBe(201)
    const unknown = randomBytes(16).toString('base64url')
    const before = await rowHashes(place, place.home.tenantId)
    for (const [name, tokens, rest] of [
      ['readReportForm', [old, unknown, ''.padEnd(100, 'a')], {}],
      ['submitReport', [old, unknown], { what: 'Something odd' }],
      ['readInvitation', [renewed, gone.token, used, unknown], {}],
      ['acceptInvitation', [renewed, gone.token, used, unknown], { password }],
    ] as const) {
      const answers = await Promise.all(
        tokens.map((token) =>
          place.send(actionNamed(name).endpoint, { input: { token, ...rest } }, 'nobody'),
        ),
      )
      expect([name, new Set(answers.map(({ status }) => status))]).toEqual([name, new Set([404])])
      expect([name, new Set(answers.map(({ text }) => text)).size]).toEqual([name, 1])
    }
    expect((await rowHashes(place, place.home.tenantId)).byTable).toEqual(before.byTable)
  })

  /** Files that are still being written, anywhere in the store. */
  async function half(): Promise<string[]> {
    return (await filesIn(place.folder)).filter((path) => /tmp|part|incoming|upload/i.test(path))
  }
})

async function opened(base: string) {
  const { hostname, port } = new URL(base)
  const socket = connect({ host: hostname, port: Number(port) })
  await once(socket, 'connect')
  return socket
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted()
}
