/** Asks a timestamp authority over a judged connection (RFC 3161 section 3.4): one POST, no redirect, a short answer. */
import { request } from 'node:https'
import type { Socket } from 'node:net'
import { refuse } from '../../base/refusal.ts'
import { EgressRefused, type Egress } from '../egress.ts'

const timeoutMillis = 15_000
const mostBytes = 65_536

/** The one spelling of an authority's address, or undefined when it is none that we would call. */
export function plainAuthorityUrl(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return undefined
  const url = new URL(text)
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === ''
  return isPlain ? url.href : undefined
}

/** @throws Refusal `unavailable` when the authority cannot be reached or answers with anything but a reply */
export async function askAuthority(egress: Egress, address: string, query: Uint8Array): Promise<Uint8Array> {
  const url = new URL(address)
  const port = url.port === '' ? 443 : Number(url.port)
  try {
    const socket = await egress.connectTls({ host: url.hostname, port, ports: [443], timeoutMillis })
    try {
      return await post(url, query, () => socket)
    } finally {
      socket.destroy()
    }
  } catch (error) {
    if (error instanceof EgressRefused && error.trouble === 'muted')
      refuse('unavailable', 'This is a restored copy that nobody confirmed yet, so it asks nobody outside.', {
        cause: error,
      })
    if (error instanceof EgressRefused && error.trouble !== 'unreachable' && error.trouble !== 'tls')
      refuse(
        'conflict',
        'This address may not be reached from here. Whoever runs Muster can allow it, or take the way by hand.',
        {
          reason: error.trouble,
          cause: error,
        },
      )
    return refuse(
      'unavailable',
      'The timestamp authority does not answer as it should. Try again, or take the way by hand.',
      {
        cause: error,
      },
    )
  }
}

function post(url: URL, query: Uint8Array, connect: () => Socket): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/timestamp-query', 'content-length': query.length }
    const sent = request(url, { method: 'POST', headers, createConnection: connect, timeout: timeoutMillis })
    sent.once('response', (answer) => {
      const parts: Buffer[] = []
      let length = 0
      if (answer.statusCode !== 200) sent.destroy(new Error(`status ${answer.statusCode}`))
      answer.on('data', (part: Buffer) => {
        length += part.length
        parts.push(part)
        if (length > mostBytes) sent.destroy(new Error('the answer is too long'))
      })
      answer.once('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
      answer.once('error', reject)
    })
    sent.once('timeout', () => sent.destroy(new Error('no answer in time')))
    // Stays for good: destroying the socket behind it may report once more.
    sent.on('error', reject)
    sent.end(query)
  })
}
