import { isAnyOf } from '../../../../platform/database/tables.ts'
import { findRows, rowsInCases, type FoundRow } from '../../../../platform/database/find-rows.ts'
import { type Sought } from '../../../../base/search.ts'
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { evidence, hold, keeping, upload, uploadPart } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SealedRow = typeof evidence.$inferSelect
export type Keeping = Omit<typeof keeping.$inferSelect, 'tenantId' | 'evidenceId'>
export type Hold = typeof hold.$inferSelect
export interface EvidenceRecord extends SealedRow, Keeping {
  /** The hold that binds it now. */
  readonly hold: Hold | null
}

/** What holds for a row that was sealed before anything was said about keeping it. */
const plainKeeping: Keeping = {
  sensitivity: 'normal',
  isSample: false,
  copyOf: null,
  copyNumber: null,
  sourceId: null,
  path: '',
  retainUntil: null,
  custodianId: null,
  custodian: null,
  removedAt: null,
  removedBy: null,
  removalReason: null,
}

export async function addEvidence(
  { tx }: Reach,
  fields: Omit<SealedRow, 'tenantId'>,
  kept: Partial<Keeping>,
): Promise<EvidenceRecord> {
  const [added] = await tx.insert(evidence).values(fields).returning()
  if (added === undefined) refuse('unavailable', 'The evidence could not be recorded. Send it again.')
  await tx.insert(keeping).values({ ...plainKeeping, ...kept, evidenceId: fields.id })
  return { ...added, ...plainKeeping, ...kept, hold: null }
}

export interface EvidenceQuery {
  readonly incidentId: string
  /** Entries of this archive, or with `none` what is no entry of any. */
  readonly source?: string | undefined
  readonly only?: 'copies' | undefined
  readonly after?: { readonly addedAt: Date; readonly id: string } | undefined
  readonly order?: 'oldest' | 'newest'
  readonly limit: number
}

export async function listEvidence(
  { tx }: Reach,
  { incidentId, source, only, after, order = 'oldest', limit }: EvidenceQuery,
): Promise<EvidenceRecord[]> {
  const rows = await joined({ tx })
    .where(
      and(
        ...[eq(evidence.incidentId, incidentId), ofSource(source), behind(after, order)],
        only === 'copies' ? isNotNull(keeping.copyOf) : undefined,
      ),
    )
    .orderBy(...[evidence.addedAt, evidence.id].map(order === 'oldest' ? asc : desc))
    .limit(limit)
  return rows.map(recordOf)
}

function ofSource(source: string | undefined): SQL | undefined {
  if (source === undefined) return undefined
  return source === 'none' ? isNull(keeping.sourceId) : eq(keeping.sourceId, source)
}

function behind(after: EvidenceQuery['after'], order: 'oldest' | 'newest'): SQL | undefined {
  if (after === undefined) return undefined
  const { addedAt, id } = after
  const further = order === 'oldest' ? gt : lt
  return or(further(evidence.addedAt, addedAt), and(eq(evidence.addedAt, addedAt), further(evidence.id, id)))
}

/** Found by its incident and its own id together; one of them from elsewhere finds nothing. */
export async function getEvidence({ tx }: Reach, incidentId: string, id: string): Promise<EvidenceRecord> {
  const [found] = await joined({ tx }).where(and(eq(evidence.incidentId, incidentId), eq(evidence.id, id)))
  return found === undefined
    ? refuse('not_found', 'There is no such evidence in this incident.')
    : recordOf(found)
}

