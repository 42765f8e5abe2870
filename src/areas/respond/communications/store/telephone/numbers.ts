import { and, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { Context } from '../../../../../platform/action.ts'
import { phoneNumber } from '../../tables/telephone.ts'

type Reach = Pick<Context, 'tx'>
type SecretReach = Pick<Context, 'services' | 'tenantId'>
export type NumberRow = typeof phoneNumber.$inferSelect

export async function findNumber({ tx }: Reach, memberId: string): Promise<NumberRow | undefined> {
  const [row] = await tx.select().from(phoneNumber).where(eq(phoneNumber.memberId, memberId))
  return row
}

/** The same, held until the transaction ends. */
export async function lockNumber({ tx }: Reach, memberId: string): Promise<NumberRow | undefined> {
  const [row] = await tx.select().from(phoneNumber).where(eq(phoneNumber.memberId, memberId)).for('update')
  return row
}

export async function saveNumber({ tx }: Reach, row: Omit<NumberRow, 'tenantId'>): Promise<void> {
  await tx
    .insert(phoneNumber)
    .values(row)
    .onConflictDoUpdate({ target: [phoneNumber.tenantId, phoneNumber.memberId], set: row })
}

export async function changeNumber(
  { tx }: Reach,
  memberId: string,
  change: Partial<Omit<NumberRow, 'tenantId' | 'memberId'>>,
): Promise<void> {
  await tx.update(phoneNumber).set(change).where(eq(phoneNumber.memberId, memberId))
}

export async function forgetNumber({ tx }: Reach, memberId: string): Promise<void> {
  await tx.delete(phoneNumber).where(eq(phoneNumber.memberId, memberId))
}

/** Of these people, those who proved a number and want to be reached by it. */
export async function wakeableAmong({ tx }: Reach, memberIds: readonly string[]): Promise<NumberRow[]> {
  if (memberIds.length === 0) return []
  return tx
    .select()
    .from(phoneNumber)
    .where(
      and(
        inArray(phoneNumber.memberId, [...memberIds]),
        isNotNull(phoneNumber.verifiedAt),
        or(eq(phoneNumber.texts, true), eq(phoneNumber.calls, true)),
      ),
    )
}

export function sealPhoneCode({ services, tenantId }: SecretReach, memberId: string, code: string): Buffer {
  return services.secrets.seal({ tenantId, purpose: `phone code ${memberId}` }, code)
}

/** Undefined where there is none, or its key is gone. */
export function openPhoneCode(
  { services, tenantId }: SecretReach,
  { memberId, code }: Pick<NumberRow, 'memberId' | 'code'>,
): string | undefined {
  if (code === null) return undefined
  try {
    return services.secrets.open({ tenantId, purpose: `phone code ${memberId}` }, code)
  } catch {
    return undefined
  }
}
