import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Context, House } from '../../../../platform/action.ts'
import { hashOfToken, newLinkToken } from '../../../../platform/link-token.ts'
import { linkExpiry } from '../rules.ts'
import { invitation } from '../tables.ts'

export type InvitationRow = typeof invitation.$inferSelect

/** 128 random bits in base64url. */
const tokenShape = /^[A-Za-z0-9_-]{22}$/

/** A new link for a person. @returns its token, which nothing keeps */
export async function insertInvitation(
  { tx, now, newId }: Pick<Context, 'tx' | 'now' | 'newId'>,
  { memberId, purpose }: Pick<InvitationRow, 'memberId' | 'purpose'>,
): Promise<{ id: string; token: string }> {
  const { token, hash } = newLinkToken()
  const id = newId()
  await tx.insert(invitation).values({
    id,
    memberId,
    purpose,
    tokenHash: hash,
    createdAt: now,
    expiresAt: linkExpiry(purpose, now),
  })
  return { id, token }
}

/** Whose link this is, from before a tenant is known; only while it is good. */
export async function findInvitation(
  house: House,
  token: string,
  now: Date,
): Promise<{ tenantId: string; id: string } | undefined> {
  if (!tokenShape.test(token)) return undefined
  const { rows } = await house.services.door.query<{ tenantId: string; id: string }>(
    'select tenant_id as "tenantId", id from wall.invitation($1, $2)',
    [hashOfToken(token), now],
  )
  return rows[0]
}

export async function findOpenInvitation(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  token: string,
): Promise<InvitationRow | undefined> {
  const rows = await tx
    .select()
    .from(invitation)
    .where(and(eq(invitation.tokenHash, hashOfToken(token)), isOpenAt(now)))
  return rows[0]
}

/** Spends the link: of many at once one gets it, and the others wait until that one has committed. */
export async function takeInvitation(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  id: string,
): Promise<InvitationRow | undefined> {
  const rows = await tx
    .update(invitation)
    .set({ usedAt: now })
    .where(and(eq(invitation.id, id), isOpenAt(now)))
    .returning()
  return rows[0]
}

/** Kills the open links of a person. @returns their ids */
export async function revokeInvitations(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  memberId: string,
): Promise<string[]> {
  const rows = await tx
    .update(invitation)
    .set({ revokedAt: now })
    .where(and(eq(invitation.memberId, memberId), isOpenAt(now)))
    .returning({ id: invitation.id })
  return rows.map((row) => row.id)
}

function isOpenAt(now: Date) {
  return and(isNull(invitation.usedAt), isNull(invitation.revokedAt), gt(invitation.expiresAt, now))
}
