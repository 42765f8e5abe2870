import type { Context } from '../../../../platform/action.ts'
import { endAccount, findMemberNamed, getMemberRow } from '../store/members.ts'
import { statusOf } from '../rules.ts'
import { listMemberships } from '../store/organisation.ts'

/**
 * Takes the account from somebody who left, and removes it where they belong to no other organisation. It goes ahead
 * of the commit: cut off between the two, the next call finds nothing left to remove and goes on.
 */
export async function endAccountOf(
  context: Pick<Context, 'tx' | 'services'>,
  memberId: string,
): Promise<void> {
  const { userId } = await getMemberRow(context, memberId)
  if (userId === null) return
  const elsewhere = await listMemberships(context, userId)
  if (elsewhere.length === 0) await context.services.sessions.deleteUser(userId)
  await endAccount(context, memberId)
}

/** Somebody who works here and bears one of these names or addresses, whatever the case of letters; undefined for none. */
export async function activeNamed(
  context: Pick<Context, 'tx'>,
  words: readonly string[],
): Promise<string | undefined> {
  const rows = await findMemberNamed(
    context,
    words.map((word) => word.toLowerCase()),
  )
  return rows.find((row) => statusOf(row) !== 'suspended')?.name
}
