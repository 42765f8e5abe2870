import { sha256 } from '@noble/hashes/sha2.js'
import type * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { upload as send } from '../../../../../ui/transfer.ts'
import type { Acquisition } from '../../contract/evidence.ts'
import {
  beginUpload,
  finishUpload,
  listUploads,
  partBytes,
  sendPart,
  type Upload,
} from '../../contract/upload.ts'

interface Sending {
  readonly incidentId: string
  readonly file: File
  readonly acquisition: z.input<typeof Acquisition>
  /** An upload that was begun before: what has arrived of it is only read again for the hash. */
  readonly begun: Upload | undefined
  readonly signal: AbortSignal
  readonly onBegun: (upload: Upload) => void
  readonly onSent: (sent: number) => void
}

/** Above this a file is sent in parts, so that a broken line costs one part and not the file. */
export const sentWholeBytes = partBytes

/**
 * Sends a file part by part and has it sealed under the hash that was reckoned here, from the very bytes on this disk.
 * A line that breaks is tried again for some minutes.
 * @returns the id of the evidence
 * @throws CallError; an AbortError when `signal` fired; the browser's own error when the file changed or is gone
 */
export async function sendInParts(sending: Sending): Promise<string> {
  const { incidentId: id, file, signal } = sending
  const upload = sending.begun ?? (await begin(sending))
  sending.onBegun(upload)
  const hash = sha256.create()
  for (let offset = 0; offset < file.size; offset += upload.partBytes) {
    signal.throwIfAborted()
    const part = file.slice(offset, offset + upload.partBytes)
    hash.update(new Uint8Array(await part.arrayBuffer()))
    if (offset >= upload.arrived) await sendOne(sending, upload, { offset, part })
    sending.onSent(offset + part.size)
  }
  const hex = [...hash.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const finishing = () => call(finishUpload, { id, upload: upload.id, sha256: hex }, { signal })
  return (await patiently(finishing, signal)).id
}

function begin({ incidentId: id, file, acquisition, signal }: Sending): Promise<Upload> {
  const mediaType = file.type === '' ? {} : { mediaType: file.type }
  return call(beginUpload, { id, acquisition, size: file.size, ...mediaType }, { signal })
}

async function sendOne(
  { incidentId: id, signal, onSent }: Sending,
  upload: Upload,
  { offset, part }: { offset: number; part: Blob },
): Promise<void> {
  await patiently(
    () =>
      send(sendPart, { id, upload: upload.id, offset }, part, {
        signal,
        onProgress: (sent) => onSent(offset + Math.min(sent, part.size)),
      }),
    signal,
  )
}

/** Waits 1, 2, 4 ... 32 seconds between tries: a phone that changes its network, a server that starts again. */
async function patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let seconds = 1; ; seconds *= 2) {
    try {
      return await work()
    } catch (error) {
      const isPassing =
        error instanceof CallError && (error.kind === 'offline' || error.kind === 'unavailable')
      const isSealed = error instanceof CallError && error.detail.reason === 'sealed'
      if ((!isPassing && !isSealed) || seconds > 64) throw error
      await pause(seconds, signal)
    }
  }
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(new DOMException('Stopped', 'AbortError'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, seconds * 1000)
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** How far an upload has come, asked anew; undefined when it is not under way any more. */
export async function findUpload(incidentId: string, id: string): Promise<Upload | undefined> {
  const { items } = await call(listUploads, { id: incidentId })
  return items.find((item) => item.id === id)
}
