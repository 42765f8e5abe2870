import { may, type Actor } from '../../../../base/access.ts'
import { memberRoles, permissions, type Permission } from '../../../../base/permissions.ts'
import { Id } from '../../../../base/ids.ts'
import { refuse } from '../../../../base/refusal.ts'
import { action, asSystem, doorAction, type DoorContext } from '../../../../platform/action.ts'
import * as contract from '../contract/account.ts'
import { recordForUser } from '../public/session-events.ts'
import { getMemberRow } from '../store/members.ts'
import { getOrganisation, listMemberships } from '../store/organisation.ts'
import { organisationOf } from './shapes.ts'

export const readAccount = doorAction(contract.readAccount, async (door) => {
  const actor = signedIn(door)
  const only = actor.onlyTenantId
  const memberships = (await listMemberships(door.house, actor.userId)).filter(
    ({ tenantId }) => only === undefined || tenantId === only,
  )
  const organisations = memberships.flatMap(({ tenantId: id, slug, name, role: held }) => {
    const role = memberRoles.find((known) => known === held)
    return role === undefined ? [] : [{ id, slug, name, role }]
  })
  return { userId: actor.userId, name: actor.name, email: await emailOf(door, actor), organisations }
})

/** Inside an organisation people go by the address they were invited with, which is that of their account. */
async function emailOf({ house }: DoorContext, actor: SignedInActor): Promise<string> {
  if (actor.kind === 'user') return actor.email
  const { tenantId, memberId } = actor
  return asSystem(
    house,
    tenantId,
    'Account',
    async (context) => (await getMemberRow(context, memberId)).email,
  )
}

export const readMe = action(contract.readMe, async (context) => {
  const { actor } = context
  const all = Object.keys(permissions) as Permission[] // Object.keys loses the literal type
  const can = Object.fromEntries(all.map((permission) => [permission, may(actor, permission)]))
  return {
    memberId: actor.kind === 'member' ? actor.memberId : null,
    name: actor.name,
    role: actor.kind === 'member' ? actor.role : null,
    organisation: organisationOf(await getOrganisation(context)),
    can: can as Record<Permission, boolean>, // one entry for each permission
  }
})

export const listSessions = doorAction(contract.listSessions, async (door) => {
  const { userId, sessionId } = signedIn(door)
  const sessions = await door.house.services.sessions.listSessions(userId)
  return {
    items: sessions.map(({ id, createdAt, lastUsedAt, userAgent, address }) => ({
      id,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      userAgent,
      address,
      current: id === sessionId,
    })),
  }
})

export const revokeSession = doorAction(contract.revokeSession, async (door, { id }) => {
  const { userId, sessionId } = signedIn(door)
  if (!Id.safeParse(id).success) refuse('not_found', 'There is no such session.')
  await door.house.services.sessions.revokeSession(userId, id)
  const fields = { session: id, address: door.address, from: sessionId }
  await recordForUser(door.house, userId, { kind: 'session.revoke', fields, isOwnAct: true })
  return { revoked: true as const }
})

type SignedInActor = Extract<Actor, { userId: string }>

function signedIn({ actor }: DoorContext): SignedInActor {
  return 'userId' in actor ? actor : refuse('unauthenticated', 'Sign in to do this.')
}
