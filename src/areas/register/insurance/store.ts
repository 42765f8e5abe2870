import { findRows } from '../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../base/search.ts'
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { contains } from '../../../platform/database/contains.ts'
import { attestation, consent, policy, retainer, retainerTask } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type PolicyRecord = typeof policy.$inferSelect
export type RetainerRecord = typeof retainer.$inferSelect
export type AttestationRecord = typeof attestation.$inferSelect
export type TaskRecord = typeof retainerTask.$inferSelect
export type ConsentRecord = typeof consent.$inferSelect
type NewPolicy = Omit<PolicyRecord, 'tenantId'>
type NewRetainer = Omit<RetainerRecord, 'tenantId'>

interface ListQuery {
  readonly limit: number
  /** Id of the last one shown. */
  readonly after?: string | undefined
  readonly q?: string | undefined
}

/** Not ended, by name. */
export async function listPolicyRows({ tx }: Reach, query: ListQuery): Promise<PolicyRecord[]> {
  const after =
    query.after === undefined
      ? undefined
      : sql`(lower(${policy.name}), ${policy.id}) > (select lower(last.name), last.id from app.policy as last where last.id = ${query.after})`
  return tx
    .select()
    .from(policy)
    .where(and(isNull(policy.endedAt), after, contains(policy.name, query.q)))
    .orderBy(asc(sql`lower(${policy.name})`), asc(policy.id))
    .limit(query.limit)
}

/** Not ended, by name. */
export async function listRetainerRows({ tx }: Reach, query: ListQuery): Promise<RetainerRecord[]> {
  const after =
    query.after === undefined
      ? undefined
      : sql`(lower(${retainer.name}), ${retainer.id}) > (select lower(last.name), last.id from app.retainer as last where last.id = ${query.after})`
  return tx
    .select()
    .from(retainer)
    .where(and(isNull(retainer.endedAt), after, contains(retainer.name, query.q)))
    .orderBy(asc(sql`lower(${retainer.name})`), asc(retainer.id))
    .limit(query.limit)
}

