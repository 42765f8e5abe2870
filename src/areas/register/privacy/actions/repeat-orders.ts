import * as z from 'zod'
import { grouped } from '../../../../base/grouped.ts'
import { Id } from '../../../../base/ids.ts'
import { Refusal } from '../../../../base/refusal.ts'
import { soughtKinds } from '../../../../base/sought-words.ts'
import type { Context } from '../../../../platform/action.ts'
import {
  holdSeed,
  insertOrder,
  keepOrder,
  knownOrders,
  replaceSeed,
} from '../../../../platform/erasure/kept-orders.ts'
import { nameOfSeed, openOrder, type SealedOrder } from '../../../../platform/erasure/sealed-list.ts'
import { endAccessAgain } from '../../people/public/account-end.ts'
import { namesOf } from '../../people/public/people.ts'
import { requestKinds } from '../contract.ts'
import type { PrivacyPorts } from '../public.ts'
import {
  findRequestRow,
  getErasureRow,
  insertErasure,
  insertRequest,
  nextNumber,
  updateRequest,
  type ErasureRecord,
  type RequestRecord,
} from '../store.ts'
import { goOn, type Program } from './erase.ts'

const Instant = z.iso.datetime()
const Words = z.array(z.object({ kind: z.enum(soughtKinds), text: z.string() }))

/** What stands in a sealed order: all that a copy from before it must know. */
const Order = z.object({
  erasure: z.object({
    id: Id,
    kind: z.enum(['person', 'passage']),
    incidentId: Id.nullable(),
    words: Words,
    marks: z.record(z.enum(soughtKinds), z.string()),
    reason: z.string(),
    askedAt: Instant,
    askedBy: z.string(),
    askedRef: z.string(),
  }),
  /** Of a person: what they asked, without a word of it. */
  request: z
    .object({
      id: Id,
      number: z.number().int(),
      kind: z.enum(requestKinds),
      memberId: Id.nullable(),
      language: z.enum(['en', 'de']),
      receivedOn: z.string(),
      dueOn: z.string(),
      openedAt: Instant,
      openedBy: z.string(),
      answer: z.string(),
    })
    .nullable(),
  /** The seed of the order that came next. */
  next: z.base64(),
})
type Order = z.infer<typeof Order>

/** What came of it in one organisation. */
export interface RepeatedOrders {
  /** Orders of this organisation, by their ids; those it had already among them. */
  readonly known: readonly string[]
  readonly damaged: readonly string[]
  readonly repeated: number
  readonly rows: number
  readonly fields: number
  /** Orders that wait: for a case that runs or is held in this copy, or for somebody who works here in it. */
  readonly waiting: number
}

/** Keeps a new order for a copy that is restored from before it. */
export async function keepForRestore(
  context: Pick<Context, 'tx' | 'now'>,
  erasure: Omit<ErasureRecord, 'tenantId'>,
  ofRequest?: { readonly row: RequestRecord; readonly answer: string },
): Promise<void> {
  const { id, kind, incidentId, words, marks, reason, askedAt, askedBy, askedRef } = erasure
  const request = ofRequest === undefined ? null : requestOf(ofRequest.row, ofRequest.answer)
  await keepOrder(context, id, {
    erasure: {
      id,
      kind,
      incidentId,
      words,
      marks,
      reason,
      askedAt: askedAt.toISOString(),
      askedBy,
      askedRef,
    },
    request,
  })
}

/** Gives the orders again that this copy does not know and its seed opens, one after the other, and carries them out. */
export async function repeatOrders(
  program: Program,
  found: readonly SealedOrder[],
  ports: PrivacyPorts,
): Promise<RepeatedOrders> {
  const planted = await program.separately('Restore', (context) => plant(context, found, ports))
  for (const id of planted.ids) await goOn(program, id, { ports })
  const rows = await program.separately('Restore', async (context) => {
    const done: ErasureRecord[] = []
    for (const id of planted.ids) done.push(await getErasureRow(context, id))
    return done
  })
  return {
    ...{ known: planted.known, damaged: planted.damaged, repeated: planted.repeated },
    rows: rows.reduce((sum, row) => sum + row.rows, 0),
    fields: rows.reduce((sum, row) => sum + row.fields, 0),
    waiting: rows.filter(({ doneAt }) => doneAt === null).length,
  }
}

