import { and, asc, desc, eq } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import type { Control, Grade } from '../contract/words.ts'
import { caseMoment, controlDate, controlGrade } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type MomentRecord = typeof caseMoment.$inferSelect
export type GradeRecord = typeof controlGrade.$inferSelect
export type ControlDateRecord = typeof controlDate.$inferSelect

/** Rows of one aggregate at most. */
const rowsAtMost = 200_000

/** Of each moment what a person said before what the record shows: `hand` stands before `record`. */
export async function listMoments({ tx }: Reach, incidentId: string): Promise<MomentRecord[]> {
  return tx
    .select()
    .from(caseMoment)
    .where(eq(caseMoment.incidentId, incidentId))
    .orderBy(asc(caseMoment.moment), asc(caseMoment.source))
}

/** When things happened in all cases that this viewer sees, the newest cases first; what a person said goes before. */
export async function listEveryMoment({
  tx,
}: Reach): Promise<Pick<MomentRecord, 'incidentId' | 'moment' | 'at'>[]> {
  return (
    tx
      .selectDistinctOn([caseMoment.incidentId, caseMoment.moment], {
        incidentId: caseMoment.incidentId,
        moment: caseMoment.moment,
        at: caseMoment.at,
      })
      .from(caseMoment)
      // Ids rise with time: where there are too many, the oldest are left.
      .orderBy(desc(caseMoment.incidentId), asc(caseMoment.moment), asc(caseMoment.source))
      .limit(rowsAtMost)
  )
}

/** What the program took from the record and what a person says stand side by side; of the record the first time stays. */
export async function saveMoment({ tx }: Reach, row: Omit<MomentRecord, 'tenantId'>): Promise<void> {
  const { incidentId: _id, moment: _moment, ...change } = row
  const adding = tx.insert(caseMoment).values(row)
  if (row.source === 'record') await adding.onConflictDoNothing()
  else
    await adding.onConflictDoUpdate({
      target: [caseMoment.tenantId, caseMoment.incidentId, caseMoment.moment, caseMoment.source],
      set: change,
    })
}

export async function dropMoment(
  { tx }: Reach,
  { incidentId, moment, source }: Pick<MomentRecord, 'incidentId' | 'moment' | 'source'>,
): Promise<void> {
  await tx
    .delete(caseMoment)
    .where(
      and(
        eq(caseMoment.incidentId, incidentId),
        eq(caseMoment.moment, moment),
        eq(caseMoment.source, source),
      ),
    )
}

export async function listGrades({ tx }: Reach, incidentId: string): Promise<GradeRecord[]> {
  return tx
    .select()
    .from(controlGrade)
    .where(eq(controlGrade.incidentId, incidentId))
    .orderBy(asc(controlGrade.gradedAt), asc(controlGrade.control))
}

export async function listEveryGrade({
  tx,
}: Reach): Promise<{ incidentId: string; control: Control; grade: Grade }[]> {
  return tx
    .select({
      incidentId: controlGrade.incidentId,
      control: controlGrade.control,
      grade: controlGrade.grade,
    })
    .from(controlGrade)
    .limit(rowsAtMost)
}

export async function saveGrade({ tx }: Reach, row: Omit<GradeRecord, 'tenantId'>): Promise<void> {
  const { incidentId: _id, control: _control, ...change } = row
  await tx
    .insert(controlGrade)
    .values(row)
    .onConflictDoUpdate({
      target: [controlGrade.tenantId, controlGrade.incidentId, controlGrade.control],
      set: change,
    })
}

export async function dropGrade({ tx }: Reach, incidentId: string, control: Control): Promise<void> {
  await tx
    .delete(controlGrade)
    .where(and(eq(controlGrade.incidentId, incidentId), eq(controlGrade.control, control)))
}

export async function listControlDates({ tx }: Reach): Promise<ControlDateRecord[]> {
  return tx.select().from(controlDate)
}

export async function saveControlDate(
  { tx }: Reach,
  row: Omit<ControlDateRecord, 'tenantId'>,
): Promise<void> {
  const { control: _control, ...change } = row
  await tx
    .insert(controlDate)
    .values(row)
    .onConflictDoUpdate({ target: [controlDate.tenantId, controlDate.control], set: change })
}

export async function dropControlDate({ tx }: Reach, control: Control): Promise<void> {
  await tx.delete(controlDate).where(eq(controlDate.control, control))
}
