import { type FoundRow } from '../../../../platform/database/find-rows.ts'
import { and, desc, eq, getTableColumns, inArray, lt, ne, sql, type SQL } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import { wordQuery, indexQuery, type Sought } from '../../../../base/search.ts'
import type { Context } from '../../../../platform/action.ts'
import { prepared } from '../../../../platform/database/prepared.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import type { Transaction } from '../../../../platform/database/wall.ts'
import { reviewViews, type ReviewView } from '../contract/sign-off-words.ts'
import { incidentDetailKey } from '../tables/details.ts'
import { incident, incidentSignal } from '../tables/incident.ts'
import { isAnswered } from './details.ts'

type Reach = Pick<Context, 'tx'>
export type IncidentRecord = typeof incident.$inferSelect
type NewIncident = Omit<typeof incident.$inferInsert, 'tenantId' | 'number'>
type IncidentChange = Partial<
  Omit<IncidentRecord, 'tenantId' | 'id' | 'number' | 'openedAt' | 'openedBy' | 'openTasks'>
>

const byId = (tx: Transaction) =>
  tx
    .select()
    .from(incident)
    .where(eq(incident.id, sql.placeholder('id')))
const incidentById = prepared((tx) => byId(tx).prepare('incident-by-id'))
const incidentToChange = prepared((tx) => byId(tx).for('update').prepare('incident-to-change'))
const incidentToAddTo = prepared((tx) => byId(tx).for('key share').prepare('incident-to-add-to'))

export async function getIncident({ tx }: Reach, id: string): Promise<IncidentRecord> {
  const [found] = await incidentById(tx).execute({ id })
  return found ?? refuse('not_found', 'There is no such incident here.')
}

/** The same, locked until the transaction ends: of two people who change it at once, one waits for the other. */
export async function getIncidentToChange({ tx }: Reach, id: string): Promise<IncidentRecord> {
  const [found] = await incidentToChange(tx).execute({ id })
  return found ?? refuse('not_found', 'There is no such incident here.')
}

/** The same, held as it is beside others who add to it too: none of them waits for another, only a closing does. */
export async function getIncidentToAddTo({ tx }: Reach, id: string): Promise<IncidentRecord> {
  const [found] = await incidentToAddTo(tx).execute({ id })
  return found ?? refuse('not_found', 'There is no such incident here.')
}

/** Two of them, in one order for all, so that two people who change both at once never wait for each other. */
export async function getBothToChange(
  context: Reach,
  [one, two]: readonly [string, string],
): Promise<[IncidentRecord, IncidentRecord]> {
  if (one < two) {
    const first = await getIncidentToChange(context, one)
    return [first, await getIncidentToChange(context, two)]
  }
  const first = await getIncidentToChange(context, two)
  return [await getIncidentToChange(context, one), first]
}

export async function findIncidentByNumber(
  { tx }: Reach,
  number: number,
): Promise<IncidentRecord | undefined> {
  const [found] = await tx.select().from(incident).where(eq(incident.number, number))
  return found
}

/** Of these, those that run and that this viewer sees. */
export async function listOpenAmong({ tx }: Reach, ids: readonly string[]): Promise<IncidentRecord[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(incident)
    .where(and(inArray(incident.id, [...ids]), eq(incident.status, 'open')))
}

/** Whether a real case of one of these severities runs that is open to all: of others nothing shows that they are there. */
export async function isOpenCaseOf(
  { tx }: Reach,
  severities: readonly IncidentRecord['severity'][],
): Promise<boolean> {
  const found = await tx
    .select({ id: incident.id })
    .from(incident)
    .where(
      and(
        eq(incident.status, 'open'),
        ne(incident.mode, 'exercise'),
        inArray(incident.severity, [...severities]),
        eq(incident.isRestricted, false),
      ),
    )
    .limit(1)
  return found.length > 0
}

/** Adds an incident under the organisation's next number; numbers have no gaps, since a rollback gives it back. */
export async function addIncident({ tx }: Reach, fields: NewIncident): Promise<IncidentRecord> {
  const { rows } = await tx.execute<{ last: number }>(sql`
    insert into app.incident_counter (last) values (1)
    on conflict (tenant_id) do update set last = incident_counter.last + 1 returning last`)
  const [added] = await tx
    .insert(incident)
    .values({ ...fields, number: Number(rows[0]?.last) })
    .returning()
  return added ?? refuse('unavailable', 'The incident could not be stored. Nothing was changed.')
}

