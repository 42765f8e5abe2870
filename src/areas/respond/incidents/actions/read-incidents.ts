import type * as z from 'zod'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { together } from '../../../../platform/database/together.ts'
import { readStream } from '../../../../platform/ledger/read.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/incident.ts'
import type { Mark } from '../contract/marks.ts'
import { entriesOf } from '../rules/basis.ts'
import { allowed, readSearch } from '../rules/incident.ts'
import { listAccess } from '../store/circle.ts'
import { detailsOf } from '../store/details.ts'
import { getIncident, listIncidents, type IncidentRecord } from '../store/incidents.ts'
import { flaggedEntries, listMarks, type MarkRecord } from '../store/marks.ts'
import { listTasks } from '../store/work.ts'

export const list = action(contract.listIncidents, async (context, input) => {
  const { limit, cursor, q, details, showDetails, ...filter } = input
  const below = cursor === undefined ? 2_147_483_647 : readCursor(cursor)
  const search = q === undefined || q.trim() === '' ? undefined : readSearch(q)
  const answers = details?.split(',').map(answerIn) ?? []
  const found = await listIncidents(context, { ...filter, below, limit, search, answers })
  const items = found.slice(0, limit)
  const known = showDetails
    ? await detailsOf(
        context,
        items.map(({ id }) => id),
      )
    : undefined
  return {
    items: items.map((item) => ({ ...rowOf(item), ...(known && { details: known.get(item.id) ?? {} }) })),
    next: found.length > limit ? encodeCursor([items.at(-1)?.number ?? 0]) : null,
  }
})

/** `priority:high`, as the contract has it. */
function answerIn(pair: string): { field: string; key: string } {
  const [field = '', key = ''] = pair.split(':')
  return { field, key }
}

export const read = action(contract.getIncident, async (context, { id }) =>
  incidentOf(context, await getIncident(context, id)),
)

/** The incident's own stream of the ledger. Who may read the incident may read its record. */
export const timeline = action(contract.listTimeline, async (context, input) => {
  const { id, limit } = input
  // both at once: who may not see the incident gets no answer, whatever the other one found
  const [, leaves] = await together([getIncident(context, id), readEntries(context, input)])
  const shown = leaves.slice(0, limit)
  const marks = await listMarks(
    context,
    id,
    shown.map((leaf) => leaf.number),
  )
  const items = shown.map(({ index, number, kind, at, fields }) => {
    const { by: doer = '', actor: _actor, ...all } = fields
    const rest = kind === 'note_page.keep' ? withoutText(all) : all
    const own = marks.filter((mark) => mark.entry === number).map(markOf)
    return { index, number, kind, at: at.toISOString(), by: doer, fields: rest, marks: own }
  })
  return { items, next: leaves.length > limit ? encodeCursor([items.at(-1)?.number ?? 0]) : null }
})

/** A version of a page may be a whole book; it is read on its page. */
function withoutText({ text: _text, ...rest }: Readonly<Record<string, string>>): Record<string, string> {
  return rest
}

/** Entries that are shown ahead of one that somebody looks for. */
const beforeIt = 4

/** One more than a page, to know whether there is a next. */
async function readEntries(context: Context, input: z.output<typeof contract.listTimeline.input>) {
  const { id, limit, cursor, order, by, q, group, flag, source, around } = input
  const beside = around === undefined ? undefined : around + (order === 'newest' ? beforeIt : -beforeIt)
  const from = cursor === undefined ? beside : readCursor(cursor)
  return readStream(context.tx.$client, {
    stream: id,
    limit: limit + 1,
    order,
    from,
    by,
    words: q === '' ? undefined : q,
    nouns: group && contract.timelineGroups[group],
    numbers: flag && (await flaggedEntries(context, id, flag)),
    ...(source && entriesOf(source)),
  })
}

/** The number that a cursor of ours holds, as far as a PostgreSQL integer goes. */
export function readCursor(cursor: string): number {
  const key = decodeCursor(cursor, 1)?.[0]
  const isNumber = typeof key === 'number' && Number.isInteger(key) && key >= 0 && key <= 2_147_483_647
  refuseUnless(isNumber, 'invalid', 'This page is not known. Start again from the first.')
  return key
}

/** The incident as people see it, with what this person may do to it. */
export async function incidentOf(
  context: Context,
  record: IncidentRecord,
): Promise<z.input<typeof contract.Incident>> {
  const byRole = allowed(record, {
    note: context.can('incident.note'),
    decide: context.can('incident.decide'),
    task: context.can('incident.task'),
    system: context.can('incident.system'),
    grade: context.can('incident.grade'),
    run: context.can('incident.run'),
    close: context.can('incident.close'),
    export: context.can('incident.export'),
    addEvidence: context.can('evidence.add'),
    brief: context.can('incident.brief'),
    detail: context.can('incident.detail'),
  })
  const isGuest = context.actor.kind === 'member' && context.actor.role === 'guest'
  const can = (await isReadingGuest(context, record.id)) ? allowed({ status: 'closed' }, byRole) : byRole
  const names = isGuest ? await namesInWork(context, record) : []
  const { id: stream, closure, hasRun, mergedInto } = record
  return { ...rowOf(record), stream, closure, hasRun, mergedInto, isHeld: record.heldAt !== null, names, can }
}

/** Those of the case whom somebody meets who may not look them up. */
async function namesInWork(context: Context, { id, leadId }: IncidentRecord) {
  const holders = [leadId, ...(await listTasks(context, id)).map(({ ownerId }) => ownerId)]
  const known = await namesOf(
    context,
    holders.filter((holder) => holder !== null),
  )
  return [...known].map(([memberId, name]) => ({ id: memberId, name }))
}

/** Whether this is a guest who was let in to read: what they may do is what is left of a closed case. */
export async function isReadingGuest(context: Context, incidentId: string): Promise<boolean> {
  const { actor } = context
  if (actor.kind !== 'member' || actor.role !== 'guest') return false
  const own = (await listAccess(context, incidentId)).find(({ memberId }) => memberId === actor.memberId)
  return own?.mayWrite !== true
}

function rowOf(record: IncidentRecord): z.input<typeof contract.IncidentRow> {
  const { id, number, title, kind, mode, severity, status, leadId, openedBy, openTasks } = record
  const openedAt = record.openedAt.toISOString()
  const closedAt = record.closedAt?.toISOString() ?? null
  const { isRestricted, tlp, pap, review } = record
  const times = { openedAt, openedBy, closedAt }
  return {
    id,
    number,
    title,
    kind,
    mode,
    severity,
    status,
    leadId,
    ...times,
    openTasks,
    isRestricted,
    tlp,
    pap,
    review,
  }
}

/** A mark as readers see it. */
export function markOf({ id, entry, kind, text, madeAt, madeBy }: MarkRecord): z.input<typeof Mark> {
  return { id, entry, kind, text, at: madeAt.toISOString(), by: madeBy }
}
