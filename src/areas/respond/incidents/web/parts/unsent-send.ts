import type { OutputOf } from '../../../../../base/endpoint.ts'
import { uuidv7 } from '../../../../../base/ids.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { identityNeedOf } from '../../../../../ui/identity.ts'
import { capture, type Captured } from '../../contract/captures.ts'
import { allUnsent, dropUnsent, keepUnsent, refreshUnsent, type UnsentLine } from './unsent-store.ts'

type Taken = OutputOf<typeof capture>
export interface Delivered {
  readonly line: UnsentLine
  readonly taken: Taken
}

/** So long somebody stands before a line that is being sent; then it waits, and the next words can be written. */
const attendedMs = 10_000
const unattendedMs = 30_000

/** What is being sent right now by the one who wrote it, and therefore by nobody else. */
const onTheWay = new Set<string>()
let news: readonly Delivered[] = []
let running: Promise<Delivered[]> | undefined

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
  onTheWay.add(line.clientId)
  try {
    await keepUnsent(line)
    const taken = await deliver(line, { asksForIdentity: true, patienceMs: attendedMs })
    await dropUnsent(line.clientId)
    return taken
  } catch (error) {
    if (fateOf(error) !== 'refused') return undefined
    await dropUnsent(line.clientId)
    throw error
  } finally {
    onTheWay.delete(line.clientId)
    await refreshUnsent()
  }
}

/** Whether the words of this line are still in the form that sends it. */
export function isOnTheWay({ clientId }: UnsentLine): boolean {
  return onTheWay.has(clientId)
}

/** Sends what waits, oldest first, until the connection fails; one round at a time. */
export function sendUnsent(person: string): Promise<Delivered[]> {
  running ??= sendRound(person).finally(() => {
    running = undefined
  })
  return running
}

/** What was delivered since it was last forgotten, and became something else than its writer meant. */
export function surprisesNow(): readonly Delivered[] {
  return news
}

export async function forgetSurprises(): Promise<void> {
  news = []
  await refreshUnsent()
}

/**
 * What a failed try means: `no_way` for whatever else waits as well, `later` for this line alone, `refused` when
 * nothing but a change of the line can help.
 */
export function fateOf(error: unknown): 'no_way' | 'later' | 'refused' {
  if (!(error instanceof CallError)) return 'refused'
  const noWay: readonly string[] = ['offline', 'unavailable', 'too_many']
  if (noWay.includes(error.kind) || identityNeedOf(error) !== undefined) return 'no_way'
  return error.kind === 'error' ? 'later' : 'refused'
}

async function sendRound(person: string): Promise<Delivered[]> {
  const delivered: Delivered[] = []
  for (const { clientId } of await allUnsent()) {
    // Read anew: while the lines before it were sent, its writer or another tab may have dealt with it.
    const line = await findUnsent(clientId)
    if (!line || line.person !== person || line.refusal !== undefined || isOnTheWay(line)) continue
    try {
      const taken = await deliver(line, { asksForIdentity: false, patienceMs: unattendedMs })
      await dropUnsent(clientId)
      delivered.push({ line, taken })
      if (taken.outcome === 'late' || taken.outcome === 'as_note') news = [...news, { line, taken }]
    } catch (error) {
      const fate = fateOf(error)
      if (fate === 'no_way') break
      if (fate === 'refused' && (await findUnsent(clientId)))
        await keepUnsent({ ...line, refusal: sentenceOf(error) })
    }
  }
  // Another tab may have sent what is still shown here.
  await refreshUnsent()
  return delivered
}

async function findUnsent(clientId: string): Promise<UnsentLine | undefined> {
  return (await allUnsent()).find((line) => line.clientId === clientId)
}

function sentenceOf(error: unknown): string {
  const words =
    error instanceof CallError ? [error.message, ...error.faults.map(({ message }) => message)] : []
  return words.join(' ') || String(error)
}

function deliver(
  line: UnsentLine,
  how: { readonly asksForIdentity: boolean; readonly patienceMs: number },
): Promise<Taken> {
  const { clientId, incidentId: id, saidAt, captured, basis, tenant } = line
  const sentAt = new Date().toISOString()
  return call(
    capture,
    { id, clientId, saidAt, sentAt, captured, ...(basis && { basis }) },
    { tenant, ...how },
  )
}

/** A line in a few words, for a sentence about it. */
export function wordsOf(captured: Captured): string {
  if (captured.kind === 'task') return captured.title
  return captured.kind === 'system' ? captured.name : captured.text
}
