import { and, asc, eq, lt } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { upload, uploadPart } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type UploadRecord = typeof upload.$inferSelect
export type PartRecord = typeof uploadPart.$inferSelect

export async function addUpload({ tx }: Reach, fields: typeof upload.$inferInsert): Promise<UploadRecord> {
  const [added] = await tx.insert(upload).values(fields).returning()
  return added ?? refuse('unavailable', 'The upload could not be begun. Try again.')
}

/** Those under way, oldest first. */
export async function listOpenUploads({ tx }: Reach, incidentId: string): Promise<UploadRecord[]> {
  return tx
    .select()
    .from(upload)
    .where(and(eq(upload.incidentId, incidentId), eq(upload.state, 'open')))
    .orderBy(asc(upload.begunAt), asc(upload.id))
}

export async function getUpload({ tx }: Reach, incidentId: string, id: string): Promise<UploadRecord> {
  const [found] = await tx.select().from(upload).where(ofIncident(incidentId, id))
  return found ?? refuseUnknown()
}

/** The same, locked until the transaction ends: of two parts for one place, one waits for the other. */
export async function getUploadToChange(
  { tx }: Reach,
  incidentId: string,
  id: string,
): Promise<UploadRecord> {
  const [found] = await tx.select().from(upload).where(ofIncident(incidentId, id)).for('update')
  return found ?? refuseUnknown()
}

export async function changeUpload(
  { tx }: Reach,
  id: string,
  change: Partial<Pick<UploadRecord, 'arrived' | 'touchedAt' | 'state' | 'evidenceId'>>,
): Promise<UploadRecord> {
  const [changed] = await tx.update(upload).set(change).where(eq(upload.id, id)).returning()
  return changed ?? refuseUnknown()
}

/** Uploads that nobody went on with since, locked. */
export async function listAbandoned({ tx }: Reach, before: Date): Promise<UploadRecord[]> {
  return tx
    .select()
    .from(upload)
    .where(and(eq(upload.state, 'open'), lt(upload.touchedAt, before)))
    .for('update')
}

export async function addPart({ tx }: Reach, fields: Omit<PartRecord, 'tenantId'>): Promise<void> {
  await tx.insert(uploadPart).values(fields)
}

export async function findPart(
  { tx }: Reach,
  uploadId: string,
  start: number,
): Promise<PartRecord | undefined> {
  const [found] = await tx
    .select()
    .from(uploadPart)
    .where(and(eq(uploadPart.uploadId, uploadId), eq(uploadPart.start, start)))
  return found
}

/** All parts in their order. */
export async function listParts({ tx }: Reach, uploadId: string): Promise<PartRecord[]> {
  return tx.select().from(uploadPart).where(eq(uploadPart.uploadId, uploadId)).orderBy(asc(uploadPart.start))
}

/** Their bytes go with the next sweep. */
export async function forgetParts({ tx }: Reach, uploadId: string): Promise<void> {
  await tx.delete(uploadPart).where(eq(uploadPart.uploadId, uploadId))
}

function ofIncident(incidentId: string, id: string) {
  return and(eq(upload.incidentId, incidentId), eq(upload.id, id))
}

function refuseUnknown(): never {
  refuse('not_found', 'There is no such file on its way into this incident.')
}
