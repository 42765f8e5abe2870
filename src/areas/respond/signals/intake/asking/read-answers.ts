/** What is new in the answer of an address becomes deliveries of its source, through the parser of what it would send. */
import * as z from 'zod'
import { asSystem } from '../../../../../platform/action.ts'
import { askAddress, type Answer } from '../../../../../platform/ask-address.ts'
import { Mapping } from '../../contract/mapping.ts'
import { entriesOf, greatest } from '../../rules/asking/entries.ts'
import { keepMark, touchMessages } from '../../store/asking.ts'
import { faulty } from '../entries.ts'
import { storeDelivery } from '../from-network.ts'
import { sha256 } from '../intake.ts'
import { readDelivery } from '../read-delivery.ts'
import { clean, type Reading } from '../reading.ts'
import { textAt } from '../told.ts'
import { NotAsked, type Asked, type Turn } from './asked.ts'

const Mark = z.object({
  cursor: z.string().default(''),
  etag: z.string().default(''),
  lastModified: z.string().default(''),
})
type Mark = z.output<typeof Mark>
const noMark: Mark = { cursor: '', etag: '', lastModified: '' }

const longestAnswer = 8 * 1024 * 1024
/** Of one that could not be read: enough to see what it is. */
const keptOfUnread = 200_000
const mostEntries = 1000
/** An address that goes on from a mark gives page after page; more than this at once is for the next time. */
const mostPages = 10

/** @throws NotAsked, Refusal */
export async function readAnswers(turn: Turn): Promise<Asked> {
  let mark = Mark.safeParse(turn.asking.mark).data ?? noMark
  let taken = 0
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await ask(turn, mark)
    if (answer === undefined) return { taken, hasMore: false }
    const { news, cursors } = await entriesIn(turn, answer)
    const now = news.slice(0, mostEntries)
    taken += await storeAll(turn, now, answer.mediaType)
    // What is left over would be passed by: the mark stays, and what was stored is known by its name.
    if (news.length > now.length) return { taken, hasMore: true }
    const next = markAfter(turn, mark, answer, cursors)
    await keep(turn, next)
    const isMoved = next.cursor !== mark.cursor
    mark = next
    if (!isMoved) return { taken, hasMore: false }
  }
  return { taken, hasMore: true }
}

type Answered = Extract<Answer, { state: 'answered' }>

/** Undefined where the server says that nothing changed. */
async function ask({ house, asking, secret }: Turn, mark: Mark): Promise<Answered | undefined> {
  const { address, header, cursorField, cursorParameter } = asking.settings
  const url = new URL(address)
  if (cursorField !== '' && mark.cursor !== '') url.searchParams.set(cursorParameter, mark.cursor)
  const answer = await askAddress(house.services.egress, {
    address: url.href,
    bytes: longestAnswer,
    headers: {
      accept: 'application/json, application/x-ndjson, */*;q=0.1',
      ...(header !== '' && secret !== '' && { [header]: secret }),
      ...(mark.etag !== '' && { 'if-none-match': mark.etag }),
      ...(mark.lastModified !== '' && { 'if-modified-since': mark.lastModified }),
    },
  })
  if (answer.state === 'failed') throw new NotAsked(answer.trouble, answer.retryAfterSeconds)
  return answer.state === 'unchanged' ? undefined : answer
}

interface Entry {
  readonly payload: Buffer
  readonly reading: Reading
  /** Names it among all that the source ever lists. */
  readonly key: string
  readonly cursor: string
}

/** Those that are news, in the order of the answer, and how far all of them reach. */
async function entriesIn(
  turn: Turn,
  answer: Answered,
): Promise<{ readonly news: readonly Entry[]; readonly cursors: readonly string[] }> {
  const { house, source, asking } = turn
  const { list, entryId, cursorField } = asking.settings
  const isText = source.kind === 'syslog' || source.kind === 'fail2ban'
  const found = entriesOf(new TextDecoder().decode(answer.body), list, isText)
  if (typeof found === 'string') return refuseBody(turn, answer, found)
  const mapping = source.mapping === null ? undefined : Mapping.safeParse(source.mapping).data
  const entries = new Map<string, Entry>()
  for (const text of found) {
    const payload = Buffer.from(text)
    const reading = readDelivery(source.kind, payload, mapping === undefined ? {} : { mapping })
    const value = isText ? undefined : parsed(text)
    const id = entryId === '' ? '' : textAt(value, entryId)
    const key = `asked ${sha256(id === '' ? text : JSON.stringify([id, statesOf(reading)])).toString('hex')}`
    const cursor = cursorField === '' ? '' : textAt(value, cursorField)
    if (!entries.has(key)) entries.set(key, { payload, reading, key, cursor })
  }
  const known = await asSystem(house, source.tenantId, 'Muster', (context) =>
    touchMessages(context, { sourceId: source.id, ids: [...entries.keys()] }),
  )
  const all = [...entries.values()]
  return { news: all.filter(({ key }) => !known.has(key)), cursors: all.map(({ cursor }) => cursor) }
}

/** The same thing that began and is over is news twice; what else changes about it is not. */
function statesOf({ signals }: Reading): string[] {
  return [...new Set(signals.map(({ state }) => state))].toSorted()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An answer that is no list of entries is kept, so that a person sees what came instead. */
async function refuseBody(turn: Turn, { body, mediaType }: Answered, reason: string): Promise<never> {
  const payload = body.subarray(0, keptOfUnread)
  const cut = payload.length < body.length ? ' Only its beginning is kept.' : ''
  await store(turn, { payload, mediaType, reading: faulty(`${reason}${cut}`) })
  throw new NotAsked('unreadable')
}

/** @returns how many were news */
async function storeAll(turn: Turn, entries: readonly Entry[], mediaType: string): Promise<number> {
  const stored = await Promise.all(
    entries.map(({ payload, reading, key }) => store(turn, { payload, mediaType, reading, messageId: key })),
  )
  return stored.filter(Boolean).length
}

function store(
  { house, source }: Turn,
  sent: { payload: Buffer; mediaType: string; reading: Reading; messageId?: string },
): Promise<boolean> {
  return storeDelivery(house, { id: source.id, source, ...sent, mediaType: clean(sent.mediaType, 100) })
}

/** A mark of the whole answer and one of its newest entry would contradict each other: the second is more exact. */
function markAfter(
  { asking }: Turn,
  before: Mark,
  { etag, lastModified }: Answered,
  cursors: readonly string[],
): Mark {
  if (asking.settings.cursorField === '') return { cursor: '', etag, lastModified }
  return { ...noMark, cursor: greatest(before.cursor, cursors) }
}

async function keep({ house, source, asking }: Turn, mark: Mark): Promise<void> {
  await asSystem(house, source.tenantId, 'Muster', (context) =>
    keepMark(context, { sourceId: source.id, changedAt: asking.changedAt, mark }),
  )
}
