import { asc, eq, isNull } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { completeRules, shippedRules, type StatementRules } from '../rules/releasing.ts'
import { chatChannel, statementRules } from '../tables/statements.ts'

type Reach = Pick<Context, 'tx'>
type SecretReach = Pick<Context, 'services' | 'tenantId'>
export type RulesRecord = typeof statementRules.$inferSelect
export type ChatRecord = typeof chatChannel.$inferSelect

export async function findRules({ tx }: Reach): Promise<RulesRecord | undefined> {
  const [row] = await tx.select().from(statementRules)
  return row && { ...row, rules: completeRules(row.rules) }
}

/** What the organisation set, or what ships. */
export async function rulesFor(context: Reach): Promise<StatementRules> {
  return (await findRules(context))?.rules ?? shippedRules
}

/** Of two people who set them at once, the second is told. */
export async function saveRules(
  { tx }: Reach,
  fields: Omit<RulesRecord, 'tenantId'>,
  seen: number,
): Promise<void> {
  const stale = 'Somebody else changed these rules meanwhile. Look at them, then do it again.'
  const [row] = await tx.select({ revision: statementRules.revision }).from(statementRules).for('update')
  if ((row?.revision ?? 0) !== seen) refuse('conflict', stale, { reason: 'stale' })
  const { rowCount } =
    row === undefined
      ? await tx.insert(statementRules).values(fields).onConflictDoNothing()
      : await tx.update(statementRules).set(fields)
  if (rowCount === 0) refuse('conflict', stale, { reason: 'stale' })
}

export async function listChats({ tx }: Reach): Promise<ChatRecord[]> {
  return tx.select().from(chatChannel).where(isNull(chatChannel.removedAt)).orderBy(asc(chatChannel.id))
}

export async function findChat({ tx }: Reach, id: string): Promise<ChatRecord | undefined> {
  const [row] = await tx.select().from(chatChannel).where(eq(chatChannel.id, id))
  return row
}

export async function addChat({ tx }: Reach, fields: Omit<ChatRecord, 'tenantId'>): Promise<void> {
  const { rowCount } = await tx.insert(chatChannel).values(fields).onConflictDoNothing()
  if (rowCount === 0) refuse('conflict', 'There is a chat room of this name already. Choose another name.')
}

export async function removeChat({ tx, now }: Pick<Context, 'tx' | 'now'>, id: string): Promise<ChatRecord> {
  const found = await findChat({ tx }, id)
  if (found === undefined || found.removedAt !== null) refuse('not_found', 'There is no such chat room.')
  await tx.update(chatChannel).set({ removedAt: now }).where(eq(chatChannel.id, id))
  return found
}

/** Where a chat room is: whoever has this can write there. */
export interface ChatAddress {
  readonly address: string
  readonly token: string
}

export function sealChat({ services, tenantId }: SecretReach, where: ChatAddress): Buffer {
  return services.secrets.seal({ tenantId, purpose: 'chat room' }, JSON.stringify(where))
}

/** Undefined when it was sealed with a key that this installation no longer has. */
export function openChat({ services, tenantId }: SecretReach, sealed: Buffer): ChatAddress | undefined {
  try {
    // Written by sealChat.
    return JSON.parse(services.secrets.open({ tenantId, purpose: 'chat room' }, sealed)) as ChatAddress
  } catch {
    return undefined
  }
}
