/** Sends files of any size in parts over HTTP, made up as they go, and asks the system how much memory the server takes. */
import { createCipheriv, createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Organisation, Place } from './server-process.ts'

export interface Sending {
  readonly incidentId: string
  readonly upload: string
  readonly size: number
  readonly seed: string
}

/** A client that knows one organisation's key. */
export function uploader(place: Place, { apiKey }: Organisation) {
  const call = async (method: string, path: string, body?: unknown, bytes?: Uint8Array) => {
    const answer = await fetch(`${place.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': bytes === undefined ? 'application/json' : 'application/octet-stream',
      },
      ...(body === undefined && bytes === undefined
        ? {}
        : { body: bytes === undefined ? JSON.stringify(body) : new Uint8Array(bytes) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return JSON.parse(text) as Readonly<Record<string, unknown>> // every answer here is an object
  }
  const base = ({ incidentId }: Pick<Sending, 'incidentId'>) => `/incidents/${incidentId}/evidence-uploads`
  const arrivedOf = async (sending: Sending) => {
    const { items } = await call('GET', base(sending))
    const all = items as { id: string; arrived: number; partBytes: number }[] // as the contract says
    const found = all.find(({ id }) => id === sending.upload)
    if (found === undefined) throw new Error('The upload is not under way any more')
    return found
  }
  return {
    incident: async () =>
      String((await call('POST', '/incidents', { title: 'Images', kind: 'other', severity: 'S3' }))['id']),
    begin: async (incidentId: string, size: number, seed: string): Promise<Sending> => {
      const acquisition = { name: `${seed}.img`, acquiredAt: '2026-03-01T09:00:00Z', where: 'x', why: 'x' }
      const begun = await call('POST', base({ incidentId }), { acquisition, size })
      return { incidentId, upload: String(begun['id']), size, seed }
    },
    /** Goes on from what has arrived, part by part, until all is there or `until` says stop. */
    send: async (sending: Sending, until: (arrived: number) => boolean = () => false) => {
      const { arrived: from, partBytes } = await arrivedOf(sending)
      for (let offset = from; offset < sending.size && !until(offset); offset += partBytes) {
        const bytes = madeUp(sending.seed, offset, Math.min(partBytes, sending.size - offset))
        await call('PUT', `${base(sending)}/${sending.upload}/part?offset=${offset}`, undefined, bytes)
      }
    },
    arrivedOf,
    finish: async (sending: Sending) => {
      const sealed = await call('POST', `${base(sending)}/${sending.upload}/completion`, {
        sha256: hashOf(sending),
      })
      return { sha256: String(sealed['sha256']), isRight: sealed['sha256'] === hashOf(sending) }
    },
  }
}

const hashes = new Map<string, string>()

function hashOf({ seed, size }: Sending): string {
  const known = hashes.get(seed)
  if (known !== undefined) return known
  const hash = createHash('sha256')
  const piece = 8 * 1024 * 1024
  for (let offset = 0; offset < size; offset += piece)
    hash.update(madeUp(seed, offset, Math.min(piece, size - offset)))
  const hex = hash.digest('hex')
  hashes.set(seed, hex)
  return hex
}

/** Bytes that look random and are the same each time: a key stream, from any multiple of 16 on. */
function madeUp(seed: string, offset: number, length: number): Buffer {
  const key = createHash('sha256').update(seed).digest().subarray(0, 16)
  const counter = Buffer.alloc(16)
  counter.writeBigUInt64BE(BigInt(offset / 16), 8)
  return createCipheriv('aes-128-ctr', key, counter).update(Buffer.alloc(length))
}

/** The most that a process has ever held in memory, in bytes (Linux); undefined elsewhere. */
export function peakMemory(pid: number | undefined): number | undefined {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return peak === undefined ? undefined : Number(peak) * 1024
  } catch {
    return undefined
  }
}
