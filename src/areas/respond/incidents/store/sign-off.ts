import { and, asc, count, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { incident } from '../tables/incident.ts'
import { missingPart, signOff } from '../tables/sign-off.ts'

type Reach = Pick<Context, 'tx'>
export type SignOffRecord = typeof signOff.$inferSelect
export type PartRecord = typeof missingPart.$inferSelect

/** In the order in which they were given. */
export async function listSignOffs({ tx }: Reach, incidentId: string): Promise<SignOffRecord[]> {
  return tx.select().from(signOff).where(eq(signOff.incidentId, incidentId)).orderBy(asc(signOff.id))
}

export async function addSignOff(
  { tx }: Reach,
  fields: Omit<SignOffRecord, 'tenantId'>,
  parts: readonly Pick<PartRecord, 'id' | 'title' | 'ownerId' | 'dueOn'>[],
): Promise<void> {
  await tx.insert(signOff).values(fields)
  if (parts.length === 0) return
  const { incidentId, id: signOffId } = fields
  await tx.insert(missingPart).values(parts.map((part) => ({ ...part, incidentId, signOffId })))
}

export async function listParts({ tx }: Reach, incidentId: string): Promise<PartRecord[]> {
  return tx
    .select()
    .from(missingPart)
    .where(eq(missingPart.incidentId, incidentId))
    .orderBy(asc(missingPart.dueOn), asc(missingPart.id))
}

export async function countOpenParts({ tx }: Reach, incidentId: string): Promise<number> {
  const [found] = await tx
    .select({ open: count() })
    .from(missingPart)
    .where(and(eq(missingPart.incidentId, incidentId), isNull(missingPart.settledAt)))
  return found?.open ?? 0
}

/** @returns undefined when there is none that is still missing */
export async function settlePart(
  { tx }: Reach,
  { id, incidentId }: Pick<PartRecord, 'id' | 'incidentId'>,
  end: { readonly settledAt: Date; readonly settledBy: string; readonly note: string },
): Promise<PartRecord | undefined> {
  const [settled] = await tx
    .update(missingPart)
    .set(end)
    .where(and(eq(missingPart.id, id), eq(missingPart.incidentId, incidentId), isNull(missingPart.settledAt)))
    .returning()
  return settled
}

interface PartPage {
  readonly limit: number
  readonly after?: readonly [dueOn: string, id: string] | undefined
}

/** Of every case that whoever asks may see, the nearest date first. */
export async function listOpenParts({ tx }: Reach, { limit, after }: PartPage) {
  const place = sql`(${missingPart.dueOn}, ${missingPart.id})`
  return tx
    .select({ part: missingPart, number: incident.number, severity: incident.severity })
    .from(missingPart)
    .innerJoin(incident, eq(incident.id, missingPart.incidentId))
    .where(
      and(isNull(missingPart.settledAt), after && sql`${place} > (${after[0]}::date, ${after[1]}::uuid)`),
    )
    .orderBy(asc(missingPart.dueOn), asc(missingPart.id))
    .limit(limit)
}

/**
 * Still missing after its day: of which nobody was told yet, or no second person since `toldBefore`.
 * @param today on the organisation's calendar
 */
export async function listLateParts(
  { tx }: Reach,
  { today, toldBefore, limit }: { today: string; toldBefore: Date; limit: number },
) {
  const isUntold = or(
    isNull(missingPart.overdueAt),
    and(isNull(missingPart.escalatedAt), lt(missingPart.overdueAt, toldBefore)),
  )
  return tx
    .select({ part: missingPart, number: incident.number, leadId: incident.leadId })
    .from(missingPart)
    .innerJoin(incident, eq(incident.id, missingPart.incidentId))
    .where(and(isNull(missingPart.settledAt), lt(missingPart.dueOn, today), isUntold))
    .orderBy(asc(missingPart.dueOn), asc(missingPart.id))
    .limit(limit)
}

/** @returns false when it was settled or told meanwhile */
export async function noteLate(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  id: string,
  told: 'overdueAt' | 'escalatedAt',
): Promise<boolean> {
  const rows = await tx
    .update(missingPart)
    .set({ [told]: now })
    .where(and(eq(missingPart.id, id), isNull(missingPart.settledAt), isNull(missingPart[told])))
    .returning({ id: missingPart.id })
  return rows.length === 1
}