/** Held until the transaction ends. */
export async function getPolicyRow({ tx }: Reach, id: string): Promise<PolicyRecord> {
  const [found] = await tx.select().from(policy).where(eq(policy.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such policy here.')
}

/** Held until the transaction ends. */
export async function getRetainerRow({ tx }: Reach, id: string): Promise<RetainerRecord> {
  const [found] = await tx.select().from(retainer).where(eq(retainer.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such firm on call here.')
}

/** @returns undefined when one of this name is there already */
export async function insertPolicy({ tx }: Reach, row: NewPolicy): Promise<PolicyRecord | undefined> {
  const [added] = await tx.insert(policy).values(row).onConflictDoNothing().returning()
  return added
}

/** @returns undefined when one of this name is there already */
export async function insertRetainer({ tx }: Reach, row: NewRetainer): Promise<RetainerRecord | undefined> {
  const [added] = await tx.insert(retainer).values(row).onConflictDoNothing().returning()
  return added
}

export async function updatePolicy(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewPolicy, 'id' | 'addedAt'>>,
): Promise<PolicyRecord> {
  const [changed] = await tx.update(policy).set(change).where(eq(policy.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such policy here.')
}

export async function updateRetainer(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewRetainer, 'id' | 'addedAt'>>,
): Promise<RetainerRecord> {
  const [changed] = await tx.update(retainer).set(change).where(eq(retainer.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such firm on call here.')
}

/** @returns false when it was raised before for the same day */
export async function insertTask({ tx }: Reach, row: Omit<TaskRecord, 'tenantId'>): Promise<boolean> {
  const rows = await tx
    .insert(retainerTask)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: retainerTask.id })
  return rows.length === 1
}

/** What waits, the first due first; of all agreements that stand unless some are named. */
export async function openTasks({ tx }: Reach, retainerIds?: readonly string[]): Promise<TaskRecord[]> {
  if (retainerIds?.length === 0) return []
  return tx
    .select()
    .from(retainerTask)
    .where(
      and(
        isNull(retainerTask.doneAt),
        retainerIds === undefined ? undefined : inArray(retainerTask.retainerId, [...retainerIds]),
      ),
    )
    .orderBy(asc(retainerTask.dueOn), asc(retainerTask.id))
}

/** @returns false when there is no such task, or it was done before */
export async function closeTask(
  { tx }: Reach,
  wanted: { readonly retainerId: string; readonly id: string },
  done: Pick<TaskRecord, 'doneAt' | 'doneBy' | 'outcome'>,
): Promise<boolean> {
  const { retainerId, id } = wanted
  const rows = await tx
    .update(retainerTask)
    .set(done)
    .where(and(eq(retainerTask.retainerId, retainerId), eq(retainerTask.id, id), isNull(retainerTask.doneAt)))
    .returning({ id: retainerTask.id })
  return rows.length === 1
}

/** What stands attested for these policies, the oldest first. */
export async function attestationsOf(
  { tx }: Reach,
  policyIds: readonly string[],
): Promise<AttestationRecord[]> {
  if (policyIds.length === 0) return []
  return tx
    .select()
    .from(attestation)
    .where(and(inArray(attestation.policyId, [...policyIds]), isNull(attestation.withdrawnAt)))
    .orderBy(asc(attestation.addedAt), asc(attestation.id))
}

/** One that was not withdrawn. */
export async function getAttestationRow(
  { tx }: Reach,
  wanted: { readonly policyId: string; readonly id: string },
): Promise<AttestationRecord> {
  const [found] = await tx
    .select()
    .from(attestation)
    .where(
      and(
        eq(attestation.policyId, wanted.policyId),
        eq(attestation.id, wanted.id),
        isNull(attestation.withdrawnAt),
      ),
    )
  return found ?? refuse('not_found', 'There is no such attestation here.')
}

export async function insertAttestation(
  { tx }: Reach,
  row: Omit<AttestationRecord, 'tenantId'>,
): Promise<void> {
  await tx.insert(attestation).values(row)
}

export async function updateAttestation(
  { tx }: Reach,
  id: string,
  change: Partial<Pick<AttestationRecord, 'proof' | 'withdrawnAt' | 'withdrawnWhy'>>,
): Promise<void> {
  await tx.update(attestation).set(change).where(eq(attestation.id, id))
}

/** What the insurer agreed to under this policy, the newest first. */
export async function consentsOf({ tx }: Reach, policyId: string): Promise<ConsentRecord[]> {
  return tx
    .select()
    .from(consent)
    .where(eq(consent.policyId, policyId))
    .orderBy(desc(consent.givenAt), desc(consent.id))
}

export async function insertConsent({ tx }: Reach, row: Omit<ConsentRecord, 'tenantId'>): Promise<void> {
  await tx.insert(consent).values(row)
}

/** What hangs on this person here, in words. */
export async function heldCover({ tx }: Reach, memberId: string): Promise<string[]> {
  const rows = await tx
    .select({ name: policy.name })
    .from(policy)
    .where(and(eq(policy.ownerId, memberId), isNull(policy.endedAt)))
    .orderBy(asc(policy.name))
  const others = await tx
    .select({ name: retainer.name })
    .from(retainer)
    .where(and(eq(retainer.ownerId, memberId), isNull(retainer.endedAt)))
    .orderBy(asc(retainer.name))
  return [
    ...rows.map(({ name }) => `the insurance ${name}`),
    ...others.map(({ name }) => `the firm on call ${name}`),
  ]
}

/** Names of firms on call and insurers by id, of those that ended too. */
export async function coverNames({
  tx,
}: Reach): Promise<Map<string, { readonly name: string; readonly answerHours: number | null }>> {
  const firms = await tx
    .select({ id: retainer.id, name: retainer.name, answerHours: retainer.answerHours })
    .from(retainer)
    .limit(2000)
  const policies = await tx.select({ id: policy.id, name: policy.insurer }).from(policy).limit(2000)
  return new Map([
    ...firms.map(({ id, ...firm }) => [id, firm] as const),
    ...policies.map(({ id, name }) => [id, { name, answerHours: null }] as const),
  ])
}

export async function searchPolicies(reach: Reach, sought: Sought): Promise<Found[]> {
  const { id, name, insurer, number, note } = policy
  return findRows(reach, sought, {
    ...{
      table: policy,
      id,
      title: name,
      more: insurer,
      within: [number, note],
      where: isNull(policy.endedAt),
    },
    path: (row) => `/policies/${row.id}`,
  })
}

export async function searchRetainers(reach: Reach, sought: Sought): Promise<Found[]> {
  return findRows(reach, sought, {
    ...{ table: retainer, id: retainer.id, title: retainer.name, where: isNull(retainer.endedAt) },
    path: ({ title }) => `/retainers?q=${encodeURIComponent(title)}`,
  })
}
