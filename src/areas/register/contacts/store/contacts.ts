import { findRows } from '../../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../../base/search.ts'
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { digitsOf, type Kept } from '../rules/directory.ts'
import { contact, contactImport } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ContactRecord = typeof contact.$inferSelect
export type NewContact = Omit<ContactRecord, 'tenantId'>
export type ImportRecord = typeof contactImport.$inferSelect

/** All that are on the list, with what the list is sorted, searched and coloured by; the details come page by page. */
export async function listKept({ tx }: Reach): Promise<Kept[]> {
  return tx
    .select({
      id: contact.id,
      isLinked: sql<boolean>`num_nonnulls(${contact.memberId}, ${contact.vendorId}, ${contact.retainerId}, ${contact.policyId}) > 0`,
      kind: contact.kind,
      name: contact.name,
      organisation: contact.organisation,
      job: contact.job,
      confirmedAt: contact.confirmedAt,
    })
    .from(contact)
    .where(isNull(contact.removedAt))
}

/** What this room keeps of these, by id; those taken off the list are absent. */
export async function contactsFor(
  { tx }: Reach,
  ids: readonly string[],
): Promise<Map<string, ContactRecord>> {
  const found = new Map<string, ContactRecord>()
  for (const some of inParts(ids)) {
    const rows = await tx
      .select()
      .from(contact)
      .where(and(inArray(contact.id, some), isNull(contact.removedAt)))
    for (const row of rows) found.set(row.id, row)
  }
  return found
}

/** Held until the transaction ends, in the order of their ids, so that two who do this never wait for each other. */
export async function lockContacts(
  { tx }: Reach,
  ids: readonly string[],
): Promise<Map<string, ContactRecord>> {
  const found = new Map<string, ContactRecord>()
  for (const some of inParts(ids)) {
    const rows = await tx
      .select()
      .from(contact)
      .where(inArray(contact.id, some))
      .orderBy(asc(contact.id))
      .for('update')
    for (const row of rows) found.set(row.id, row)
  }
  return found
}

/** Who stands in for whom. From here on until the transaction ends nobody else changes that. */
export async function lockDeputies({ tx }: Reach): Promise<Map<string, string | null>> {
  // Two who each make a half of a circle at the same moment would else both be right.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('deputies ' || wall.tenant(), 0))`)
  const rows = await tx
    .select({ id: contact.id, deputyId: contact.deputyId })
    .from(contact)
    .where(sql`${contact.deputyId} is not null`)
  return new Map(rows.map(({ id, deputyId }) => [id, deputyId]))
}

/** Those for whom this one stands in. */
export async function deputisedBy({ tx }: Reach, id: string): Promise<string[]> {
  const rows = await tx
    .select({ id: contact.id })
    .from(contact)
    .where(and(eq(contact.deputyId, id), isNull(contact.removedAt)))
  return rows.map((row) => row.id)
}

export async function insertContact({ tx }: Reach, row: NewContact): Promise<void> {
  await tx.insert(contact).values(row)
}

export async function insertContacts({ tx }: Reach, rows: readonly NewContact[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) await tx.insert(contact).values(rows.slice(at, at + 500))
}

/** Rows for those who stand elsewhere, unless there are some: two who add one at once get the same. */
export async function ensureRows({ tx }: Reach, rows: readonly NewContact[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500)
    await tx
      .insert(contact)
      .values(rows.slice(at, at + 500))
      .onConflictDoNothing()
}

/** Rows that are there and locked, as they are to stand. */
export async function overwriteContacts({ tx }: Reach, rows: readonly NewContact[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500)
    await tx
      .insert(contact)
      .values(rows.slice(at, at + 500))
      .onConflictDoUpdate({
        target: [contact.tenantId, contact.id],
        set: {
          organisation: sql`excluded.organisation`,
          job: sql`excluded.job`,
          ways: sql`excluded.ways`,
          timeZone: sql`excluded.time_zone`,
          languages: sql`excluded.languages`,
          away: sql`excluded.away`,
          note: sql`excluded.note`,
          confirmedAt: sql`excluded.confirmed_at`,
          confirmedBy: sql`excluded.confirmed_by`,
          confirmedHow: sql`excluded.confirmed_how`,
          importId: sql`excluded.import_id`,
          changedAt: sql`excluded.changed_at`,
          removedAt: sql`excluded.removed_at`,
        },
      })
}

export async function updateContact(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewContact, 'id' | 'addedAt'>>,
): Promise<ContactRecord> {
  const [changed] = await tx.update(contact).set(change).where(eq(contact.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such contact here.')
}

export async function insertImport({ tx }: Reach, row: Omit<ImportRecord, 'tenantId'>): Promise<void> {
  await tx.insert(contactImport).values(row)
}

/** The last ones, the newest first. */
export async function listImports({ tx }: Reach): Promise<ImportRecord[]> {
  return tx
    .select()
    .from(contactImport)
    .orderBy(desc(contactImport.takenAt), desc(contactImport.id))
    .limit(10)
}

/** Held until the transaction ends. */
export async function lockImport({ tx }: Reach, id: string): Promise<ImportRecord> {
  const [found] = await tx.select().from(contactImport).where(eq(contactImport.id, id)).for('update')
  return found ?? refuse('not_found', 'No such list was taken in here.')
}

export async function updateImport(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<ImportRecord, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.update(contactImport).set(change).where(eq(contactImport.id, id))
}

/** What stood before the older lists is not needed any more: only the last one can be taken back. */
export async function forgetBefore({ tx }: Reach): Promise<void> {
  await tx
    .update(contactImport)
    .set({ before: [] })
    .where(sql`jsonb_array_length(${contactImport.before}) > 0`)
}

/** Those that a list added or changed and that are on the list still. */
export async function contactsOfImport({ tx }: Reach, importId: string): Promise<ContactRecord[]> {
  return tx
    .select()
    .from(contact)
    .where(and(eq(contact.importId, importId), isNull(contact.removedAt)))
    .for('update')
}

/** A list of ids as long as one query takes. */
function inParts(ids: readonly string[]): string[][] {
  const all = [...new Set(ids)].toSorted()
  return Array.from({ length: Math.ceil(all.length / 5000) }, (_, part) =>
    all.slice(part * 5000, part * 5000 + 5000),
  )
}

/** Those of whom this list alone knows: a member and a supplier are found where they stand. How to reach somebody is not searched. */
export async function searchContacts(reach: Reach, sought: Sought): Promise<Found[]> {
  const { id, name, organisation, job, ways, memberId, vendorId, removedAt } = contact
  const values = sql`jsonb_path_query_array(${ways}, '$[*].value')`
  const known = {
    ...{ table: contact, id, title: name, more: organisation },
    where: and(isNull(removedAt), isNull(memberId), isNull(vendorId)),
    path: (row: { readonly id: string }) => `/contacts/${row.id}`,
  }
  const digits = digitsOf(sought.typed)
  if (digits === undefined) return findRows(reach, sought, { ...known, within: [job, sql`${values}::text`] })
  // A number is found however it is grouped, with the code of the country or with a nought.
  const numbers = sql`regexp_replace(${values}::text, '[^0-9",]', '', 'g')`
  return findRows(
    reach,
    { ...sought, words: [digits] },
    {
      ...known,
      within: [job, sql`${values}::text`, numbers],
    },
  )
}
