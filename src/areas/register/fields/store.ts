import { desc, lt } from 'drizzle-orm'
import type { Context } from '../../../platform/action.ts'
import { shippedForm } from './content/shipped-form.ts'
import { incidentForm } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type FormRecord = Omit<typeof incidentForm.$inferSelect, 'tenantId' | 'changedAt'> & {
  /** null while the organisation has none of its own. */
  readonly changedAt: Date | null
}

/** The form that holds now; the one that ships until the organisation has one of its own. */
export async function currentForm({ tx }: Reach): Promise<FormRecord> {
  const [found] = await tx.select().from(incidentForm).orderBy(desc(incidentForm.version)).limit(1)
  return found ?? { version: 1, content: shippedForm, reason: '', changedBy: 'Muster', changedAt: null }
}

/** Adds a version; false when somebody else was quicker with the same number. */
export async function addForm(
  { tx }: Reach,
  fields: Omit<typeof incidentForm.$inferInsert, 'tenantId'>,
): Promise<boolean> {
  const added = await tx
    .insert(incidentForm)
    .values(fields)
    .onConflictDoNothing()
    .returning({ version: incidentForm.version })
  return added.length === 1
}

/** Newest first, below a version; one more than a page, since each is compared with the one before. */
export async function listForms(
  { tx }: Reach,
  { below, limit }: { below: number; limit: number },
): Promise<FormRecord[]> {
  return tx
    .select()
    .from(incidentForm)
    .where(lt(incidentForm.version, below))
    .orderBy(desc(incidentForm.version))
    .limit(limit + 1)
}
