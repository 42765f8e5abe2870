import { boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appSchema, bytes, instant, tenantId } from '../../../platform/database/tables.ts'
import type { CaseLetter, MailAudience, MailKey, Signature, Trouble } from './contract.ts'

export const mailKey = appSchema.table('mail_key', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<'own' | 'contact'>().notNull(),
  form: text('form').$type<MailKey['form']>().notNull().default('smime'),
  email: text('email').notNull(),
  name: text('name').notNull(),
  fingerprint: text('fingerprint').notNull(),
  certificate: text('certificate').notNull(),
  privateKey: bytes('private_key'),
  validFrom: instant('valid_from').notNull(),
  validUntil: instant('valid_until').notNull(),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
  removedAt: instant('removed_at'),
})

export const mailThread = appSchema.table('mail_thread', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  token: text('token').notNull(),
  subject: text('subject').notNull(),
  audience: text('audience').$type<MailAudience>().notNull(),
  begunAt: instant('begun_at').notNull(),
  begunBy: text('begun_by').notNull(),
  lastAt: instant('last_at').notNull(),
})

export const mailLetter = appSchema.table('mail_letter', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  threadId: uuid('thread_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  way: text('way').$type<'in' | 'out'>().notNull(),
  messageId: text('message_id').notNull(),
  subject: text('subject').notNull(),
  body: text('body').notNull(),
  emails: text('emails').array().notNull(),
  by: text('by').notNull(),
  memberId: uuid('member_id'),
  at: instant('at').notNull(),
  isEncrypted: boolean('is_encrypted').notNull(),
  signature: text('signature').$type<Signature>().notNull(),
  signer: text('signer').notNull(),
  signerEmail: text('signer_email').notNull(),
  signerFingerprint: text('signer_fingerprint').notNull(),
  signerCertificate: text('signer_certificate').notNull(),
  knownSince: instant('known_since'),
  trouble: text('trouble').$type<Trouble>().notNull(),
  sha256: text('sha256').notNull(),
  originalId: uuid('original_id'),
  files: jsonb('files').$type<CaseLetter['files']>().notNull(),
  entity: bytes('entity'),
})

export const mailCopy = appSchema.table('mail_copy', {
  tenantId: tenantId(),
  id: uuid('id').notNull(),
  letterId: uuid('letter_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  email: text('email').notNull(),
  state: text('state').$type<'waiting' | 'reached' | 'not reached'>().notNull().default('waiting'),
  why: text('why').notNull(),
  tries: integer('tries').notNull().default(0),
  createdAt: instant('created_at').notNull(),
  nextTryAt: instant('next_try_at').notNull(),
  claimedUntil: instant('claimed_until'),
  settledAt: instant('settled_at'),
})
