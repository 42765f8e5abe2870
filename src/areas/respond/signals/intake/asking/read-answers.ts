/** What is new in the answer of an address becomes deliveries of its source, through the parser of what it would send. */
import * as z from 'zod'
import { asSystem } from '../../../../../platform/action.ts'
import { askAddress, type Answer } from '../../../../../platform/ask-address.ts'
import { Mapping } from '../../contract/mapping.ts'
import { entriesOf, greatest } from '../../rules/asking/entries.ts'
import { forgetMessages, keepMark, touchLastListed, touchMessages } from '../../store/asking.ts'
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
/** Of one answer; a tool that lists more has to be asked for less. */
const mostListed = 10_000
/** After this no further page is begun: what is left is for the next turn, and no failure. */
const beginMillis = 60_000
/** An address that goes on from a mark gives page after page; more than this at once is for the next time. */
const mostPages = 10

/** @throws NotAsked, Refusal */
export async function readAnswers(turn: Turn): Promise<Asked> {
  let mark = Mark.safeParse(turn.asking.mark).data ?? noMark
  let taken = 0
  const until = turn.house.now().getTime() + beginMillis
  for (let page = 0; page < mostPages; page += 1) {
    if (turn.house.now().getTime() > until) break
    const answer = await ask(turn, mark)
    if (answer === undefined) {
      await stillListed(turn)
      return { taken, hasMore: false }
    }
    const { news, cursors, isCut } = await entriesIn(turn, answer)
    const now = news.slice(0, mostEntries)
    await forgetOthers(turn, now)
    taken += await storeAll(turn, now, answer.mediaType)
    // What is left over would be passed by: the mark stays, and what was stored is known by its name.
    if (news.length > now.length) return { taken, hasMore: true }
    const next = markAfter(turn, mark, answer, cursors)
    // The server must not answer "unchanged" to what was not read to its end.
    await keep(turn, isCut ? { ...next, etag: '', lastModified: '' } : next)
    const isMoved = next.cursor !== mark.cursor
    mark = next
    if (isCut && !isMoved) return { taken, hasMore: false, trouble: 'too_big' }
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
  /** What the same thing is called in its other states. */
  readonly otherKeys: readonly string[]
  readonly cursor: string
}

/** Those that are news, in the order of the answer, and how far all of them reach. */
async function entriesIn(
  turn: Turn,
  answer: Answered,
): Promise<{
  readonly news: readonly Entry[]
  readonly cursors: readonly string[]
  readonly isCut: boolean
}> {
  const { house, source, asking } = turn
  const { list, entryId, cursorField } = asking.settings
  const isText = source.kind === 'syslog' || source.kind === 'fail2ban'
  const found = entriesOf(new TextDecoder().decode(answer.body), list, isText)
  if (typeof found === 'string') return refuseBody(turn, answer, found)
  const mapping = source.mapping === null ? undefined : Mapping.safeParse(source.mapping).data
  const entries = new Map<string, Entry>()
  for (const text of found.slice(0, mostListed)) {
    const payload = Buffer.from(text)
    const reading = readDelivery(source.kind, payload, mapping === undefined ? {} : { mapping })
    const value = isText ? undefined : parsed(text)
    const id = entryId === '' ? '' : textAt(value, entryId)
    const keys = id === '' ? [keyOf(text)] : keysOf(id, reading)
    const [key = '', ...otherKeys] = keys
    const cursor = cursorField === '' ? '' : textAt(value, cursorField)
    if (!entries.has(key)) entries.set(key, { payload, reading, key, otherKeys, cursor })
  }
  const known = await asSystem(house, source.tenantId, 'Muster', (context) =>
    touchMessages(context, { sourceId: source.id, ids: [...entries.keys()] }),
  )
  const all = [...entries.values()]
  // What stands there in two states at once is a history, and begins no second time by being listed again.
  const news = all
    .filter(({ key }) => !known.has(key))
    .map((entry) => ({ ...entry, otherKeys: entry.otherKeys.filter((key) => !entries.has(key)) }))
  return { news, cursors: all.map(({ cursor }) => cursor), isCut: found.length > mostListed }
}

/**
 * The same thing that began, is over, and begins once more is news each time; what else changes about it is not.
 * @returns its name as it is now, then those of its other states
 */
function keysOf(id: string, { signals }: Reading): string[] {
  const states = [...new Set(signals.map(({ state }) => state))].toSorted()
  const episodes = [...new Set(signals.flatMap(({ episode }) => episode ?? []))].toSorted()
  const keyIn = (some: readonly string[]) =>
    keyOf(JSON.stringify(episodes.length === 0 ? [id, some] : [id, some, episodes]))
  const now = keyIn(states)
  const others = [['firing'], ['resolved'], ['firing', 'resolved']].map(keyIn)
  return [now, ...others.filter((key) => key !== now)]
}

function keyOf(text: string): string {
  return `asked ${sha256(text).toString('hex')}`
}

/** What is over may begin again, and what began again may end again: each is news then. */
async function forgetOthers({ house, source }: Turn, news: readonly Entry[]): Promise<void> {
  const ids = news.flatMap(({ otherKeys }) => otherKeys)
  if (ids.length === 0) return
  await asSystem(house, source.tenantId, 'Muster', (context) =>
    forgetMessages(context, { sourceId: source.id, ids }),
  )
}

/** "Unchanged" says that all of the last answer still stands there: it is remembered as long as that is so. */
async function stillListed({ house, source }: Turn): Promise<void> {
  await asSystem(house, source.tenantId, 'Muster', (context) => touchLastListed(context, source.id))
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
