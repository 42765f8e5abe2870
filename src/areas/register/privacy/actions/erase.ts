import type { Context, LongWork } from '../../../../platform/action.ts'
import { eraseSome, type WordsToErase } from '../../../../platform/erasure/erase-words.ts'
import { findInTables, findLeaves } from '../../../../platform/erasure/find-words.ts'
import { wordTables } from '../../../../platform/erasure/tables.ts'
import { endAccountOf } from '../../people/public/account-end.ts'
import type { PrivacyPorts } from '../public.ts'
import { keptByLaw } from '../rules.ts'
import { getRequestRow, holdUndone, updateErasure, type ErasureRecord } from '../store.ts'

export type Program = Pick<LongWork, 'separately'>

/** Named by the leaves that the program writes. */
const by = 'Erasure'

/**
 * Goes on with an erasure, batch by batch, until nothing is left that may go now.
 * @param until when to leave the rest to the next run, in milliseconds
 */
export async function goOn(
  program: Program,
  id: string,
  { ports, until }: { readonly ports: PrivacyPorts; readonly until?: number },
): Promise<void> {
  const passed = new Set<string>()
  let stuck = 0
  for (;;) {
    const isDone = await program.separately(by, async (context) => {
      const row = await holdUndone(context, id)
      if (row === undefined || row.words === null) return true
      const order = await orderOf(context, row, ports)
      const pages = await ports.forgetInNotes(context, order)
      const erased =
        pages > 0 ? { rows: pages, fields: 0, stuck: 0 } : await eraseSome(context, order, passed)
      if (erased === undefined) {
        await settle(context, row, { order, stuck })
        return true
      }
      stuck += erased.stuck
      await updateErasure(context, id, {
        rows: row.rows + erased.rows,
        fields: row.fields + erased.fields,
      })
      if (erased.rows > 0) {
        const fields = { erasure: id, rows: erased.rows, reason: row.reason, ...whoAsked(row) }
        context.record({ stream: row.incidentId ?? 'audit', kind: 'erasure.apply', fields })
      }
      return false
    })
    if (isDone || (until !== undefined && Date.now() > until)) return
  }
}

async function orderOf(context: Context, row: ErasureRecord, ports: PrivacyPorts): Promise<WordsToErase> {
  const { running, held, restricted } = await ports.casesToSpare(context)
  // A person is spared where a case runs; a passage goes there too, and where it was not asked for one case it stays
  // out of those that whoever asked may not see.
  const isOfPerson = row.kind === 'person'
  const more = isOfPerson ? running : row.incidentId === null ? restricted : []
  return {
    words: row.words ?? [],
    marks: row.marks,
    kept: isOfPerson ? keptByLaw : [],
    except: [...held, ...more],
    only: row.incidentId,
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
  { order, stuck }: { readonly order: WordsToErase; readonly stuck: number },
): Promise<void> {
  const waiting = row.kind === 'person' ? await countWaiting(context, order) : 0
  if (row.requestId !== null) {
    const { memberId } = await getRequestRow(context, row.requestId)
    if (memberId !== null) await endAccountOf(context, memberId)
  }
  const isDone = waiting === 0 && stuck === 0
  await updateErasure(context, row.id, {
    ...{ waiting, stuck, lookedAt: context.now },
    ...(isDone && { doneAt: context.now, words: null }),
  })
  if (!isDone && row.waiting === waiting && row.lookedAt !== null) return
  const fields = { erasure: row.id, rows: row.rows, fields: row.fields, waiting, stuck, ...whoAsked(row) }
  context.record({ stream: row.incidentId ?? 'audit', kind: 'erasure.done', fields })
}

/** What may not go yet: counted up to a hundred of each table, which is enough to know that there is some. */
async function countWaiting(context: Context, { words, except = [], kept }: WordsToErase): Promise<number> {
  let waiting = 0
  const spared = new Set(except)
  const tables = (await wordTables(context.tx.$client)).filter(
    ({ name, caseOf }) => caseOf !== undefined && !kept.includes(name),
  )
  const rows = await findInTables(context.tx.$client, tables, { words, limit: 100 })
  waiting += rows.filter(({ caseId }) => caseId !== null && spared.has(caseId)).length
  const leaves = await findLeaves(context.tx.$client, { words, limit: 100 })
  return waiting + leaves.filter(({ caseId }) => caseId !== null && spared.has(caseId)).length
}
