import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { readStream, type ReadLeaf } from '../../../../platform/ledger/read.ts'
import * as contract from '../contract/marks.ts'
import { saidFields } from '../rules/captures.ts'
import { closesCircle } from '../rules/timeline-tree.ts'
import { addMark, findFlag, listTies, removeMark, type MarkRecord } from '../store/marks.ts'
import { resting, saidNow } from './keep-lines.ts'
import { getOpenIncident } from './lead-incident.ts'
import { markOf } from './read-incidents.ts'
import { tellMentioned } from './tell-mentioned.ts'

export const comment = action(contract.commentEntry, async (context, { id, entry, text, mentions }) => {
  const incident = await getOpenIncident(context, id)
  await refuseUnknownEntry(context, id, entry)
  await tellMentioned(context, incident, mentions)
  context.record({ stream: id, kind: 'comment.add', fields: { entry, text } })
  return keepMark(context, { incidentId: id, entry, kind: 'comment', text })
})

/** The entry stays as it was; whoever reads it sees that it was corrected, by whom and how. */
export const correct = action(contract.correctEntry, async (context, { id, entry, text, basis }) => {
  await getOpenIncident(context, id)
  await refuseUnknownEntry(context, id, entry)
  const fields = { entry, text, ...saidFields(resting(saidNow(context), basis)) }
  context.record({ stream: id, kind: 'note.correct', fields })
  return keepMark(context, { incidentId: id, entry, kind: 'correction', text })
})

export const flag = action(contract.flagEntry, async (context, { id, entry, flag: name }) => {
  await getOpenIncident(context, id)
  await refuseUnknownEntry(context, id, entry)
  const known = await findFlag(context, { incidentId: id, entry }, name)
  refuseUnless(known === undefined, 'conflict', 'This entry carries this flag already.')
  context.record({ stream: id, kind: 'entry.flag', fields: { entry, flag: name } })
  return keepMark(context, { incidentId: id, entry, kind: 'flag', text: name })
})

export const unflag = action(contract.unflagEntry, async (context, { id, entry, flag: name }) => {
  await getOpenIncident(context, id)
  const known = await findFlag(context, { incidentId: id, entry }, name)
  if (known === undefined) refuse('not_found', 'This entry does not carry this flag.')
  await removeMark(context, known.id)
  context.record({ stream: id, kind: 'entry.unflag', fields: { entry, flag: name } })
  return markOf(known)
})

/** An entry hangs on one other at a time; hung anew, it moves there with all that hangs on it. */
export const hang = action(contract.hangEntry, async (context, { id, entry, parent, tie }) => {
  await getOpenIncident(context, id)
  await refuseUnknownEntry(context, id, entry)
  if (parent !== null) await refuseUnknownEntry(context, id, parent)
  const ties = await listTies(context, id)
  const before = ties.find((one) => one.entry === entry)
  if (parent === null) {
    if (before === undefined) refuse('conflict', 'This entry hangs on no other.')
    await removeMark(context, before.id)
    context.record({ stream: id, kind: 'entry.unhang', fields: { entry, parent: before.text } })
    return { parent: null }
  }
  const parents = new Map(ties.map((one) => [one.entry, Number(one.text)]))
  if (closesCircle(parents, { entry, parent })) {
    const message = `Entry ${parent} hangs on entry ${entry} itself. Choose another, or take that one off first.`
    refuse('conflict', message, { reason: 'circle', faults: [{ path: 'parent', message }] })
  }
  if (before !== undefined) await removeMark(context, before.id)
  context.record({ stream: id, kind: 'entry.hang', fields: { entry, parent, tie } })
  await keepMark(context, { incidentId: id, entry, kind: tie, text: String(parent) })
  return { parent }
})

/** What a person said in an entry of the record; undefined where it holds no words of anybody. */
export async function wordsOfEntry(
  context: Context,
  stream: string,
  entry: number,
): Promise<string | undefined> {
  const { fields } = await entryOf(context, stream, entry)
  const said = ['text', 'note', 'reason', 'words', 'summary', 'title']
  return said.map((name) => fields[name]?.trim() ?? '').find((words) => words !== '')
}

async function refuseUnknownEntry(context: Context, stream: string, entry: number): Promise<void> {
  await entryOf(context, stream, entry)
}

async function entryOf(context: Context, stream: string, entry: number): Promise<ReadLeaf> {
  const query = { stream, limit: 1, order: 'oldest', numbers: [entry] } as const
  const [found] = await readStream(context.tx.$client, query)
  return found ?? refuse('not_found', 'There is no such entry on the record of this incident.')
}

async function keepMark(
  context: Context,
  mark: Pick<MarkRecord, 'incidentId' | 'entry' | 'kind' | 'text'>,
): Promise<z.input<typeof contract.Mark>> {
  const added = await addMark(context, {
    ...mark,
    id: context.newId(),
    madeAt: context.now,
    madeBy: context.actor.name,
  })
  return markOf(added)
}