export async function changeIncident(
  { tx }: Reach,
  id: string,
  change: IncidentChange,
): Promise<IncidentRecord> {
  const [changed] = await tx.update(incident).set(change).where(eq(incident.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such incident here.')
}

/** Keeps the number of open tasks beside the incident, so that a list need not count. */
export async function countOpenTasks({ tx }: Reach, id: string, difference: 1 | -1): Promise<void> {
  await tx
    .update(incident)
    .set({ openTasks: sql`${incident.openTasks} + ${difference}` })
    .where(eq(incident.id, id))
}

export interface IncidentFilter {
  readonly status?: IncidentRecord['status']
  readonly severity?: IncidentRecord['severity']
  readonly kind?: IncidentRecord['kind']
  readonly review?: ReviewView
}

export interface IncidentPage extends IncidentFilter {
  /** Only numbers below this one. */
  readonly below: number
  readonly limit: number
  readonly search?: { readonly number: number } | { readonly words: readonly string[] }
  /** Answers to own fields that must all stand. */
  readonly answers?: readonly { readonly field: string; readonly key: string }[]
}

/** Newest first; asks for one more than a page to know whether there is a next. */
export async function listIncidents({ tx }: Reach, page: IncidentPage): Promise<IncidentRecord[]> {
  const conditions: SQL[] = [lt(incident.number, page.below)]
  const [first, ...more] = page.answers ?? []
  const isNarrowed = first !== undefined || page.review !== undefined
  if (page.status !== undefined) conditions.push(eq(incident.status, page.status))
  if (page.severity !== undefined) conditions.push(eq(incident.severity, page.severity))
  if (page.kind !== undefined) conditions.push(eq(incident.kind, page.kind))
  if (page.search !== undefined && 'number' in page.search)
    conditions.push(eq(incident.number, page.search.number))
  if (page.review !== undefined) conditions.push(isAnyOf(incident.review, reviewViews[page.review]))
  if (page.search !== undefined && 'words' in page.search) {
    if (page.search.words.length === 0) return []
    if (isNarrowed) conditions.push(holdsWords(page.search.words))
    else conditions.push(isAnyOf(incident.id, await searchIds({ tx }, page.search.words, page)))
  }
  const rows = tx.select(getTableColumns(incident)).from(incident).$dynamic()
  return (first === undefined ? rows : rows.innerJoin(incidentDetailKey, isFoundBy(first)))
    .where(and(...conditions, ...more.map((answer) => isAnswered(incident.id, answer))))
    .orderBy(desc(incident.number))
    .limit(page.limit + 1)
}

/** The answer by whose index the list is walked: its rows stand in the order of the list. */
function isFoundBy({ field, key }: { readonly field: string; readonly key: string }) {
  return and(
    eq(incidentDetailKey.number, incident.number),
    eq(incidentDetailKey.field, field),
    eq(incidentDetailKey.key, key),
  )
}

/** Of the few that an answer or a reviewer leaves: each is looked at, so that a page misses none. */
function holdsWords(words: readonly string[]): SQL {
  return sql`${incident}.words @@ ${wordQuery(words).all}::tsquery`
}

/** Words as typed: each must occur, the last one may be unfinished. They are letters and digits only by `readSearch`. */
async function searchIds({ tx }: Reach, words: readonly string[], page: IncidentPage): Promise<string[]> {
  if (words.length === 0) return []
  const { all, longest } = wordQuery(words)
  const { below, status = null, severity = null, kind = null, limit } = page
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id from wall.search_incidents(${all}::tsquery, ${longest}::tsquery, ${below}, ${status}, ${severity}, ${kind}, ${limit + 1}) as id`,
  )
  return rows.map((row) => row.id)
}

export async function addSignals(
  { tx }: Reach,
  incidentId: string,
  signalIds: readonly string[],
  joinedAt: Date,
): Promise<void> {
  if (signalIds.length === 0) return
  await tx.execute(sql`insert into app.incident_signal (incident_id, signal_id, joined_at)
    select ${incidentId}, unnest(${sql.param([...signalIds])}::uuid[]), ${joinedAt.toISOString()}::timestamptz`)
}

export async function removeSignals(
  { tx }: Reach,
  incidentId: string,
  signalIds: readonly string[],
): Promise<void> {
  if (signalIds.length === 0) return
  await tx
    .delete(incidentSignal)
    .where(and(eq(incidentSignal.incidentId, incidentId), inArray(incidentSignal.signalId, [...signalIds])))
}

export async function addSignal(
  { tx }: Reach,
  incidentId: string,
  signalId: string,
  joinedAt: Date,
): Promise<void> {
  await tx.insert(incidentSignal).values({ incidentId, signalId, joinedAt })
}

/** Entries of the records of cases, the newest first, of the cases that whoever asks sees. */
export async function searchRecords({ tx }: Reach, sought: Sought): Promise<FoundRow[]> {
  const query = indexQuery(sought)
  if (query === undefined) return []
  const { rows } = await tx.execute<{ incident_id: string; entry: number; words: string }>(
    sql`select * from wall.search_records(${query.all}::tsquery, ${sought.limit})`,
  )
  return rows.map(({ incident_id: of, entry, words }) => ({
    ...{
      id: `${of}-${entry}`,
      of,
      title: words,
      more: '',
      path: `/incidents/${of}?part=timeline&entry=${entry}`,
    },
  }))
}
