import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { action, longAction, type Context, type LongWork } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/imports.ts'
import { digestOf, readLog, type LogEvent, type LogReading, type ReadLog } from '../rules/read-log.ts'
import {
  addEvents,
  addImport,
  countEvents,
  getImport,
  knownKeys,
  listEvents,
  listImports,
  markEvent,
  withdrawImport,
  type EventPlace,
  type EventRecord,
  type ImportRecord,
} from '../store/imports.ts'
import { readSealedText } from './read-sealed-text.ts'

const fileBytes = 64 * 2 ** 20
/** Of one incident; more is a job for a log tool. */
const eventsAtMost = 200_000
const shownRows = 20
const shownFaults = 100

type Wanted = LogReading & { readonly id: string; readonly evidence: string }

export const preview = longAction(contract.previewImport, async (work, wanted) => {
  const log = await readWanted(work, wanted)
  const keys = log.events.map(({ key }) => key)
  const known = await work.look((context) => knownKeys(context, wanted.id, keys))
  const times = log.events.map(({ at }) => at).toSorted()
  return {
    rows: log.rows,
    good: log.events.length,
    repeated: log.events.length - freshOf(log.events, known).length,
    doubtful: log.doubtful,
    from: times[0] ?? null,
    to: times.at(-1) ?? null,
    columns: [...log.columns],
    used: log.used ?? null,
    sample: log.events.slice(0, shownRows).map(({ key: _key, ...event }) => event),
    faults: log.faults.slice(0, shownFaults),
    faultCount: log.faults.length,
  }
})

/** One batch with one leaf, which commits to every row by their digest. The same rows again are not taken twice. */
export const take = longAction(contract.importTimeline, async (work, { skipFaults, ...wanted }) => {
  const log = await readWanted(work, wanted)
  refuseUnless(
    skipFaults || log.faults.length === 0,
    'invalid',
    `${log.faults.length} of ${log.rows} rows cannot be read. Mend the file, or say that they are to be left out.`,
    { reason: 'import_faults' },
  )
  return importOf(await work.step((context) => taken(context, wanted, log)))
})

async function taken(context: Context, wanted: Wanted, log: ReadLog): Promise<ImportRecord> {
  await openIncidentFor(context, wanted.id)
  const keys = log.events.map(({ key }) => key)
  const fresh = freshOf(log.events, await knownKeys(context, wanted.id, keys))
  refuseUnless(
    fresh.length > 0,
    'conflict',
    'Every row of this file stands on the timeline already. Nothing was added.',
    { reason: 'import_repeated' },
  )
  refuseUnless(
    (await countEvents(context, wanted.id)) + fresh.length <= eventsAtMost,
    'conflict',
    `One incident takes at most ${eventsAtMost.toLocaleString('en')} imported events. Cut the file to the hours that matter.`,
  )
  return keep(context, wanted, log, fresh)
}

export const list = action(contract.listImports, async (context, { id }) => {
  await incidentFor(context, id)
  return { items: (await listImports(context, id)).map(importOf), next: null }
})

export const withdraw = action(contract.withdrawImport, async (context, { id, import: importId, reason }) => {
  await openIncidentFor(context, id)
  const before = await getImport(context, id, importId)
  refuseUnless(before.withdrawnAt === null, 'conflict', 'This import was withdrawn already.')
  const after = await withdrawImport(context, importId, {
    withdrawnAt: context.now,
    withdrawnWhy: reason,
  })
  const { digest, source } = before
  context.record({
    stream: id,
    kind: 'timeline.withdraw',
    fields: { import: importId, name: source, digest, reason },
  })
  return importOf(after)
})

export const events = action(
  contract.listEvents,
  async (context, { id, limit, cursor, q, key, from, to }) => {
    await incidentFor(context, id)
    const found = await listEvents(context, id, {
      limit,
      q,
      isKey: key === 'true',
      after: cursor === undefined ? undefined : readCursor(cursor),
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(eventOf),
      next:
        found.length > limit && last !== undefined
          ? encodeCursor([last.at.toISOString(), last.importId, last.row])
          : null,
    }
  },
)

export const mark = action(contract.markEvent, async (context, { id, import: importId, row, isKey }) => {
  await openIncidentFor(context, id)
  const { source } = await getImport(context, id, importId)
  const event = await markEvent(context, { incidentId: id, importId, row }, isKey)
  context.record({
    stream: id,
    kind: 'event.mark',
    fields: {
      import: importId,
      row,
      key: isKey ? 'yes' : 'no',
      at: event.at.toISOString(),
      text: event.text,
      ...loggedBy(source),
    },
  })
  return eventOf(event)
})

/** Where an entry comes from, as the leaves of the incident say it: the log or tool that wrote it down. */
const loggedBy = (name: string) => ({ sourceKind: 'log', ...(name !== '' && { sourceName: name }) })

async function readWanted(work: LongWork, wanted: Wanted): Promise<ReadLog> {
  const { id, evidence } = wanted
  return readLog(await readSealedText(work, { id, evidence, atMostBytes: fileBytes }), wanted)
}

/** The tool's own id can stand twice in one file: the first counts. */
function freshOf(events: readonly LogEvent[], known: ReadonlySet<string>): LogEvent[] {
  const seen = new Set(known)
  return events.filter(({ key }) => !seen.has(key) && seen.add(key))
}

async function keep(
  context: Context,
  { id: incidentId, evidence, format, source, zone }: Wanted,
  log: ReadLog,
  fresh: readonly LogEvent[],
): Promise<ImportRecord> {
  const id = context.newId()
  const digest = digestOf(fresh)
  const counts = {
    rows: log.rows,
    taken: fresh.length,
    repeated: log.events.length - fresh.length,
    skipped: log.faults.length,
  }
  const record = await addImport(context, {
    id,
    incidentId,
    evidenceId: evidence,
    format,
    source,
    zone,
    digest,
    ...counts,
    importedAt: context.now,
    importedBy: context.actor.name,
  })
  await addEvents(context, { incidentId, importId: id }, fresh)
  context.record({
    stream: incidentId,
    kind: 'timeline.import',
    fields: { import: id, evidence, format, name: source, zone, digest, ...counts, ...loggedBy(source) },
  })
  return record
}

function readCursor(cursor: string): EventPlace {
  const [at, importId, row] = decodeCursor(cursor, 3) ?? []
  const time = typeof at === 'string' ? new Date(at) : new Date(Number.NaN)
  if (
    Number.isNaN(time.getTime()) ||
    typeof importId !== 'string' ||
    !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(importId) ||
    typeof row !== 'number' ||
    !Number.isInteger(row) ||
    row < 0 ||
    row > 2_147_483_647
  )
    return refuse('invalid', 'This page is not known. Start again from the first.')
  return { at: time, importId, row }
}

function importOf(record: ImportRecord): z.input<typeof contract.TimelineImport> {
  const { tenantId: _tenant, incidentId: _incident, importedAt, withdrawnAt, ...rest } = record
  return {
    ...rest,
    importedAt: importedAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  }
}

function eventOf(record: EventRecord): z.input<typeof contract.TimelineEvent> {
  const { row, at, said, source, who, text, importId, isKey } = record
  return { row, at: at.toISOString(), said, source, who, text, importId, isKey }
}