/** The same, locked until the transaction ends: removing, holding and handing over exclude each other. */
export async function getEvidenceToChange(
  reach: Reach,
  incidentId: string,
  id: string,
): Promise<EvidenceRecord> {
  const { sha256 } = await getEvidence(reach, incidentId, id)
  // By the bytes, since two rows may lean on one file. The row of keeping may not be there yet to be locked.
  await reach.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(wall.tenant()::text || ${sha256}, 24))`,
  )
  return getEvidence(reach, incidentId, id)
}

export async function changeKeeping({ tx }: Reach, id: string, change: Partial<Keeping>): Promise<void> {
  await tx
    .insert(keeping)
    .values({ ...plainKeeping, ...change, evidenceId: id })
    .onConflictDoUpdate({ target: [keeping.tenantId, keeping.evidenceId], set: change })
}

export async function placeHold({ tx }: Reach, fields: typeof hold.$inferInsert): Promise<void> {
  await tx.insert(hold).values(fields)
}

/** Cases of which one thing at least is under hold. */
export async function listCasesOfHolds({ tx }: Reach): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: evidence.incidentId })
    .from(hold)
    .innerJoin(evidence, eq(evidence.id, hold.evidenceId))
    .where(isNull(hold.releasedAt))
  return rows.map(({ id }) => id)
}

export async function releaseHold(
  { tx }: Reach,
  id: string,
  release: Pick<Hold, 'releasedAt' | 'releasedBy' | 'releaseReason'>,
): Promise<void> {
  await tx.update(hold).set(release).where(eq(hold.id, id))
}

/** How many copies of it there are. */
export async function countCopies({ tx }: Reach, id: string): Promise<number> {
  return tx.$count(keeping, eq(keeping.copyOf, id))
}

/** Paths of an archive that are sealed already: what a broken-off unpacking need not do again. */
export async function pathsFrom({ tx }: Reach, sourceId: string): Promise<Set<string>> {
  const rows = await tx.select({ path: keeping.path }).from(keeping).where(eq(keeping.sourceId, sourceId))
  return new Set(rows.map(({ path }) => path))
}

/** How many of these ids this incident holds. */
export async function countKnown({ tx }: Reach, incidentId: string, ids: readonly string[]): Promise<number> {
  return tx.$count(evidence, and(eq(evidence.incidentId, incidentId), inArray(evidence.id, [...ids])))
}

/** Names by id, of what this viewer may see. */
export async function evidenceNames({ tx }: Reach, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: evidence.id, name: evidence.name })
    .from(evidence)
    .where(inArray(evidence.id, [...ids]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Whether the record still leans on these bytes; the sweep of the file store asks before it removes any. */
export async function isKnownFile({ tx }: Reach, sha256: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: evidence.id })
    .from(evidence)
    .leftJoin(keeping, keptWith)
    .where(and(eq(evidence.sha256, sha256), isNull(keeping.removedAt)))
    .limit(1)
  if (row !== undefined) return true
  const [part] = await tx
    .select({ start: uploadPart.start })
    .from(uploadPart)
    .innerJoin(upload, eq(upload.id, uploadPart.uploadId))
    .where(and(eq(uploadPart.sha256, sha256), eq(upload.state, 'open')))
    .limit(1)
  return part !== undefined
}

const keptWith = eq(keeping.evidenceId, evidence.id)

function joined({ tx }: Reach) {
  return tx
    .select({ sealed: evidence, kept: keeping, hold })
    .from(evidence)
    .leftJoin(keeping, keptWith)
    .leftJoin(hold, and(eq(hold.evidenceId, evidence.id), isNull(hold.releasedAt)))
}

function recordOf(row: {
  sealed: SealedRow
  kept: typeof keeping.$inferSelect | null
  hold: Hold | null
}): EvidenceRecord {
  const {
    tenantId: _tenant,
    evidenceId: _id,
    ...kept
  } = row.kept ?? { ...plainKeeping, tenantId: '', evidenceId: '' }
  return { ...row.sealed, ...kept, hold: row.hold }
}

/** Names of what is sealed, where it comes from and its hash; its bytes are not searched. */
export async function searchEvidence(reach: Reach, sought: Sought): Promise<FoundRow[]> {
  const { id, name, where, why, sha256, incidentId } = evidence
  return findRows(reach, sought, {
    ...{ table: evidence, id, title: name, within: [where, why, sha256], of: incidentId },
    where: isAnyOf(id, await rowsInCases(reach, sought, 'evidence')),
    path: ({ of }) => `/incidents/${of}?part=evidence`,
  })
}
