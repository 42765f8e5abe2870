import { findRows } from '../../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../../base/search.ts'
import { and, asc, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { contains } from '../../../../platform/database/contains.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import type { ImprovementView } from '../contract/improvements.ts'
import { openStates } from '../rules/steps.ts'
import { improvement } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ImprovementRecord = typeof improvement.$inferSelect
type NewRecord = Omit<typeof improvement.$inferInsert, 'tenantId' | 'place'>
export type ImprovementChange = Partial<Omit<ImprovementRecord, 'tenantId' | 'id'>>

/** Who asks, and on which day: what is mine and what is overdue hang on it. */
export interface Viewer {
  readonly memberId: string | null
  readonly today: string
}

const isRiskOver = (today: string) =>
  and(eq(improvement.state, 'risk_accepted'), sql`${improvement.acceptedUntil} < ${today}`)
/** What has no day comes last. */
const dueFirst = sql`coalesce(${improvement.dueOn}, date '9999-12-31')`
const isWorkedOn = inArray(improvement.state, ['accepted', 'in_progress'])
const cameBack = sql`exists (select 1 from app.improvement_recurrence r
  where r.tenant_id = ${improvement.tenantId} and r.improvement_id = ${improvement.id})`

function inView(view: ImprovementView, { memberId, today }: Viewer): SQL | undefined {
  switch (view) {
    case 'open':
      return inArray(improvement.state, ['proposed', ...openStates])
    case 'mine':
      return memberId === null ? sql`false` : and(isWorkedOn, eq(improvement.ownerId, memberId))
    case 'overdue':
      return or(and(isWorkedOn, sql`${improvement.dueOn} < ${today}`), isRiskOver(today))
    case 'to_decide':
      return eq(improvement.state, 'proposed')
    case 'to_verify':
      return eq(improvement.state, 'done')
    case 'effect':
      return and(eq(improvement.state, 'verified'), sql`${improvement.effectDueOn} <= ${today}`)
    case 'came_back':
      return cameBack
    case 'settled':
      return inArray(improvement.state, ['verified', 'refused', 'risk_accepted'])
  }
}

interface Query {
  readonly viewer: Viewer
  readonly view?: ImprovementView | undefined
  readonly originId?: string | undefined
  readonly q?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
}

/** By day, the earliest first. Of one origin all stand there, whatever their state, unless a part is asked for. */
export async function listImprovementRows(
  { tx }: Reach,
  { viewer, view, originId, q, limit, after }: Query,
): Promise<ImprovementRecord[]> {
  const last =
    after === undefined
      ? undefined
      : sql`(${dueFirst}, ${improvement.id}) > (select coalesce(last.due_on, date '9999-12-31'), last.id from app.improvement as last where last.id = ${after})`
  const part = view ?? (originId === undefined ? 'open' : undefined)
  return tx
    .select()
    .from(improvement)
    .where(
      and(
        part === undefined ? undefined : inView(part, viewer),
        originId === undefined ? undefined : eq(improvement.originId, originId),
        contains(improvement.title, q),
        last,
      ),
    )
    .orderBy(asc(dueFirst), asc(improvement.id))
    .limit(limit)
}

/** How many of those that whoever asks may see stand in each part. */
export async function countParts({ tx }: Reach, viewer: Viewer) {
  const of = (condition: SQL | undefined) => sql<number>`(count(*) filter (where ${condition}))::int`
  const [counts] = await tx
    .select({
      mine: of(inView('mine', viewer)),
      overdue: of(inView('overdue', viewer)),
      to_decide: of(inView('to_decide', viewer)),
      to_verify: of(inView('to_verify', viewer)),
      effect: of(inView('effect', viewer)),
      // What came back was verified once, wherever it stands now.
      verified: of(sql`${improvement.verifiedAt} is not null`),
      verifiedInTime: of(
        sql`${improvement.verifiedAt} is not null and ${improvement.firstDoneOn} <= ${improvement.firstDueOn}`,
      ),
      came_back: of(cameBack),
    })
    .from(improvement)
  if (counts === undefined) throw new Error('a count is one row')
  return counts
}

/** Those of one review, rehearsal or case, in their order. */
export async function listOfOrigin(
  { tx }: Reach,
  { kind, id }: { readonly kind: ImprovementRecord['originKind']; readonly id: string },
): Promise<ImprovementRecord[]> {
  return tx
    .select()
    .from(improvement)
    .where(and(eq(improvement.originKind, kind), eq(improvement.originId, id)))
    .orderBy(asc(improvement.place), asc(improvement.id))
    .limit(200)
}

/** By id, in the order of their places. */
export async function listNamed(
  { tx }: Reach,
  ids: readonly string[],
): Promise<Pick<ImprovementRecord, 'id' | 'title' | 'state'>[]> {
  const { id, title, state, place } = improvement
  return tx
    .select({ id, title, state })
    .from(improvement)
    .where(isAnyOf(id, ids))
    .orderBy(asc(place), asc(id))
}

/** All that came of a case, by itself, its review or its rehearsal. */
export async function listOfIncident({ tx }: Reach, incidentId: string): Promise<ImprovementRecord[]> {
  return tx
    .select()
    .from(improvement)
    .where(eq(improvement.incidentId, incidentId))
    .orderBy(asc(improvement.originKind), asc(improvement.place), asc(improvement.id))
    .limit(200)
}

export async function getImprovementRow({ tx }: Reach, id: string): Promise<ImprovementRecord> {
  const [found] = await tx.select().from(improvement).where(eq(improvement.id, id))
  return found ?? refuseUnknown()
}

/** Held until the transaction ends. */
export async function holdImprovementRow({ tx }: Reach, id: string): Promise<ImprovementRecord> {
  const [found] = await tx.select().from(improvement).where(eq(improvement.id, id)).for('update')
  return found ?? refuseUnknown()
}

/** Those of the same origin are held until the transaction ends, so that two people do not fill the last place at once. */
export async function countOpenOfOrigin(
  { tx }: Reach,
  { originKind, originId }: Pick<ImprovementRecord, 'originKind' | 'originId'>,
): Promise<number> {
  if (originId === null) return 0
  await lockOrigin({ tx }, originId)
  return tx.$count(
    improvement,
    and(
      eq(improvement.originKind, originKind),
      eq(improvement.originId, originId),
      isAnyOf(improvement.state, openStates),
    ),
  )
}

/** Before the row itself: whoever moves one of its origin holds that first, and then all of its rows. */
export async function holdOrigin({ tx }: Reach, id: string): Promise<void> {
  const [found] = await tx
    .select({ originId: improvement.originId })
    .from(improvement)
    .where(eq(improvement.id, id))
  if (found?.originId) await lockOrigin({ tx }, found.originId)
}

/** @returns undefined where somebody made one of this idea already */
export async function insertImprovement(
  { tx }: Reach,
  row: NewRecord,
): Promise<ImprovementRecord | undefined> {
  const { originKind, originId } = row
  if (originId !== null && originId !== undefined) await lockOrigin({ tx }, originId)
  const [last] = await tx
    .select({ place: sql<number>`coalesce(max(${improvement.place}), 0)::int` })
    .from(improvement)
    .where(
      and(
        eq(improvement.originKind, originKind),
        originId === null || originId === undefined ? sql`false` : eq(improvement.originId, originId),
      ),
    )
  const [added] = await tx
    .insert(improvement)
    .values({ ...row, place: (last?.place ?? 0) + 1 })
    .onConflictDoNothing()
    .returning()
  return added
}

/** From here on until the transaction ends nobody else adds to this origin or takes on more of it. */
async function lockOrigin({ tx }: Reach, originId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('improvements ' || ${originId}, 0))`)
}

export async function updateImprovement(
  { tx }: Reach,
  id: string,
  change: ImprovementChange,
): Promise<ImprovementRecord> {
  const [changed] = await tx.update(improvement).set(change).where(eq(improvement.id, id)).returning()
  return changed ?? refuseUnknown()
}

/** Puts one at this place of its origin; the others keep their order. */
export async function movePlace(
  context: Reach,
  { id, originKind, originId }: Pick<ImprovementRecord, 'id' | 'originKind' | 'originId'>,
  place: number,
): Promise<void> {
  if (originId === null) return
  await lockOrigin(context, originId)
  const rows = await listOfOrigin(context, { kind: originKind, id: originId })
  const others = rows.filter((row) => row.id !== id)
  const ordered = [
    ...others.slice(0, place - 1).map((row) => row.id),
    id,
    ...others.slice(place - 1).map((row) => row.id),
  ]
  await context.tx.execute(
    sql`update app.improvement as moved set place = given.place
      from unnest(${sql.param(ordered)}::uuid[]) with ordinality as given(id, place) where moved.id = given.id`,
  )
}

/** Those that wait for somebody: taken on with a day, done without a check, checked without a verdict; at most two thousand. */
export async function listWaiting(
  { tx }: Reach,
  nearBy: string,
  today: string,
): Promise<ImprovementRecord[]> {
  return tx
    .select()
    .from(improvement)
    .where(
      sql`(${isWorkedOn} and ${improvement.dueOn} <= ${nearBy}) or ${improvement.state} = 'done'
        or (${improvement.state} = 'verified' and ${improvement.effectDueOn} <= ${today})
        or (${improvement.state} = 'risk_accepted' and ${improvement.acceptedUntil} < ${today})`,
    )
    .orderBy(asc(improvement.id))
    .limit(2000)
}

/** Those that are worked on with their day, those of which somebody says whether they helped, and those left undone until a day; the earliest first. */
export async function listDated({ tx }: Reach): Promise<ImprovementRecord[]> {
  return tx
    .select()
    .from(improvement)
    .where(
      or(
        isWorkedOn,
        and(eq(improvement.state, 'verified'), isNotNull(improvement.effectDueOn)),
        eq(improvement.state, 'risk_accepted'),
      ),
    )
    .orderBy(asc(dueFirst), asc(improvement.id))
    .limit(2000)
}

/** What this person has to see to. */
export async function listHeld(
  { tx }: Reach,
  memberId: string,
): Promise<Pick<ImprovementRecord, 'title' | 'incidentId'>[]> {
  const { title, incidentId } = improvement
  return tx
    .select({ title, incidentId })
    .from(improvement)
    .where(and(eq(improvement.ownerId, memberId), inArray(improvement.state, ['proposed', ...openStates])))
    .orderBy(asc(title))
    .limit(1000)
}

function refuseUnknown(): never {
  refuse('not_found', 'There is no such improvement here.')
}

export async function searchImprovements(reach: Reach, sought: Sought): Promise<Found[]> {
  const { id, title, why } = improvement
  return findRows(reach, sought, {
    ...{ table: improvement, id, title, within: [why] },
    path: (row) => `/improvements/${row.id}`,
  })
}
