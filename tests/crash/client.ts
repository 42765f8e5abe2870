/** A client that writes without pause and believes nothing but an answer; it never sends a thing twice, except signals. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from './random.ts'
import type { Journal, Sent } from './journal.ts'

export interface Aim {
  readonly url: string
  readonly apiKey: string
  /** Where signals go, and their secret. */
  readonly intakeUrl: string
  readonly secret: string
}

export interface Client {
  /** Told not to begin anything more; resolves when the last answer is in or given up. */
  stop(): Promise<void>
  /** Writes that were answered with success. */
  acknowledgedCount(): number
  /** When the first write succeeded that was begun after this instant (both in milliseconds of `performance.now()`). */
  nextSuccess(after: number): Promise<number>
  /** Resolves when so many writes were acknowledged. */
  reached(count: number): Promise<void>
}

const hands = 6

export function startClient(aim: Aim, journal: Journal, random: Random, turn: string): Client {
  const work: Work = { aim, journal, random, turn, isOver: false, count: 0, incidents: [] }
  const counted = new Map<number, () => void>()
  let waiting: { after: number; resolve: (at: number) => void }[] = []
  const succeeded = (begunAt: number) => {
    work.count += 1
    counted.get(work.count)?.()
    waiting = waiting.filter((each) => {
      if (begunAt <= each.after) return true
      each.resolve(performance.now())
      return false
    })
  }
  const running = Promise.all(Array.from({ length: hands }, (_, hand) => writeOn(work, hand, succeeded)))
  return {
    stop: async () => {
      work.isOver = true
      await running
    },
    acknowledgedCount: () => work.count,
    reached: (count) =>
      new Promise((resolve) => {
        if (work.count >= count) resolve()
        else counted.set(count, resolve)
      }),
    nextSuccess: (after) => new Promise((resolve) => waiting.push({ after, resolve })),
  }
}

interface Work {
  readonly aim: Aim
  readonly journal: Journal
  readonly random: Random
  readonly turn: string
  /** Set from outside to end it. */
  isOver: boolean
  count: number
  /** Ids of incidents that were acknowledged in this turn. */
  readonly incidents: string[]
}

async function writeOn(work: Work, hand: number, succeeded: (begunAt: number) => void): Promise<void> {
  for (let n = 1; !work.isOver; n++) {
    const begunAt = performance.now()
    const wrote = await writeOnce(work, `c${work.turn}-${hand}-${n}`).catch(() => false)
    if (wrote) succeeded(begunAt)
    // nobody is there at the moment: not a busy loop
    else await delay(20)
  }
}

async function writeOnce(work: Work, id: string): Promise<boolean> {
  const { random } = work
  const incident = random.among(work.incidents)
  const chance = random.next()
  if (chance < 0.3) return sendSignal(work, id)
  if (incident === undefined || chance < 0.45) return declare(work, id)
  if (chance < 0.65) return send(work, { what: 'note', id, incident }, 'timeline', { kind: 'note', text: id })
  if (chance < 0.85) return addTask(work, id, incident)
  if (chance < 0.95) return sealEvidence(work, id, incident)
  return closeOne(work, id, incident)
}

async function declare(work: Work, id: string): Promise<boolean> {
  const sent: Sent = { what: 'incident', id }
  work.journal.sent(sent)
  const answer = await post(work, '/api/v1/incidents', { title: id, kind: 'other', severity: 'S3' })
  if (answer.status !== 201) return false
  const given = await idIn(answer)
  work.journal.acknowledged({ ...sent, given })
  work.incidents.push(given)
  return true
}

async function addTask(work: Work, id: string, incident: string): Promise<boolean> {
  const sent: Sent = { what: 'task', id, incident }
  work.journal.sent(sent)
  const answer = await post(work, `/api/v1/incidents/${incident}/tasks`, { title: id })
  if (answer.status !== 201) return false
  const given = await idIn(answer)
  work.journal.acknowledged({ ...sent, given })
  if (work.random.next() < 0.5) return true
  const done: Sent = { what: 'done', id: given, incident }
  work.journal.sent(done)
  const closing = await post(work, `/api/v1/incidents/${incident}/tasks/${given}/completion`, { note: id })
  await closing.arrayBuffer()
  if (closing.status === 200) work.journal.acknowledged({ ...done, given })
  return true
}

async function sealEvidence(work: Work, id: string, incident: string): Promise<boolean> {
  const sent: Sent = { what: 'evidence', id, incident }
  work.journal.sent(sent)
  const acquisition = { name: `${id}.txt`, acquiredAt: new Date().toISOString(), where: 'FILE01', why: id }
  const answer = await fetch(`${work.aim.url}/api/v1/incidents/${incident}/evidence`, {
    method: 'POST',
    headers: {
      ...headersOf(work),
      'content-type': 'text/plain',
      'muster-evidence': JSON.stringify(acquisition),
    },
    body: `${id} `.repeat(1 + work.random.below(20_000)),
  })
  const sealed = (await answer.json()) as { id: string; sha256: string } // the contract's Evidence
  if (answer.status !== 201) return false
  work.journal.acknowledged({ ...sent, given: sealed.id, sha256: sealed.sha256 })
  return true
}

async function closeOne(work: Work, id: string, incident: string): Promise<boolean> {
  work.incidents.splice(work.incidents.indexOf(incident), 1)
  return send(work, { what: 'closure', id, incident }, 'closure', { summary: id, initialVector: 'unknown' })
}

/** Every few signals are sent again, as tools do: the repeat is counted and never a second row. */
async function sendSignal(work: Work, id: string): Promise<boolean> {
  const times = work.random.next() < 0.3 ? 2 : 1
  let wrote = false
  for (let n = 0; n < times; n++) {
    const sent: Sent = { what: 'signal', id }
    work.journal.sent(sent)
    const answer = await fetch(work.aim.intakeUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${work.aim.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id,
        title: `Signal ${id}`,
        severity: 'high',
        startedAt: '2026-03-01T08:00:00Z',
      }),
    })
    const body = (await answer.json()) as { accepted?: number } // the contract's answer
    if (answer.status !== 202 || body.accepted !== 1) return wrote
    work.journal.acknowledged(sent)
    wrote = true
  }
  return wrote
}

async function send(
  work: Work,
  sent: Sent & { incident: string },
  thing: string,
  body: object,
): Promise<boolean> {
  work.journal.sent(sent)
  const answer = await post(work, `/api/v1/incidents/${sent.incident}/${thing}`, body)
  await answer.arrayBuffer()
  if (answer.status !== 201) return false
  work.journal.acknowledged(sent)
  return true
}

async function post(work: Work, path: string, body: object): Promise<Response> {
  return fetch(`${work.aim.url}${path}`, {
    method: 'POST',
    headers: { ...headersOf(work), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** From a network of its own each time: the limit for one network is not what is tested here. */
function headersOf({ aim, random }: Work): Record<string, string> {
  const address = `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`
  return { authorization: `Bearer ${aim.apiKey}`, 'x-forwarded-for': address }
}

async function idIn(answer: Response): Promise<string> {
  return ((await answer.json()) as { id: string }).id // the contract's answer to 201
}
