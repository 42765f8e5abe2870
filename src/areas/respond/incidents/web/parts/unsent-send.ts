import type { OutputOf } from '../../../../../base/endpoint.ts'
import { uuidv7 } from '../../../../../base/ids.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { capture, type Captured } from '../../contract/captures.ts'
import { allUnsent, dropUnsent, keepUnsent, type UnsentLine } from './unsent-store.ts'

type Taken = OutputOf<typeof capture>
export interface Delivered {
  readonly line: UnsentLine
  readonly taken: Taken
}

/** A line with an id of this browser. `crypto.randomUUID` would exist over HTTPS and on localhost only. */
export function lineOf(fields: Omit<UnsentLine, 'clientId' | 'saidAt'>): UnsentLine {
  const random = crypto.getRandomValues(new Uint8Array(10))
  return { ...fields, clientId: uuidv7(Date.now(), random), saidAt: new Date().toISOString() }
}

/**
 * Puts a line on the record, or keeps it until there is a connection. It is stored before it is sent, so that neither
 * a crash nor an answer that got lost takes a word; the same id twice counts once.
 * @returns what became of it; undefined when it waits now
 * @throws CallError when the server is there and refuses it: then nothing waits, and the words are still in the form
 */
export async function sendLine(line: UnsentLine): Promise<Taken | undefined> {
  await keepUnsent(line)
  try {
    const taken = await deliver(line, true)
    await dropUnsent(line.clientId)
    return taken
  } catch (error) {
    if (mayWait(error)) return undefined
    await dropUnsent(line.clientId)
    throw error
  }
}

let running: Promise<Delivered[]> | undefined

/** Sends what waits, oldest first, until the connection fails; one round at a time. */
export function sendUnsent(person: string): Promise<Delivered[]> {
  running ??= sendRound(person).finally(() => {
    running = undefined
  })
  return running
}

async function sendRound(person: string): Promise<Delivered[]> {
  const delivered: Delivered[] = []
  for (const line of await allUnsent()) {
    if (line.person !== person || line.refusal !== undefined) continue
    try {
      const taken = await deliver(line, false)
      await dropUnsent(line.clientId)
      delivered.push({ line, taken })
    } catch (error) {
      if (mayWait(error)) return delivered
      const refusal =
        error instanceof CallError ? [error.message, ...error.faults.map(({ message }) => message)] : []
      await keepUnsent({ ...line, refusal: refusal.join(' ') || String(error) })
    }
  }
  return delivered
}

function deliver(line: UnsentLine, asksForIdentity: boolean): Promise<Taken> {
  const { clientId, incidentId: id, saidAt, captured, tenant } = line
  const sentAt = new Date().toISOString()
  return call(capture, { id, clientId, saidAt, sentAt, captured }, { tenant, asksForIdentity })
}

/** Whether a later try can succeed without anybody changing the line. */
function mayWait(error: unknown): boolean {
  const waiting: readonly string[] = ['offline', 'unavailable', 'too_many', 'unauthenticated', 'error']
  return error instanceof CallError && waiting.includes(error.kind)
}

/** A line in a few words, for the list of what waits. */
export function wordsOf(captured: Captured): string {
  if (captured.kind === 'task') return captured.title
  return captured.kind === 'system' ? captured.name : captured.text
}
