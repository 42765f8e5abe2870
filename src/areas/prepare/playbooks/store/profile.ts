import type { HourRate } from '../../../../base/money.ts'
import type { Context } from '../../../../platform/action.ts'
import { responseProfile } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ProfileRecord = typeof responseProfile.$inferSelect

/** What is not said here stays as it was. */
type NewProfile = Omit<typeof responseProfile.$inferInsert, 'tenantId'>

export async function findProfile({ tx }: Reach): Promise<ProfileRecord | undefined> {
  const [found] = await tx.select().from(responseProfile)
  return found
}

export async function keepProfile({ tx }: Reach, fields: NewProfile): Promise<void> {
  await tx
    .insert(responseProfile)
    .values(fields)
    .onConflictDoUpdate({ target: responseProfile.tenantId, set: fields })
}

/** What an hour of one of our people costs, as a profile has it; null while nobody said. */
export function hourRateIn(
  found: Pick<ProfileRecord, 'hourAmount' | 'hourCurrency'> | undefined,
): HourRate | null {
  const { hourAmount: amount = null, hourCurrency: currency = null } = found ?? {}
  return amount === null || currency === null ? null : { amount, currency }
}
