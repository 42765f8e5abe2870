import type * as z from 'zod'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { readStream } from '../../../../platform/ledger/read.ts'
import * as contract from '../contract/incident.ts'
import { allowed, readSearch } from '../rules/incident.ts'
import { getIncident, listIncidents, type IncidentRecord } from '../store/incidents.ts'

export const list = action(contract.listIncidents, async (context, { limit, cursor, q, ...filter }) => {
  const below = cursor === undefined ? 2_147_483_647 : readCursor(cursor)
  const search = q === undefined || q.trim() === '' ? undefined : readSearch(q)
  const found = await listIncidents(context, { ...filter, below, limit, search })
  const items = found.slice(0, limit)
  return {
    items: items.map(rowOf),
    next: found.length > limit ? encodeCursor([items.at(-1)?.number ?? 0]) : null,
  }
})

export const read = action(contract.getIncident, async (context, { id }) =>
  incidentOf(context, await getIncident(context, id)),
)

/** The incident's own stream of the ledger. Who may read the incident may read its record. */
export const timeline = action(contract.listTimeline, async (context, { id, limit, cursor, order }) => {
  const { id: stream } = await getIncident(context, id)
  const from = cursor === undefined ? undefined : readCursor(cursor)
  const leaves = await readStream(context.tx.$client, { stream, limit: limit + 1, order, from })
  const items = leaves.slice(0, limit).map(({ index, number, kind, at, fields }) => {
    const { by = '', actor: _actor, ...rest } = fields
    return { index, number, kind, at: at.toISOString(), by, fields: rest }
  })
  return { items, next: leaves.length > limit ? encodeCursor([items.at(-1)?.number ?? 0]) : null }
})

/** The number that a cursor of ours holds, as far as a PostgreSQL integer goes. */
function readCursor(cursor: string): number {
  const key = decodeCursor(cursor, 1)?.[0]
  const isNumber = typeof key === 'number' && Number.isInteger(key) && key >= 0 && key <= 2_147_483_647
  refuseUnless(isNumber, 'invalid', 'This page is not known. Start again from the first.')
  return key
}

/** The incident as people see it, with what this person may do to it. */
export function incidentOf(context: Context, record: IncidentRecord): z.input<typeof contract.Incident> {
  const can = allowed(record, {
    note: context.can('incident.note'),
    decide: context.can('incident.decide'),
    task: context.can('incident.task'),
    system: context.can('incident.system'),
    grade: context.can('incident.grade'),
    run: context.can('incident.run'),
    close: context.can('incident.close'),
    export: context.can('incident.export'),
    addEvidence: context.can('evidence.add'),
  })
  const { id: stream, closure, hasRun, mergedInto } = record
  return { ...rowOf(record), stream, closure, hasRun, mergedInto, isHeld: record.heldAt !== null, can }
}

function rowOf(record: IncidentRecord): z.input<typeof contract.IncidentRow> {
  const { id, number, title, kind, mode, severity, status, leadId, openedBy, openTasks } = record
  const openedAt = record.openedAt.toISOString()
  const closedAt = record.closedAt?.toISOString() ?? null
  const { isRestricted, tlp } = record
  const times = { openedAt, openedBy, closedAt }
  return { id, number, title, kind, mode, severity, status, leadId, ...times, openTasks, isRestricted, tlp }
}
