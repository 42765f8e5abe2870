import { and, asc, desc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { reportDrill, toolDrill, trainingConcern, workshop, workshopAttendee } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type WorkshopRecord = typeof workshop.$inferSelect
export type ConcernRecord = typeof trainingConcern.$inferSelect
export type ToolDrillRecord = typeof toolDrill.$inferSelect
export type ReportDrillRecord = typeof reportDrill.$inferSelect

/** Which of it is shown: words that occur, and what began before a day. At most fifty of each sort. */
export interface Wanted {
  readonly q?: string | undefined
  readonly before?: string | undefined
}
const shown = 50

const holds = (text: SQL | typeof workshop.title, q: string | undefined) =>
  q === undefined || q === '' ? undefined : sql`strpos(lower(${text}), lower(${q})) > 0`
const beganBefore = (
  at: typeof toolDrill.startedAt | typeof reportDrill.startedAt,
  day: string | undefined,
) => (day === undefined ? undefined : sql`${at} < ${day}::date`)

/** The newest first. */
export async function listWorkshops({ tx }: Reach, { q, before }: Wanted): Promise<WorkshopRecord[]> {
  return tx
    .select()
    .from(workshop)
    .where(
      and(holds(workshop.title, q), before === undefined ? undefined : sql`${workshop.heldOn} < ${before}`),
    )
    .orderBy(desc(workshop.heldOn), desc(workshop.id))
    .limit(shown)
}

export async function insertWorkshop(
  { tx }: Reach,
  row: Omit<WorkshopRecord, 'tenantId'>,
  {
    attendeeIds,
    concerns,
  }: {
    readonly attendeeIds: readonly string[]
    readonly concerns: readonly Pick<ConcernRecord, 'id' | 'words'>[]
  },
): Promise<void> {
  const workshopId = row.id
  await tx.insert(workshop).values(row)
  await tx.insert(workshopAttendee).values(attendeeIds.map((memberId) => ({ workshopId, memberId })))
  if (concerns.length > 0)
    await tx.insert(trainingConcern).values(concerns.map((concern) => ({ ...concern, workshopId })))
}

export async function attendeesOf({ tx }: Reach, workshopIds: readonly string[]) {
  if (workshopIds.length === 0) return []
  return tx
    .select()
    .from(workshopAttendee)
    .where(inArray(workshopAttendee.workshopId, [...workshopIds]))
}

export async function concernsOf({ tx }: Reach, workshopIds: readonly string[]): Promise<ConcernRecord[]> {
  if (workshopIds.length === 0) return []
  return tx
    .select()
    .from(trainingConcern)
    .where(inArray(trainingConcern.workshopId, [...workshopIds]))
    .orderBy(asc(trainingConcern.id))
}

/** @returns its words; refuses one that is not here or was answered */
export async function answerConcernRow(
  { tx }: Reach,
  id: string,
  change: Pick<ConcernRecord, 'answer' | 'settledOn' | 'settledBy'>,
): Promise<string> {
  const [changed] = await tx
    .update(trainingConcern)
    .set(change)
    .where(and(eq(trainingConcern.id, id), isNull(trainingConcern.answer)))
    .returning()
  return changed?.words ?? refuse('not_found', 'There is no such worry here that waits for an answer.')
}

/** The newest first; those that run are never cut. */
export async function listToolDrills({ tx }: Reach, { q, before }: Wanted): Promise<ToolDrillRecord[]> {
  const past = and(
    holds(sql`${toolDrill.tool} || ' ' || ${toolDrill.device}`, q),
    beganBefore(toolDrill.startedAt, before),
  )
  return tx
    .select()
    .from(toolDrill)
    .where(before === undefined && q === undefined ? past : or(past, isNull(toolDrill.stoppedAt)))
    .orderBy(desc(toolDrill.startedAt), desc(toolDrill.id))
    .limit(shown)
}

export async function insertToolDrill({ tx }: Reach, row: Omit<ToolDrillRecord, 'tenantId'>): Promise<void> {
  await tx.insert(toolDrill).values(row)
}

/** Held until the transaction ends. */
export async function holdToolDrill({ tx }: Reach, id: string): Promise<ToolDrillRecord> {
  const [found] = await tx.select().from(toolDrill).where(eq(toolDrill.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such drill here.')
}

export async function updateToolDrill(
  { tx }: Reach,
  id: string,
  change: Pick<ToolDrillRecord, 'stoppedAt' | 'result' | 'proof' | 'witnessId'>,
): Promise<void> {
  await tx.update(toolDrill).set(change).where(eq(toolDrill.id, id))
}

/** The newest first. */
export async function listReportDrills({ tx }: Reach, { q, before }: Wanted): Promise<ReportDrillRecord[]> {
  return tx
    .select()
    .from(reportDrill)
    .where(and(holds(sql`${reportDrill.what}`, q), beganBefore(reportDrill.startedAt, before)))
    .orderBy(desc(reportDrill.startedAt), desc(reportDrill.id))
    .limit(shown)
}

/** @returns false while another one runs */
export async function insertReportDrill(
  { tx }: Reach,
  row: Omit<ReportDrillRecord, 'tenantId'>,
): Promise<boolean> {
  const added = await tx
    .insert(reportDrill)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: reportDrill.id })
  return added.length > 0
}

/** Held until the transaction ends. */
export async function holdReportDrill({ tx }: Reach, id: string): Promise<ReportDrillRecord> {
  const [found] = await tx.select().from(reportDrill).where(eq(reportDrill.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such drill here.')
}

export async function updateReportDrill(
  { tx }: Reach,
  id: string,
  change: Pick<ReportDrillRecord, 'endedAt' | 'reports' | 'firstMinutes' | 'note'>,
): Promise<void> {
  await tx.update(reportDrill).set(change).where(eq(reportDrill.id, id))
}
