/** One batch: rows, counters and one leaf on the intake stream commit together, or nothing of it does. */
import { createHash } from 'node:crypto'
import { append, emptyEdge, rootOf, type Edge } from '../../../../base/ledger/tree.ts'
import type { Context } from '../../../../platform/action.ts'
import { together } from '../../../../platform/database/together.ts'
import { searchWords } from '../rules/said.ts'
import {
  readEpisodes,
  saveBatch,
  saveDeliveries,
  saveGroups,
  saveQuarantine,
  saveSignals,
  type DeliveryRow,
  type GroupRow,
  type QuarantineRow,
} from '../store/batch.ts'
import { countBrought, rememberMessages, type Brought } from '../store/brought.ts'
import type { Episode } from '../rules/episodes.ts'
import type { Outcome } from './batcher.ts'
import { foldSignals, needsEpisode, thingOf, type Arrival, type Delivery } from './fold.ts'

/** @returns an outcome for each delivery: `refused` when its secret is not that of its source any more */
export async function writeBatch(context: Context, deliveries: readonly Delivery[]): Promise<Outcome[]> {
  const allowed = new Set(
    (await countBrought(context, bring(deliveries), context.now)).map((each) => secretKey(each)),
  )
  const accepted = deliveries.filter((each) => allowed.has(secretKey(each)))
  const repeated = await repeatedAmong(context, accepted)
  const news = accepted.filter((each) => !repeated.has(each))
  if (news.length > 0) await write(context, news)
  return deliveries.map((each) =>
    !allowed.has(secretKey(each)) ? 'refused' : repeated.has(each) ? 'repeated' : 'stored',
  )
}

/** Signed messages that came before, in this batch or an earlier one. They were counted, and are taken off again. */
async function repeatedAmong(context: Context, deliveries: readonly Delivery[]): Promise<Set<Delivery>> {
  const signed = deliveries.flatMap((delivery) =>
    delivery.messageId === undefined
      ? []
      : [{ delivery, sourceId: delivery.sourceId, messageId: delivery.messageId }],
  )
  if (signed.length === 0) return new Set()
  const unseen = new Set(
    (await rememberMessages(context, signed, context.now)).map(
      (each) => `${each.sourceId} ${each.messageId}`,
    ),
  )
  // Of two in one batch the first is the news.
  const repeated = signed.filter((each) => !unseen.delete(`${each.sourceId} ${each.messageId}`))
  if (repeated.length > 0) {
    const less = bring(repeated.map(({ delivery }) => delivery)).map((each) => ({
      ...each,
      received: -each.received,
      quarantined: -each.quarantined,
    }))
    await countBrought(context, less, context.now)
  }
  return new Set(repeated.map(({ delivery }) => delivery))
}

/** What does not hang on the answer of another is asked at once: a batch waits for the database as seldom as it can. */
async function write(context: Context, deliveries: readonly Delivery[]): Promise<void> {
  const [deliveryIds, groupIds, known] = await together([
    writeDeliveries(context, deliveries),
    writeGroups(context, deliveries),
    knownEpisodes(context, deliveries),
  ])
  const idOf = (delivery: Delivery) => deliveryIds.get(bytesKey(delivery)) ?? '' // saved just now, so it is there
  const arrivals = deliveries.flatMap((delivery): Arrival[] =>
    delivery.reading.signals.map((signal) => ({
      sourceId: delivery.sourceId,
      deliveryId: idOf(delivery),
      groupId: groupIds.get(`${delivery.sourceId} ${signal.group.key}`) ?? '', // saved just now, so it is there
      receivedAt: delivery.receivedAt,
      signal,
    })),
  )
  const batch = {
    id: context.newId(),
    at: context.now,
    hashes: Buffer.concat(deliveries.map(({ sha256 }) => sha256)),
  }
  const [ids] = await together([
    writeSignals(context, arrivals, known),
    saveQuarantine(context, quarantineOf(context, deliveries, idOf)),
    saveBatch(context, batch),
  ])
  recordBatch(context, { batch: batch.id, deliveries, signals: arrivals.length, ids })
}

function secretKey({ sourceId, secretHash }: Pick<Brought, 'sourceId' | 'secretHash'>): string {
  return `${sourceId} ${secretHash.toString('base64')}`
}

function bytesKey({ sourceId, sha256 }: { sourceId: string | null; sha256: Buffer }): string {
  return `${sourceId} ${sha256.toString('base64')}`
}

function bring(deliveries: readonly Delivery[]): Brought[] {
  const brought = new Map<string, { -readonly [Key in keyof Brought]: Brought[Key] }>()
  for (const { sourceId, secretHash, reading } of deliveries) {
    const key = secretKey({ sourceId, secretHash })
    const sum = brought.get(key) ?? { sourceId, secretHash, received: 0, quarantined: 0 }
    sum.received += reading.signals.length
    sum.quarantined += reading.faults.reduce((total, fault) => total + fault.signals, 0)
    brought.set(key, sum)
  }
  return [...brought.values()]
}

