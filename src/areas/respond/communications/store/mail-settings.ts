import { sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import type { MailServer } from '../../../../platform/mail/send.ts'
import type { Why } from '../rules/delivery.ts'
import { mailSettings } from '../tables/reaching.ts'

type Reach = Pick<Context, 'tx'>
export type MailRow = typeof mailSettings.$inferSelect

export async function findMail({ tx }: Reach): Promise<MailRow | undefined> {
  const [row] = await tx.select().from(mailSettings)
  return row
}

/** Whether mail was tested and confirmed, so that it may go out. */
export async function isMailOn(context: Reach): Promise<boolean> {
  const row = await findMail(context)
  return row !== undefined && row.confirmedAt !== null
}

/** The same as {@link findMail}, held until the transaction ends. */
export async function lockMail({ tx }: Reach): Promise<MailRow | undefined> {
  const [row] = await tx.select().from(mailSettings).for('update')
  return row
}

export async function saveMail({ tx }: Reach, fields: Omit<MailRow, 'tenantId'>): Promise<MailRow> {
  const [row] = await tx
    .insert(mailSettings)
    .values(fields)
    .onConflictDoUpdate({ target: mailSettings.tenantId, set: fields })
    .returning()
  if (row === undefined) throw new Error('an upsert gave no row')
  return row
}

export async function changeMail({ tx }: Reach, change: Partial<Omit<MailRow, 'tenantId'>>): Promise<void> {
  await tx
    .update(mailSettings)
    .set(change)
    .where(sql`true`)
}

/** What the last try said; written only when that is news, since every message would write the same row. */
export async function noteMail(context: Reach, why: Why | null): Promise<void> {
  await context.tx
    .update(mailSettings)
    .set({ lastWhy: why })
    .where(sql`${mailSettings.lastWhy} is distinct from ${why}`)
}

export function sealPassword({ services, tenantId }: SecretReach, password: string): Buffer {
  return services.secrets.seal({ tenantId, purpose: 'mail password' }, password)
}

export function sealCode({ services, tenantId }: SecretReach, code: string): Buffer {
  return services.secrets.seal({ tenantId, purpose: 'mail test code' }, code)
}

export function openCode({ services, tenantId }: SecretReach, sealed: Buffer): string {
  return services.secrets.open({ tenantId, purpose: 'mail test code' }, sealed)
}

/**
 * The server with its password in clear: for handing to the post, never for an answer or a log. Undefined when the
 * password was sealed with a key that this installation no longer has.
 */
export function serverOf(context: SecretReach, row: MailRow): MailServer | undefined {
  const { host, port, security, user, from } = row
  const password = passwordIn(context, row)
  return password === undefined ? undefined : { host, port, security, user, password, from }
}

function passwordIn({ services, tenantId }: SecretReach, { password }: MailRow): string | undefined {
  if (password === null) return ''
  try {
    return services.secrets.open({ tenantId, purpose: 'mail password' }, password)
  } catch {
    return undefined
  }
}

type SecretReach = Pick<Context, 'services' | 'tenantId'>
