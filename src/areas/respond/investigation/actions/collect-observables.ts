import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, longAction, type Context } from '../../../../platform/action.ts'
import { readStream } from '../../../../platform/ledger/read.ts'
import { refuseUnknownEvidence } from '../../evidence/public.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/observables.ts'
import {
  defang,
  findTraces,
  kindOf,
  readObservable,
  tracesAtMost,
  type FoundTrace,
} from '../../../../base/observables.ts'
import {
  addObservables,
  changeObservable,
  getObservable,
  listObservables,
  type ObservableRecord,
} from '../store/observables.ts'
import { readSealedText } from './read-sealed-text.ts'
import { seenElsewhere } from './see-elsewhere.ts'

/** Newest entries of the record that are searched for traces. */
const entriesAtMost = 5000
const searchedBytes = 8 * 2 ** 20
/** More than this in one case is a log, and belongs into an import. */
const observablesAtMost = 2000

export const list = action(contract.listObservables, async (context, { id }) => {
  await incidentFor(context, id)
  return { items: await viewsOf(context, id, await listObservables(context, id)), next: null }
})

/** From what people wrote: entries of the record, newest first, without what this room wrote itself. */
export const suggest = action(contract.suggestObservables, async (context, { id }) => {
  await incidentFor(context, id)
  const entries = await readStream(context.tx.$client, { stream: id, limit: entriesAtMost, order: 'newest' })
  const found = entries
    .filter(({ kind }) => !kind.startsWith('observable.') && !kind.endsWith('.export'))
    .flatMap(({ number, fields }) =>
      findTraces(spokenWords(fields)).map((trace) => ({ ...trace, entry: number })),
    )
  return suggestions(context, id, found)
})

export const searchEvidence = longAction(contract.searchEvidence, async (work, { id, evidence }) => {
  const text = await readSealedText(work, { id, evidence, atMostBytes: searchedBytes })
  const found = findTraces(text, tracesAtMost + 1).map((trace) => ({ ...trace, entry: null }))
  return work.look((context) => suggestions(context, id, found))
})

export const add = action(
  contract.addObservables,
  async (context, { id: incidentId, items, evidence, entry }) => {
    await openIncidentFor(context, incidentId)
    if (evidence !== undefined) await refuseUnknownEvidence(context, incidentId, [evidence])
    const read = items.map((item, n) => ({ ...item, ...readItem(item, n) }))
    const held = await listObservables(context, incidentId)
    refuseUnless(
      held.length + read.length <= observablesAtMost,
      'conflict',
      `A case holds at most ${observablesAtMost} traces. Import longer lists into the timeline.`,
    )
    const ref = evidence ?? (entry === undefined ? '' : String(entry))
    const added = await addObservables(
      context,
      read.map(({ kind, value, verdict, note }) => ({
        id: context.newId(),
        incidentId,
        kind,
        value,
        verdict,
        note,
        technique: null,
        origin: evidence !== undefined ? 'evidence' : entry !== undefined ? 'record' : 'hand',
        originRef: ref,
        addedAt: context.now,
        addedBy: context.actor.name,
      })),
    )
    refuseUnless(added.length > 0, 'conflict', 'All of these are listed already. Nothing was added.')
    for (const { id, kind, value, verdict, note } of added)
      context.record({
        stream: incidentId,
        kind: 'observable.add',
        fields: { observable: id, type: kind, value, name: defang(kind, value), verdict, note, origin: ref },
      })
    return {
      items: await viewsOf(context, incidentId, added),
      next: null,
      known: items.length - added.length,
    }
  },
)

export const judge = action(
  contract.judgeObservable,
  async (context, { id, observable, verdict, note, technique }) => {
    await openIncidentFor(context, id)
    const { kind, value } = await getObservable(context, id, observable)
    const after = await changeObservable(context, observable, { verdict, note, technique })
    context.record({
      stream: id,
      kind: 'observable.judge',
      fields: { observable, name: defang(kind, value), verdict, note, technique: technique ?? '' },
    })
    const [view] = await viewsOf(context, id, [after])
    return view ?? refuse('not_found', 'There is no such trace in this incident.')
  },
)

function readItem(
  item: { kind?: contract.Observable['kind']; value: string },
  n: number,
): Pick<FoundTrace, 'kind' | 'value'> {
  const value = item.kind === undefined ? undefined : readObservable(item.kind, item.value)
  const read =
    item.kind === undefined
      ? kindOf(item.value)
      : value === undefined
        ? undefined
        : { kind: item.kind, value }
  if (read !== undefined) return read
  const message =
    item.kind === undefined
      ? 'It cannot be told what this is: choose its kind.'
      : 'This does not look like its kind. Check it letter by letter.'
  return refuse('invalid', message, { faults: [{ path: `items.${n}.value`, message }] })
}

/** Fields in which people write; ids, hashes of files and names of people are not among them. */
const spoken = [
  'text',
  'title',
  'note',
  'reason',
  'summary',
  'options',
  'what',
  'where',
  'why',
  'words',
  'name',
]

function spokenWords(fields: Readonly<Record<string, string>>): string {
  return spoken.flatMap((field) => fields[field] ?? []).join('\n')
}

async function suggestions(
  context: Context,
  id: string,
  found: readonly (FoundTrace & { entry: number | null })[],
): Promise<z.input<typeof contract.suggestObservables.output>> {
  const listed = new Set((await listObservables(context, id)).map(({ kind, value }) => `${kind} ${value}`))
  const fresh = new Map(found.toReversed().map((trace) => [`${trace.kind} ${trace.value}`, trace] as const))
  const items = [...fresh].filter(([key]) => !listed.has(key)).map(([, trace]) => trace)
  return { items: items.toReversed().slice(0, tracesAtMost), next: null, isCut: items.length > tracesAtMost }
}

async function viewsOf(
  context: Context,
  incidentId: string,
  records: readonly ObservableRecord[],
): Promise<z.input<typeof contract.Observable>[]> {
  const elsewhere = await seenElsewhere(context, incidentId, records)
  return records.map(({ id, kind, value, verdict, note, technique, origin, addedAt, addedBy }) => ({
    id,
    kind,
    value,
    verdict,
    note,
    technique,
    origin,
    addedAt: addedAt.toISOString(),
    addedBy,
    alsoIn: elsewhere.get(`${kind} ${value}`) ?? [],
  }))
}
