/** Many deliveries become few rows: what a batch says about one thing is added up before the database sees it. */
import { episodeOf, withMessage, type Episode, type Message } from '../rules/episodes.ts'
import { countedTime, tickOf } from '../rules/moments.ts'
import { searchWords, severityOf } from '../rules/said.ts'
import type { SignalSeverity } from '../contract/severities.ts'
import type { Reading, ReadSignal } from './reading.ts'

/** What one request brought, read but not yet stored. */
export interface Delivery {
  readonly sourceId: string
  /** SHA-256 of the secret it came with: the row of the source must still hold it when the batch is written. */
  readonly secretHash: Buffer
  /** The sender's own id of a signed message, which may come once. */
  readonly messageId?: string
  readonly payload: Buffer
  readonly sha256: Buffer
  readonly mediaType: string
  readonly receivedAt: Date
  readonly reading: Reading
}

/** A row of `app.signal` as a batch would insert it, and what it adds when the row exists. */
export interface SignalRow {
  readonly id: string
  readonly sourceId: string | null
  readonly groupId: string
  readonly deliveryId: string
  readonly fingerprint: string
  readonly episode: string
  readonly title: string
  readonly summary: string
  readonly labels: string
  readonly words: string
  readonly saidText: string
  readonly firstAt: Date
  state: 'firing' | 'resolved' | 'report'
  severity: SignalSeverity
  severityWord: string
  count: number
  saidAt: Date | null
  saidLastAt: Date | null
  lastAt: Date
  resolvedAt: Date | null
  /** How often it was said in each five minutes, for grouping; from its other fields unless told. */
  readonly ticks?: Map<number, number>
}

/** A signal with where it came from. */
export interface Arrival {
  readonly sourceId: string
  readonly deliveryId: string
  readonly groupId: string
  readonly receivedAt: Date
  readonly signal: ReadSignal
}

/** One thing of one source. */
export function thingOf(sourceId: string, fingerprint: string): string {
  return `${sourceId} ${fingerprint}`
}

/** Whether the sender leaves it to us to say which episode this is. */
export function needsEpisode({ episode }: ReadSignal): boolean {
  return episode === undefined
}

/**
 * Adds the arrivals up, in their order.
 * @param known the latest episodes of each thing, newest first, for what {@link needsEpisode}
 */
export function foldSignals(
  arrivals: readonly Arrival[],
  known: ReadonlyMap<string, readonly Episode[]>,
  newId: () => string,
): SignalRow[] {
  const rows = new Map<string, SignalRow>()
  const episodes = new Map(known)
  for (const arrival of arrivals) {
    const episode = arrival.signal.episode ?? placed(arrival, episodes, newId)
    const key = `${thingOf(arrival.sourceId, arrival.signal.fingerprint)} ${episode}`
    const row = rows.get(key)
    if (row === undefined) rows.set(key, rowOf(arrival, episode, newId()))
    else addTo(row, arrival)
  }
  return [...rows.values()]
}

/** The episode's key; what is known of the thing then includes this arrival. */
function placed(arrival: Arrival, episodes: Map<string, readonly Episode[]>, newId: () => string): string {
  const { signal, sourceId, receivedAt } = arrival
  const thing = thingOf(sourceId, signal.fingerprint)
  const known = episodes.get(thing) ?? []
  const saidAt = signal.state === 'resolved' ? signal.endedAt : signal.said.at
  const message: Message = { state: signal.state, saidAt, receivedAt }
  const found = episodeOf(message, known)
  if (found === undefined) {
    const fresh: Episode = {
      episode: newId(),
      state: 'firing',
      saidAt: null,
      resolvedAt: null,
      lastAt: receivedAt,
    }
    episodes.set(thing, [withMessage(fresh, message), ...known])
    return fresh.episode
  }
  episodes.set(
    thing,
    known.map((each) => (each === found ? withMessage(each, message) : each)),
  )
  return found.episode
}

function rowOf(
  { signal, sourceId, groupId, deliveryId, receivedAt }: Arrival,
  episode: string,
  id: string,
): SignalRow {
  const { fingerprint, title, summary, state, severityWord, labels, said } = signal
  return {
    id,
    sourceId,
    groupId,
    deliveryId,
    fingerprint,
    episode,
    title,
    summary,
    labels: JSON.stringify(labels),
    words: searchWords(title, ...Object.values(labels), summary).join(' '),
    saidText: said.text,
    firstAt: receivedAt,
    state,
    severity: signal.severity ?? severityOf(severityWord),
    severityWord,
    count: 1,
    saidAt: said.at,
    saidLastAt: said.at,
    lastAt: receivedAt,
    resolvedAt: endOf(signal, receivedAt),
    ticks: new Map([momentOf(signal, receivedAt)]),
  }
}

/** When it was said, and once; an end counts nothing, but is news of its signal. */
function momentOf({ said, state }: ReadSignal, receivedAt: Date): [number, number] {
  return [tickOf(countedTime(said.at, receivedAt)), state === 'resolved' ? 0 : 1]
}

/** The same sums as the database makes when the row exists. */
function addTo(row: SignalRow, { signal, receivedAt }: Arrival): void {
  const { said, state } = signal
  row.count += 1
  const [tick, times] = momentOf(signal, receivedAt)
  row.ticks?.set(tick, (row.ticks.get(tick) ?? 0) + times)
  row.lastAt = receivedAt > row.lastAt ? receivedAt : row.lastAt
  row.saidAt = pick(row.saidAt, said.at, (a, b) => a <= b)
  row.saidLastAt = pick(row.saidLastAt, said.at, (a, b) => a >= b)
  row.resolvedAt = pick(row.resolvedAt, endOf(signal, receivedAt), (a, b) => a <= b)
  if (state === 'firing') {
    row.severity = signal.severity ?? severityOf(signal.severityWord)
    row.severityWord = signal.severityWord
  } else row.state = 'resolved'
}

function endOf({ state, endedAt }: ReadSignal, receivedAt: Date): Date | null {
  return state === 'resolved' ? (endedAt ?? receivedAt) : null
}

function pick(one: Date | null, other: Date | null, isFirst: (a: Date, b: Date) => boolean): Date | null {
  if (one === null || other === null) return one ?? other
  return isFirst(one, other) ? one : other
}
