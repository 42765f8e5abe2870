import { createHash } from 'node:crypto'
import type { Context, LongWork } from '../../../../platform/action.ts'
import {
  eraseSome,
  newRun,
  type Erased,
  type Run,
  type WordsToErase,
} from '../../../../platform/erasure/erase-words.ts'
import { findInTables, findLeaves } from '../../../../platform/erasure/find-words.ts'
import { wordTables } from '../../../../platform/erasure/tables.ts'
import { endAccountOfLeaver, wordsOfNobodyHere } from '../../people/public/account-end.ts'
import type { CasesToSpare, PrivacyPorts } from '../public.ts'
import { keptByLaw } from '../rules.ts'
import { getRequestRow, holdUndone, updateErasure, type ErasureRecord } from '../store.ts'

export type Program = Pick<LongWork, 'separately'>

/** Named by the leaves that the program writes. */
const by = 'Erasure'

/** How far a run has come. */
interface Way {
  readonly run: Run
  /** The page behind which it goes on. */
  readonly page: string | undefined
  readonly isPastPages: boolean
}

/**
 * Goes on with an erasure, batch by batch, until nothing is left that may go now.
 * @param until when to leave the rest to the next run, in milliseconds
 */
export async function goOn(
  program: Program,
  id: string,
  { ports, until }: { readonly ports: PrivacyPorts; readonly until?: number },
): Promise<void> {
  let way: Way | undefined = { run: newRun, page: undefined, isPastPages: false }
  while (way !== undefined && (until === undefined || Date.now() <= until)) {
    const from: Way = way
    way = await program.separately(by, (context) => stepOn(context, id, ports, from))
  }
}

/** @returns undefined when nothing is left to do now */
async function stepOn(context: Context, id: string, ports: PrivacyPorts, way: Way): Promise<Way | undefined> {
  const row = await holdUndone(context, id)
  if (row === undefined || row.words === null) return undefined
  const order = await orderOf(context, row, ports)
  const pages = way.isPastPages
    ? undefined
    : await ports.forgetInNotes(context, { ...order, after: way.page })
  if (pages !== undefined) {
    const counted = pages.cases.filter((caseId) => !order.apart.includes(caseId)).length
    const apart = countedApart(pages.cases, order)
    await recordBatch(context, row, { rows: counted, fields: 0, apart })
    return { ...way, page: pages.last, run: { ...way.run, stuck: way.run.stuck + pages.stuck } }
  }
  const erased = await eraseSome(context, order, way.run)
  if ('isOver' in erased) {
    await settle(context, row, { order, stuck: erased.run.stuck })
    return undefined
  }
  await recordBatch(context, row, erased)
  return { ...way, isPastPages: true, run: erased.run }
}

function countedApart(cases: readonly string[], { apart }: WordsToErase): Map<string, number> {
  const counts = new Map<string, number>()
  for (const caseId of cases) if (apart.includes(caseId)) counts.set(caseId, (counts.get(caseId) ?? 0) + 1)
  return counts
}

/** What was done in a case that is closed to some is said in that case alone: a figure would say that there is one. */
async function recordBatch(
  context: Context,
  row: ErasureRecord,
  { rows, fields, apart }: Pick<Erased, 'rows' | 'fields' | 'apart'>,
): Promise<void> {
  if (rows + fields > 0)
    await updateErasure(context, row.id, { rows: row.rows + rows, fields: row.fields + fields })
  const streams = [[row.incidentId ?? 'audit', rows] as const, ...apart]
  for (const [stream, count] of streams.filter(([, done]) => done > 0)) {
    const said = { erasure: row.id, rows: count, reason: row.reason, ...whoAsked(row) }
    context.record({ stream, kind: 'erasure.apply', fields: said })
  }
}

/** Whether anything has closed, opened or been held since it was looked at. */
export function hashOfSpared({ running, held, restricted }: CasesToSpare): string {
  const ids = [running, held, restricted].map((some) => some.toSorted().join(' '))
  return createHash('sha256').update(ids.join('\n')).digest('base64')
}

interface Order extends WordsToErase {
  readonly spared: string
}

async function orderOf(context: Context, row: ErasureRecord, ports: PrivacyPorts): Promise<Order> {
  const spared = await ports.casesToSpare(context)
  const { running, held, restricted } = spared
  // A person is spared where a case runs; a passage goes there too, and where it was not asked for one case it stays
  // out of those that whoever asked may not see.
  const isOfPerson = row.kind === 'person'
  const more = isOfPerson ? running : row.incidentId === null ? restricted : []
  const words = row.words ?? []
  return {
    // Somebody may have come, or come back, since it was ordered.
    words: isOfPerson ? await wordsOfNobodyHere(context, words) : words,
    marks: row.marks,
    kept: isOfPerson ? keptByLaw : [],
    except: [...held, ...more],
    apart: isOfPerson ? restricted : [],
    only: row.incidentId,
    spared: hashOfSpared(spared),
    because: { erasure: row.id, reason: row.reason, ...whoAsked(row) },
  }
}

/** The leaf names who ordered it, not the program that carried it out. */
function whoAsked({ askedBy, askedRef }: ErasureRecord) {
  return { by: askedBy, actor: askedRef }
}

async function settle(
  context: Context,
  row: ErasureRecord,
  { order, stuck }: { readonly order: Order; readonly stuck: number },
): Promise<void> {
  const { apart, except = [] } = order
  const isApart = (caseId: string) => apart.includes(caseId)
  const of = row.kind === 'person' ? except : []
  const waiting = await countIn(
    context,
    order,
    of.filter((caseId) => !isApart(caseId)),
  )
  const hidden = await countIn(context, order, of.filter(isApart))
  if (row.requestId !== null) {
    const { memberId } = await getRequestRow(context, row.requestId)
    if (memberId !== null) await endAccountOfLeaver(context, memberId)
  }
  const areAllSought = order.words.length === row.words?.length
  const isSeenDone = waiting === 0 && stuck === 0 && areAllSought
  await updateErasure(context, row.id, {
    ...{ waiting, stuck, lookedAt: areAllSought ? context.now : null, spared: order.spared },
    ...(isSeenDone && hidden === 0 && { doneAt: context.now, words: null }),
  })
  // Once, where nothing waits that everybody may know of: said again when the rest has gone, or with a figure of what
  // waits, it would say that there is a case.
  const wasSeenDone = row.lookedAt !== null && row.waiting === 0 && row.stuck === 0
  if (!isSeenDone || wasSeenDone) return
  const fields = { erasure: row.id, rows: row.rows, fields: row.fields, ...whoAsked(row) }
  context.record({ stream: row.incidentId ?? 'audit', kind: 'erasure.done', fields })
}

/** What may not go yet: counted up to a hundred of each table, which is enough to know that there is some. */
async function countIn(
  context: Context,
  { words, kept }: WordsToErase,
  among: readonly string[],
): Promise<number> {
  if (among.length === 0) return 0
  const tables = (await wordTables(context.tx.$client)).filter(
    ({ name, caseOf }) => caseOf !== undefined && !kept.includes(name),
  )
  const search = { words, among, limit: 100 }
  const rows = await findInTables(context.tx.$client, tables, search)
  return rows.length + (await findLeaves(context.tx.$client, search)).length
}
