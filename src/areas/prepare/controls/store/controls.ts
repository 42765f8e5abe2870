import { and, asc, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { ChoiceName, ControlKey, TieKind } from '../contract/words.ts'
import {
  controlAudit,
  controlAuditItem,
  controlChoice,
  controlNews,
  controlProof,
  controlState,
  controlTie,
} from '../tables.ts'

type Reach = Pick<Context, 'tx'>
type New<T> = Omit<T, 'tenantId'>
export type StateRecord = typeof controlState.$inferSelect
export type ProofRecord = typeof controlProof.$inferSelect
export type TieRecord = typeof controlTie.$inferSelect
export type NewsRecord = typeof controlNews.$inferSelect
export type AuditRecord = typeof controlAudit.$inferSelect
export type AuditItemRecord = typeof controlAuditItem.$inferSelect

export async function listChoices({ tx }: Reach) {
  return tx.select().from(controlChoice).orderBy(asc(controlChoice.since), asc(controlChoice.name))
}

/** One that is on already stays as it is. */
export async function addChoice({ tx }: Reach, row: New<typeof controlChoice.$inferSelect>): Promise<void> {
  await tx.insert(controlChoice).values(row).onConflictDoNothing()
}

export async function dropChoice({ tx }: Reach, name: ChoiceName): Promise<void> {
  await tx.delete(controlChoice).where(eq(controlChoice.name, name))
}

export async function listStates({ tx }: Reach): Promise<StateRecord[]> {
  return tx.select().from(controlState)
}

/** Held until the transaction ends; undefined while nobody asked for it. */
export async function holdState({ tx }: Reach, key: ControlKey): Promise<StateRecord | undefined> {
  const [found] = await tx.select().from(controlState).where(eq(controlState.key, key)).for('update')
  return found
}

/** What is asked for a second time stays as it is. */
export async function addStates({ tx }: Reach, rows: readonly New<StateRecord>[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(controlState)
      .values([...rows])
      .onConflictDoNothing()
}

/** @returns false when somebody wrote a newer version a moment before */
export async function saveState({ tx }: Reach, row: New<StateRecord>): Promise<boolean> {
  const { key: _key, ...change } = row
  const saved = await tx
    .insert(controlState)
    .values(row)
    .onConflictDoUpdate({
      target: [controlState.tenantId, controlState.key],
      set: change,
      setWhere: lt(controlState.version, row.version),
    })
    .returning({ key: controlState.key })
  return saved.length > 0
}

/** The newest five of each control that were not taken back. */
export async function listProofs({ tx }: Reach): Promise<ProofRecord[]> {
  const ranked = tx
    .select({
      id: controlProof.id,
      place:
        sql<number>`row_number() over (partition by ${controlProof.key} order by ${controlProof.checkedOn} desc, ${controlProof.id} desc)`.as(
          'place',
        ),
    })
    .from(controlProof)
    .where(isNull(controlProof.withdrawnAt))
    .as('ranked')
  const rows = await tx
    .select({ row: controlProof })
    .from(controlProof)
    .innerJoin(ranked, eq(ranked.id, controlProof.id))
    .where(sql`${ranked.place} <= 5`)
    .orderBy(desc(controlProof.checkedOn), desc(controlProof.id))
  return rows.map(({ row }) => row)
}

export async function addProof({ tx }: Reach, row: New<ProofRecord>): Promise<void> {
  await tx.insert(controlProof).values(row)
}

/** Held until the transaction ends. @throws Refusal `not_found` */
export async function holdProof({ tx }: Reach, id: string): Promise<ProofRecord> {
  const [found] = await tx.select().from(controlProof).where(eq(controlProof.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such proof here.')
}

export async function withdrawProof(
  { tx }: Reach,
  id: string,
  change: { readonly withdrawnAt: Date; readonly withdrawnWhy: string },
): Promise<void> {
  await tx.update(controlProof).set(change).where(eq(controlProof.id, id))
}

/** At most a thousand. */
export async function listTies({ tx }: Reach): Promise<TieRecord[]> {
  return tx.select().from(controlTie).orderBy(asc(controlTie.tiedAt), asc(controlTie.id)).limit(1000)
}

const things = { attestation: controlTie.attestationId, routine: controlTie.routineId } as const

export async function dropTie({ tx }: Reach, kind: TieKind, thingId: string): Promise<void> {
  await tx.delete(controlTie).where(eq(things[kind], thingId))
}

export async function addTie({ tx }: Reach, row: New<TieRecord>): Promise<void> {
  await tx.insert(controlTie).values(row)
}

export async function tellTie({ tx }: Reach, id: string, told: string): Promise<void> {
  await tx.update(controlTie).set({ told }).where(eq(controlTie.id, id))
}

/** The newest two hundred. */
export async function listNews({ tx }: Reach): Promise<NewsRecord[]> {
  return tx.select().from(controlNews).orderBy(desc(controlNews.raisedAt), desc(controlNews.cve)).limit(200)
}

/** @returns those that were not told before */
export async function addNews({ tx }: Reach, rows: readonly New<NewsRecord>[]): Promise<NewsRecord[]> {
  if (rows.length === 0) return []
  return tx
    .insert(controlNews)
    .values([...rows])
    .onConflictDoNothing()
    .returning()
}

export async function addAudit(
  { tx }: Reach,
  row: New<AuditRecord>,
  items: readonly New<AuditItemRecord>[],
): Promise<void> {
  await tx.insert(controlAudit).values(row)
  await tx.insert(controlAuditItem).values([...items])
}

/** The newest first, one more than a page; ids are in the order of time. */
export async function listAudits(
  { tx }: Reach,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<AuditRecord[]> {
  return tx
    .select()
    .from(controlAudit)
    .where(after === undefined ? undefined : lt(controlAudit.id, after))
    .orderBy(desc(controlAudit.id))
    .limit(limit + 1)
}

/** Those that run, at most a hundred. */
export async function openAudits({ tx }: Reach): Promise<AuditRecord[]> {
  return tx.select().from(controlAudit).where(isNull(controlAudit.endedAt)).limit(100)
}

/** Held until the transaction ends. @throws Refusal `not_found` */
export async function holdAudit({ tx }: Reach, id: string): Promise<AuditRecord> {
  const [found] = await tx.select().from(controlAudit).where(eq(controlAudit.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such audit here.')
}

/** In the order of their sample. */
export async function itemsOf({ tx }: Reach, ids: readonly string[]): Promise<AuditItemRecord[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(controlAuditItem)
    .where(inArray(controlAuditItem.auditId, [...ids]))
    .orderBy(asc(controlAuditItem.place))
}

export async function saveItem(
  { tx }: Reach,
  { auditId, key, ...change }: Partial<New<AuditItemRecord>> & Pick<AuditItemRecord, 'auditId' | 'key'>,
): Promise<void> {
  await tx
    .update(controlAuditItem)
    .set(change)
    .where(and(eq(controlAuditItem.auditId, auditId), eq(controlAuditItem.key, key)))
}

export async function endAudit({ tx }: Reach, id: string, endedAt: Date): Promise<void> {
  await tx.update(controlAudit).set({ endedAt }).where(eq(controlAudit.id, id))
}

/** What hangs on this person here, in words. */
export async function heldStates({ tx }: Reach, memberId: string): Promise<string[]> {
  const rows = await tx
    .select({ key: controlState.key })
    .from(controlState)
    .where(eq(controlState.ownerId, memberId))
  return rows.length === 0 ? [] : [`${rows.length} controls`]
}