async function writeDeliveries(
  context: Context,
  deliveries: readonly Delivery[],
): Promise<Map<string, string>> {
  const rows = new Map<string, DeliveryRow>()
  for (const delivery of deliveries) {
    const { sourceId, sha256, payload, mediaType, receivedAt } = delivery
    const row = rows.get(bytesKey(delivery))
    if (row === undefined) {
      const times = { firstAt: receivedAt, lastAt: receivedAt }
      rows.set(bytesKey(delivery), {
        id: context.newId(),
        sourceId,
        sha256,
        payload,
        mediaType,
        count: 1,
        ...times,
      })
    } else {
      row.count += 1
      row.lastAt = receivedAt
    }
  }
  const saved = await saveDeliveries(context, [...rows.values()])
  return new Map(saved.map((row) => [bytesKey(row), row.id]))
}

async function writeGroups(context: Context, deliveries: readonly Delivery[]): Promise<Map<string, string>> {
  const rows = new Map<string, GroupRow>()
  for (const { sourceId, receivedAt, reading } of deliveries) {
    for (const { group } of reading.signals) {
      const row = rows.get(`${sourceId} ${group.key}`)
      if (row === undefined) {
        const words = searchWords(group.title, group.because).join(' ')
        const times = { firstAt: receivedAt, lastAt: receivedAt }
        rows.set(`${sourceId} ${group.key}`, {
          ...group,
          id: context.newId(),
          sourceId,
          words,
          count: 1,
          ...times,
        })
      } else {
        row.count += 1
        row.lastAt = receivedAt
      }
    }
  }
  if (rows.size === 0) return new Map()
  const saved = await saveGroups(context, [...rows.values()])
  return new Map(saved.map((row) => [`${row.sourceId} ${row.key}`, row.id]))
}

/** Of each thing whose sender leaves it to us to say which episode this is: its latest. */
async function knownEpisodes(
  context: Context,
  deliveries: readonly Delivery[],
): Promise<Map<string, Episode[]>> {
  const unplaced = new Map(
    deliveries.flatMap(({ sourceId, reading }) =>
      reading.signals
        .filter(needsEpisode)
        .map(({ fingerprint }) => [thingOf(sourceId, fingerprint), { sourceId, fingerprint }] as const),
    ),
  )
  const known = new Map<string, Episode[]>()
  if (unplaced.size === 0) return known
  for (const { sourceId, fingerprint, ...episode } of await readEpisodes(context, [...unplaced.values()])) {
    const thing = thingOf(sourceId, fingerprint)
    known.set(thing, [...(known.get(thing) ?? []), episode])
  }
  return known
}

async function writeSignals(
  context: Context,
  arrivals: readonly Arrival[],
  known: ReadonlyMap<string, readonly Episode[]>,
): Promise<string[]> {
  if (arrivals.length === 0) return []
  return saveSignals(
    context,
    foldSignals(arrivals, known, () => context.newId()),
  )
}

function quarantineOf(
  context: Context,
  deliveries: readonly Delivery[],
  idOf: (delivery: Delivery) => string,
): QuarantineRow[] {
  const rows = new Map<string, QuarantineRow>()
  for (const delivery of deliveries) {
    for (const { part, reason } of delivery.reading.faults) {
      const deliveryId = idOf(delivery)
      const row = rows.get(`${deliveryId} ${part}`)
      if (row !== undefined) row.count += 1
      else
        rows.set(`${deliveryId} ${part}`, {
          id: context.newId(),
          sourceId: delivery.sourceId,
          deliveryId,
          part,
          reason,
          at: delivery.receivedAt,
          count: 1,
        })
    }
  }
  return [...rows.values()]
}

/** `root` is the Merkle root (RFC 9162) over SHA-256(0x00 || SHA-256(payload)) of the deliveries in order. */
function recordBatch(
  context: Context,
  written: {
    readonly batch: string
    readonly deliveries: readonly Delivery[]
    readonly signals: number
    readonly ids: readonly string[]
  },
): void {
  const { batch, deliveries, signals, ids } = written
  const sorted = ids.toSorted()
  context.record({
    stream: 'intake',
    kind: 'batch',
    fields: {
      batch,
      deliveries: deliveries.length,
      count: signals,
      quarantined: deliveries.reduce((total, { reading }) => total + reading.faults.length, 0),
      root: batchRoot(deliveries.map(({ sha256 }) => sha256)),
      first: sorted[0] ?? '',
      last: sorted.at(-1) ?? '',
    },
  })
}

/** In hex. */
export function batchRoot(hashes: readonly Uint8Array[]): string {
  let edge: Edge = emptyEdge
  for (const hash of hashes) {
    edge = append(edge, createHash('sha256').update(Uint8Array.of(0)).update(hash).digest()).edge
  }
  return Buffer.from(rootOf(edge)).toString('hex')
}
