import { asc, desc, eq, gte, isNull } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { decisionRight, mandate, rota, rotaTurn, standingRole } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type RoleRecord = Omit<typeof standingRole.$inferSelect, 'tenantId'>
export type RightRecord = Omit<typeof decisionRight.$inferSelect, 'tenantId'>
export type MandateRecord = Omit<typeof mandate.$inferSelect, 'tenantId'>
export type RotaRecord = Omit<typeof rota.$inferSelect, 'tenantId'>
export type TurnRecord = Omit<typeof rotaTurn.$inferSelect, 'tenantId'>

/** In use, by name. */
export async function listRoles({ tx }: Reach): Promise<RoleRecord[]> {
  return tx
    .select()
    .from(standingRole)
    .where(isNull(standingRole.droppedAt))
    .orderBy(asc(standingRole.name), asc(standingRole.role))
}

export async function keepRole({ tx }: Reach, row: RoleRecord): Promise<void> {
  const { role: _role, ...set } = row
  await tx
    .insert(standingRole)
    .values(row)
    .onConflictDoUpdate({ target: [standingRole.tenantId, standingRole.role], set })
}

export async function listRights({ tx }: Reach): Promise<RightRecord[]> {
  return tx.select().from(decisionRight).orderBy(asc(decisionRight.decision))
}

export async function keepRight({ tx }: Reach, row: RightRecord): Promise<void> {
  const { decision: _decision, ...set } = row
  await tx
    .insert(decisionRight)
    .values(row)
    .onConflictDoUpdate({ target: [decisionRight.tenantId, decisionRight.decision], set })
}

/** The newest first; so many that nobody's list is cut. */
export async function listMandates({ tx }: Reach): Promise<MandateRecord[]> {
  return tx.select().from(mandate).orderBy(desc(mandate.madeAt), desc(mandate.id)).limit(500)
}

/** Held until the transaction ends. */
export async function lockMandate({ tx }: Reach, id: string): Promise<MandateRecord> {
  const [found] = await tx.select().from(mandate).where(eq(mandate.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such mandate here.')
}

export async function insertMandate({ tx }: Reach, row: MandateRecord): Promise<void> {
  await tx.insert(mandate).values(row)
}

export async function updateMandate(
  { tx }: Reach,
  id: string,
  change: Partial<
    Pick<MandateRecord, 'signatures' | 'endedAt' | 'endedBy' | 'endReason' | 'toldDay' | 'toldStage'>
  >,
): Promise<MandateRecord> {
  const [changed] = await tx.update(mandate).set(change).where(eq(mandate.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such mandate here.')
}

export async function findRota({ tx }: Reach): Promise<RotaRecord | undefined> {
  const [found] = await tx.select().from(rota)
  return found
}

export async function keepRota({ tx }: Reach, row: RotaRecord): Promise<void> {
  await tx
    .insert(rota)
    .values(row)
    .onConflictDoUpdate({ target: [rota.tenantId], set: row })
}

/** Those that end after this day, the first one first. */
export async function listTurns({ tx }: Reach, from: string): Promise<TurnRecord[]> {
  return tx.select().from(rotaTurn).where(gte(rotaTurn.weekOf, from)).orderBy(asc(rotaTurn.weekOf))
}

/** Puts these turns in the place of all that begin on this day or later. */
export async function replaceTurns({ tx }: Reach, from: string, turns: readonly TurnRecord[]): Promise<void> {
  await tx.delete(rotaTurn).where(gte(rotaTurn.weekOf, from))
  if (turns.length > 0) await tx.insert(rotaTurn).values([...turns])
}

/** @throws Refusal `not_found` for a week that nobody planned */
export async function changeTurn({ tx }: Reach, { weekOf, ...change }: TurnRecord): Promise<void> {
  const rows = await tx
    .update(rotaTurn)
    .set(change)
    .where(eq(rotaTurn.weekOf, weekOf))
    .returning({ weekOf: rotaTurn.weekOf })
  if (rows.length === 0) refuse('not_found', 'No turn begins on this day. Choose one from the list.')
}
