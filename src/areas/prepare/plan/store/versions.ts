import { asc, desc, eq, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Services } from '../../../../platform/services.ts'
import { planApproval, planPublication, planReceipt, planVersion } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type VersionRecord = Omit<typeof planVersion.$inferSelect, 'tenantId'>
/** Without the document, which is long. */
export type VersionHead = Omit<VersionRecord, 'document'>
export type ApprovalRecord = Omit<typeof planApproval.$inferSelect, 'tenantId'>
export type PublicationRecord = Omit<typeof planPublication.$inferSelect, 'tenantId'>

/** The tenant that printed this code. */
export async function tenantOfCode(door: Services['door'], code: string): Promise<string | undefined> {
  const { rows } = await door.query<{ tenant: string | null }>('select wall.plan_code($1) as tenant', [code])
  return rows[0]?.tenant ?? undefined
}

/** Whoever hands in, approves or publishes does it alone: held until the transaction ends. */
export async function lockVersions({ tx }: Reach): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('plan ' || wall.tenant()::text))`)
}

/** The newest first. */
export async function listVersionHeads({ tx }: Reach): Promise<VersionHead[]> {
  return tx.select(head).from(planVersion).orderBy(desc(planVersion.version))
}

/** @throws Refusal `not_found` */
export async function getVersion({ tx }: Reach, version: number): Promise<VersionRecord> {
  const [found] = await tx.select().from(planVersion).where(eq(planVersion.version, version))
  return found ?? refuse('not_found', 'There is no such version of the plan.')
}

export async function addVersion({ tx }: Reach, row: VersionRecord): Promise<void> {
  await tx.insert(planVersion).values(row)
}

/** In the order in which they were given. */
export async function listApprovals({ tx }: Reach): Promise<ApprovalRecord[]> {
  return tx.select().from(planApproval).orderBy(asc(planApproval.decidedAt), asc(planApproval.memberId))
}

export async function addApproval({ tx }: Reach, row: ApprovalRecord): Promise<void> {
  await tx.insert(planApproval).values(row)
}

/** The newest first: the first of them counts. */
export async function listPublications({ tx }: Reach): Promise<PublicationRecord[]> {
  return tx.select().from(planPublication).orderBy(desc(planPublication.version))
}

export async function addPublication({ tx }: Reach, row: PublicationRecord): Promise<void> {
  await tx.insert(planPublication).values(row)
}

/** Member to when they said that they read this version. */
export async function receiptsOf({ tx }: Reach, version: number): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx.select().from(planReceipt).where(eq(planReceipt.version, version))
  return new Map(rows.map(({ memberId, readAt }) => [memberId, readAt]))
}

/** @returns false where they had said so before */
export async function addReceipt(
  { tx }: Reach,
  row: { readonly version: number; readonly memberId: string; readonly readAt: Date },
): Promise<boolean> {
  const rows = await tx
    .insert(planReceipt)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: planReceipt.version })
  return rows.length === 1
}

const head = {
  version: planVersion.version,
  sha256: planVersion.sha256,
  note: planVersion.note,
  quorum: planVersion.quorum,
  submittedAt: planVersion.submittedAt,
  submittedBy: planVersion.submittedBy,
}
