import { and, asc, desc, eq, gt, isNotNull, or, sql, type SQL } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Listed } from '../rules/playbook-age.ts'
import { playbook, playbookOriginal, playbookVersion } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type PlaybookRecord = typeof playbook.$inferSelect
export type VersionRecord = typeof playbookVersion.$inferSelect

/** What the organisation keeps under this key; undefined while it never touched the playbook. */
export async function findPlaybook({ tx }: Reach, key: string): Promise<PlaybookRecord | undefined> {
  const [found] = await tx.select().from(playbook).where(eq(playbook.key, key))
  return found
}

/** The same, locked until the transaction ends: of two people who publish at once, one waits for the other. */
export async function findPlaybookToChange({ tx }: Reach, key: string): Promise<PlaybookRecord | undefined> {
  const [found] = await tx.select().from(playbook).where(eq(playbook.key, key)).for('update')
  return found
}

const { document } = playbookVersion

/** What the list says of a version, and no more of it: a version can be as large as a book. */
const listed = sql<Listed | null>`case when ${playbookVersion.version} is not null then
  jsonb_strip_nulls(jsonb_build_object(
    'id', ${document} -> 'id', 'version', ${document} -> 'version', 'language', ${document} -> 'language',
    'title', ${document} -> 'title', 'plainTitle', ${document} -> 'plainTitle',
    'recognise', ${document} -> 'recognise', 'reviewedOn', ${document} -> 'reviewedOn',
    'severity', jsonb_build_object('default', ${document} -> 'severity' -> 'default')
  )) end`

/** A row may outlive all that it held, so that its revision goes on rising. */
const holdsSomething = or(isNotNull(playbook.draft), gt(playbook.lastVersion, 0))

/** Everything of the organisation's own, without the documents themselves; a few dozen at most. */
export async function listOwn({ tx }: Reach) {
  return tx
    .select({
      key: playbook.key,
      inUse: playbook.inUse,
      hasDraft: sql<boolean>`${playbook.draft} is not null`,
      kind: playbook.kind,
      title: playbook.title,
      listed,
    })
    .from(playbook)
    .leftJoin(
      playbookVersion,
      and(eq(playbookVersion.key, playbook.key), eq(playbookVersion.version, playbook.inUse)),
    )
    .where(holdsSomething)
    .orderBy(asc(playbook.title), asc(playbook.key))
}

export async function countOwn({ tx }: Reach): Promise<number> {
  return tx.$count(playbook, holdsSomething)
}

export async function addPlaybook(
  { tx }: Reach,
  fields: Omit<typeof playbook.$inferInsert, 'tenantId'>,
): Promise<PlaybookRecord> {
  const [added] = await tx.insert(playbook).values(fields).onConflictDoNothing().returning()
  return added ?? refuse('conflict', 'Somebody began this at the same moment. Load the page again.')
}

export async function changePlaybook(
  { tx }: Reach,
  key: string,
  change: Partial<Omit<PlaybookRecord, 'tenantId' | 'key' | 'kind' | 'madeAt' | 'madeBy'>>,
): Promise<PlaybookRecord> {
  const [changed] = await tx.update(playbook).set(change).where(eq(playbook.key, key)).returning()
  return changed ?? refuse('not_found', 'There is no such playbook here.')
}

/** For one that was never published: what it was imported from goes with it. */
export async function dropPlaybook({ tx }: Reach, key: string): Promise<void> {
  await tx.delete(playbookOriginal).where(eq(playbookOriginal.key, key))
  await tx.delete(playbook).where(eq(playbook.key, key))
}

export async function addVersion(
  { tx }: Reach,
  fields: Omit<typeof playbookVersion.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(playbookVersion).values(fields)
}

/** Newest first. */
export async function listVersions({ tx }: Reach, key: string) {
  const { version, note, sha256, publishedAt, publishedBy } = playbookVersion
  return tx
    .select({ version, note, sha256, publishedAt, publishedBy })
    .from(playbookVersion)
    .where(eq(playbookVersion.key, key))
    .orderBy(desc(version))
    .limit(500)
}

export async function getVersion({ tx }: Reach, key: string, version: number): Promise<VersionRecord> {
  const [found] = await tx
    .select()
    .from(playbookVersion)
    .where(and(eq(playbookVersion.key, key), eq(playbookVersion.version, version)))
  return found ?? refuse('not_found', 'There is no such version of this playbook.')
}

/** The version in use under this key; undefined where the shipped one is, or none. */
export async function findVersionInUse(context: Reach, key: string): Promise<VersionRecord | undefined> {
  const [found] = await versionsInUse(context, eq(playbook.key, key))
  return found
}

/** Every version in use of the organisation's own, by title. */
export async function listVersionsInUse(context: Reach): Promise<VersionRecord[]> {
  return versionsInUse(context)
}

async function versionsInUse({ tx }: Reach, which?: SQL): Promise<VersionRecord[]> {
  const rows = await tx
    .select({ version: playbookVersion })
    .from(playbook)
    .innerJoin(
      playbookVersion,
      and(eq(playbookVersion.key, playbook.key), eq(playbookVersion.version, playbook.inUse)),
    )
    .where(which)
    .orderBy(asc(playbook.title), asc(playbook.key))
  return rows.map(({ version }) => version)
}

export async function addOriginal(
  { tx }: Reach,
  fields: Omit<typeof playbookOriginal.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(playbookOriginal).values(fields)
}

export async function hasOriginal({ tx }: Reach, key: string): Promise<boolean> {
  const found = await tx
    .select({ key: playbookOriginal.key })
    .from(playbookOriginal)
    .where(eq(playbookOriginal.key, key))
  return found.length > 0
}

export async function getOriginal({ tx }: Reach, key: string) {
  const [found] = await tx.select().from(playbookOriginal).where(eq(playbookOriginal.key, key))
  return found ?? refuse('not_found', 'This playbook was not imported from a file.')
}
