import type { Context } from '../../../platform/action.ts'
import type { DirectoryEntry } from './rules/directory.ts'
import { authorityEntry, packReview } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type ReviewRecord = typeof packReview.$inferSelect

/** Entries that the organisation checked or changed itself. */
export async function listOwnEntries({ tx }: Reach): Promise<DirectoryEntry[]> {
  return (await tx.select({ entry: authorityEntry.entry }).from(authorityEntry)).map(({ entry }) => entry)
}

export async function saveEntry(
  { tx }: Reach,
  entry: DirectoryEntry,
  by: { takenAt: Date; takenBy: string },
): Promise<void> {
  const fields = { key: entry.key, entry, checkedOn: entry.checkedOn, ...by }
  await tx
    .insert(authorityEntry)
    .values(fields)
    .onConflictDoUpdate({ target: [authorityEntry.tenantId, authorityEntry.key], set: fields })
}

export async function listReviews({ tx }: Reach): Promise<ReviewRecord[]> {
  return tx.select().from(packReview)
}

export async function saveReview({ tx }: Reach, fields: Omit<ReviewRecord, 'tenantId'>): Promise<void> {
  await tx
    .insert(packReview)
    .values(fields)
    .onConflictDoUpdate({ target: [packReview.tenantId, packReview.pack], set: fields })
}