async function plant(context: Context, found: readonly SealedOrder[], ports: PrivacyPorts) {
  const had = await knownOrders(
    context,
    found.map(({ erasureId }) => erasureId),
  )
  const seed = await holdSeed(context)
  const { opened, damaged, last } = openAll(
    found.filter(({ erasureId }) => !had.has(erasureId)),
    seed,
  )
  const ids: string[] = []
  for (const { sealed, order } of opened) {
    await insertOrder(context, sealed)
    // A case that was opened later than the copy is not in it, nor are its words.
    const { id, incidentId, reason, askedBy, askedRef } = order.erasure
    const isWanted = incidentId === null || (await isHere(context, incidentId, ports))
    if (isWanted) ids.push(await orderAgain(context, order))
    // What was blacked out in a case is said in that case alone: who may not see it must not read why.
    const said: Readonly<Record<string, string>> = isWanted ? { reason, by: askedBy, actor: askedRef } : {}
    const fields = { erasure: id, ...said, at: sealed.madeAt }
    const stream = isWanted && incidentId !== null ? incidentId : 'audit'
    context.record({ stream, kind: 'erasure.repeat', fields })
  }
  if (last !== seed) await replaceSeed(context, last)
  const known = [...had, ...opened.map(({ sealed }) => sealed.erasureId)]
  return { ids, known, damaged, repeated: opened.length }
}

async function isHere(context: Context, incidentId: string, ports: PrivacyPorts): Promise<boolean> {
  try {
    await ports.refuseUnknownCase(context, incidentId)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not_found') return false
    throw error
  }
}

interface OpenedOrder {
  readonly sealed: SealedOrder
  readonly order: Order
}

/** Each order holds the seed of the one after it; two of one seed are of two copies that went apart. */
function openAll(found: readonly SealedOrder[], seed: Buffer) {
  const bySeed = grouped(found, ({ opensWith }) => opensWith)
  const opened: OpenedOrder[] = []
  const damaged: string[] = []
  const seeds = [seed]
  for (let at = 0; at < seeds.length; at += 1) {
    const own = seeds[at] ?? seed
    for (const sealed of bySeed.get(nameOfSeed(own)) ?? []) {
      const order = opening(own, sealed)
      if (order === undefined) {
        damaged.push(sealed.erasureId)
        continue
      }
      opened.push({ sealed, order })
      seeds.push(Buffer.from(order.next, 'base64'))
    }
  }
  return { opened, damaged, last: seeds.at(-1) ?? seed }
}

function opening(seed: Buffer, sealed: SealedOrder): Order | undefined {
  try {
    return Order.parse(openOrder(seed, sealed))
  } catch {
    return undefined
  }
}

/** @returns the erasure, which is yet to be carried out */
async function orderAgain(context: Context, { erasure, request }: Order): Promise<string> {
  const { askedAt, ...given } = erasure
  const requestId = request === null ? null : await endedAgain(context, request, erasure)
  await insertErasure(context, {
    ...{ ...given, askedAt: new Date(askedAt), requestId },
    ...{ rows: 0, fields: 0, waiting: 0, stuck: 0, lookedAt: null, spared: '', doneAt: null },
  })
  return erasure.id
}

/** The request as it ended: put right where the copy has it open, written down anew where it came in later. */
async function endedAgain(
  context: Context,
  request: NonNullable<Order['request']>,
  { askedAt, askedBy, marks, reason }: Order['erasure'],
): Promise<string> {
  const isKnown =
    request.memberId !== null && (await namesOf(context, [request.memberId])).has(request.memberId)
  const memberId = isKnown ? request.memberId : null
  // Nobody is erased who works here, and in the copy they may.
  if (memberId !== null) await endAccessAgain(context, memberId, reason)
  const ended = {
    outcome: 'erased',
    answer: request.answer,
    endedAt: new Date(askedAt),
    endedBy: askedBy,
  } as const
  const there = await findRequestRow(context, request.id)
  if (there !== undefined) {
    await updateRequest(context, request.id, ended)
    return request.id
  }
  const { openedAt, ...given } = request
  await insertRequest(context, {
    ...given,
    ...ended,
    ...{ name: marks.name, words: [], note: '', openedAt: new Date(openedAt) },
    memberId,
    number: Math.max(request.number, await nextNumber(context)),
  })
  return request.id
}

function requestOf(row: RequestRecord, answer: string): NonNullable<Order['request']> {
  const { id, number, kind, memberId, language, receivedOn, dueOn, openedAt, openedBy } = row
  return {
    id,
    number,
    kind,
    memberId,
    language,
    receivedOn,
    dueOn,
    openedAt: openedAt.toISOString(),
    openedBy,
    answer,
  }
}
