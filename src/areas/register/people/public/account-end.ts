import { holdsSought, type Sought } from '../../../../base/sought-words.ts'
import type { Context } from '../../../../platform/action.ts'
import {
  endAccount,
  getMemberRow,
  listReachableRows,
  lockOwners,
  updateMember,
  type MemberRow,
} from '../store/members.ts'
import { statusOf } from '../rules.ts'
import { listMemberships } from '../store/organisation.ts'

/**
 * Takes the account from somebody who left, and removes it where they belong to no other organisation; whoever came back
 * keeps theirs. It goes ahead of the commit: cut off between the two, the next call finds nothing left to remove.
 */
export async function endAccountOfLeaver(
  context: Pick<Context, 'tx' | 'services'>,
  memberId: string,
): Promise<void> {
  const row = await getMemberRow(context, memberId)
  if (row.userId === null || statusOf(row) !== 'suspended') return
  const elsewhere = await listMemberships(context, row.userId)
  if (elsewhere.length === 0) await context.services.sessions.deleteUser(row.userId)
  await endAccount(context, memberId)
}

/**
 * Ends the access of somebody who had left when this was written down, and works here still in a copy from before. The
 * only owner of the copy keeps theirs: without one nobody could put anything right.
 */
export async function endAccessAgain(
  context: Pick<Context, 'tx' | 'now' | 'record'>,
  memberId: string,
  reason: string,
): Promise<void> {
  const owners = await lockOwners(context)
  const row = await getMemberRow(context, memberId)
  const isOnlyOwner = owners.length === 1 && owners[0]?.id === memberId
  if (statusOf(row) === 'suspended' || isOnlyOwner) return
  await updateMember(context, memberId, { suspendedAt: context.now })
  context.record({ stream: 'audit', kind: 'member.suspend', fields: { member: memberId, reason, held: '' } })
}

/** Somebody who works here and in whose name, address or numbers one of these stands; undefined for none. */
export async function activeNamed(
  context: Pick<Context, 'tx'>,
  words: readonly Sought[],
): Promise<string | undefined> {
  return (await listReachableRows(context)).find((row) => isNamed(row, words))?.name
}

/** Those of these words that stand in the name, address or numbers of nobody who works here. */
export async function wordsOfNobodyHere(
  context: Pick<Context, 'tx'>,
  words: readonly Sought[],
): Promise<Sought[]> {
  const here = await listReachableRows(context)
  return words.filter((word) => !here.some((row) => isNamed(row, [word])))
}

function isNamed({ name, email, phone, nightPhone }: MemberRow, words: readonly Sought[]): boolean {
  return [name, email, phone, nightPhone].some((text) => holdsSought(text, words))
}
