import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, not, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context, House } from '../../../../platform/action.ts'
import { hashOfToken } from '../../../../platform/link-token.ts'
import { agreement, careEntry, clientStaff } from '../tables.ts'

type InTenant = Pick<Context, 'tx'>
export type AgreementRow = typeof agreement.$inferSelect
export type EntryRow = typeof careEntry.$inferSelect

const running = and(isNotNull(agreement.acceptedAt), isNull(agreement.endedAt))

/** @param after id of the last one shown; older ones follow */
export async function listAgreementRows(
  { tx }: InTenant,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<AgreementRow[]> {
  const before =
    after === undefined
      ? undefined
      : sql`(${agreement.proposedAt}, ${agreement.id}) < (select last.proposed_at, last.id from app.agreement as last where last.id = ${after})`
  return tx
    .select()
    .from(agreement)
    .where(and(eq(agreement.kind, 'care'), before))
    .orderBy(desc(agreement.proposedAt), desc(agreement.id))
    .limit(limit)
}

export async function addAgreement({ tx }: InTenant, row: typeof agreement.$inferInsert): Promise<void> {
  await tx.insert(agreement).values(row)
}

/** @throws Refusal `not_found`, alike for an unknown id and one between others */
export async function lockAgreement({ tx }: InTenant, id: string): Promise<AgreementRow> {
  const [row] = await tx.select().from(agreement).where(eq(agreement.id, id)).for('update')
  return row ?? refuse('not_found', 'There is no such agreement here.')
}

export async function findAgreement({ tx }: InTenant, id: string): Promise<AgreementRow | undefined> {
  const [row] = await tx.select().from(agreement).where(eq(agreement.id, id))
  return row
}

export async function changeAgreement(
  { tx }: InTenant,
  id: string,
  change: Partial<AgreementRow>,
): Promise<void> {
  await tx.update(agreement).set(change).where(eq(agreement.id, id))
}

/** Agreements of ours that nobody ended and that are over by now; locked. */
export async function listLapsed({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<AgreementRow[]> {
  return tx
    .select()
    .from(agreement)
    .where(and(isNull(agreement.endedAt), lte(agreement.endsAt, now)))
    .orderBy(asc(agreement.id))
    .limit(100)
    .for('update')
}

/** The clients of this organisation by name, at most so many. */
export async function listClientRows(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  {
    limit,
    q = '',
    notOf,
  }: { readonly limit: number; readonly q?: string | undefined; readonly notOf: string },
) {
  const theirs = sql`exists (select 1 from ${clientStaff} where ${clientStaff.agreementId} = ${agreement.id}
    and ${clientStaff.memberId}::text = ${notOf})`
  const isNamed = sql`strpos(lower(${agreement.otherName}), lower(${q})) > 0`
  return tx
    .select({ id: agreement.id, name: agreement.otherName })
    .from(agreement)
    .where(
      and(
        ...[eq(agreement.side, 'provider'), running, sql`${agreement.endsAt} > ${now}`],
        ...[not(theirs), ...(q === '' ? [] : [isNamed])],
      ),
    )
    .orderBy(asc(agreement.otherName), asc(agreement.id))
    .limit(limit)
}

/** Which organisation made this code, from before anything is known of it; only while it is good. */
export async function findByCode(
  { services }: Pick<House, 'services'>,
  code: string,
  now: Date,
): Promise<{ readonly tenantId: string; readonly id: string } | undefined> {
  const { rows } = await services.door.query<{ tenantId: string; id: string }>(
    'select tenant_id as "tenantId", id from wall.agreement_code($1, $2)',
    [hashOfToken(code), now],
  )
  return rows[0]
}

/** Agreements that one side ended and the other still holds, on the side that holds it. */
export async function listHalfEnded({
  services,
}: Pick<House, 'services'>): Promise<{ readonly tenantId: string; readonly id: string }[]> {
  const { rows } = await services.door.query<{ tenantId: string; id: string }>(
    'select tenant_id as "tenantId", id from wall.half_ended()',
  )
  return rows
}

/** Member ids by agreement. */
export async function staffOf(
  { tx }: InTenant,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: clientStaff.agreementId, memberId: clientStaff.memberId })
    .from(clientStaff)
    .where(inArray(clientStaff.agreementId, [...ids]))
    .orderBy(asc(clientStaff.memberId))
  const found = new Map<string, string[]>()
  for (const { id, memberId } of rows) found.set(id, [...(found.get(id) ?? []), memberId])
  return found
}

/** Exactly these people look after this client from now on. */
export async function setStaff(
  { tx, now, actor }: Pick<Context, 'tx' | 'now' | 'actor'>,
  agreementId: string,
  memberIds: readonly string[],
): Promise<void> {
  await tx.delete(clientStaff).where(eq(clientStaff.agreementId, agreementId))
  if (memberIds.length === 0) return
  const rows = memberIds.map((memberId) => ({
    agreementId,
    memberId,
    assignedAt: now,
    assignedBy: actor.name,
  }))
  await tx.insert(clientStaff).values(rows)
}

export async function addEntry({ tx }: InTenant, row: typeof careEntry.$inferInsert): Promise<void> {
  await tx.insert(careEntry).values(row)
}

/** The last ten entries of each of these agreements, the newest first. */
export async function lastEntries(
  { tx }: InTenant,
  ids: readonly string[],
): Promise<(Pick<EntryRow, 'agreementId' | 'memberId' | 'reason'> & { enteredAt: Date; untilAt: Date })[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.$client.query<EntryRow>(
    `select e.agreement_id as "agreementId", e.member_id as "memberId", e.reason, e.entered_at as "enteredAt", e.until_at as "untilAt"
     from unnest($1::uuid[]) as wanted(id)
     cross join lateral (select * from app.care_entry c where c.agreement_id = wanted.id
       order by c.entered_at desc, c.id desc limit 10) e`,
    [ids],
  )
  return rows
}
