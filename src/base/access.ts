/**
 * Who asks, and whether they may: server, web and command line ask the same {@link may};
 * what hangs on a single thing (its lead, its owner) is decided in the `rules.ts` of its room.
 */
import {
  givenToAll,
  isGivable,
  keyScopes,
  permissions,
  type MemberRole,
  type Permission,
} from './permissions.ts'

/**
 * What may stand where a permission stands: `public` needs nobody to be signed in (a capability link decides),
 * `signed_in` needs a person with both factors passed, before a tenant is chosen.
 */
export type Gate = Permission | 'public' | 'signed_in'

interface ActorBase {
  /** How the ledger names this actor, e.g. `u:<member id>`; committed, never in clear in a leaf. */
  readonly ref: string
  /** How a person would name this actor. */
  readonly name: string
}

/** Who is asking. Every actor but `nobody` belongs to exactly one tenant. */
export type Actor =
  | (ActorBase & {
      readonly kind: 'member'
      readonly tenantId: string
      readonly memberId: string
      readonly userId: string
      readonly role: MemberRole
      /** What a profile of the organisation's own gives instead of the role; absent where the role says it all. */
      readonly granted?: readonly string[] | null
      readonly sessionId: string
      /** As of a user who is nobody's member yet. */
      readonly onlyTenantId?: string
    })
  | (ActorBase & {
      readonly kind: 'key'
      readonly tenantId: string
      readonly keyId: string
      readonly scopes: readonly string[]
    })
  | (ActorBase & { readonly kind: 'system'; readonly tenantId: string })
  | (ActorBase & { readonly kind: 'visitor'; readonly tenantId: string })
  | (ActorBase & {
      readonly kind: 'user'
      readonly userId: string
      readonly email: string
      readonly sessionId: string
      /** Of a session that one organisation's own provider opened: it knows of no other. */
      readonly onlyTenantId?: string
    })
  | (ActorBase & { readonly kind: 'nobody' })

export const nobody: Actor = { kind: 'nobody', ref: 'nobody', name: 'Nobody' }

/** Whether a member of this role holds this permission. */
export function roleMay(role: MemberRole, permission: Permission): boolean {
  return (permissions[permission] as readonly MemberRole[]).includes(role) // widened: the row is a literal tuple
}

/** What decides what a person may do: a profile of the organisation's own where they have one, else their role. */
export interface Holder {
  readonly role: MemberRole
  readonly granted?: readonly string[] | null
}

/**
 * Whether this person holds this permission. What only an owner may do is never in a profile, whatever stands in the row;
 * what everybody needs to be somebody here is in each.
 */
export function personMay({ role, granted }: Holder, permission: Permission): boolean {
  if (granted === undefined || granted === null) return roleMay(role, permission)
  const isAll = new Set<string>(givenToAll).has(permission)
  return isAll || (isGivable(permission) && granted.includes(permission))
}

/** Whether this actor holds this permission. The system (jobs, command line on the host) holds all. */
export function may(actor: Actor, gate: Gate): boolean {
  if (gate === 'public') return true
  if (gate === 'signed_in') return actor.kind === 'user' || actor.kind === 'member'
  switch (actor.kind) {
    case 'member':
      return personMay(actor, gate)
    case 'key':
      return (keyScopes as readonly string[]).includes(gate) && actor.scopes.includes(gate) // widened, likewise
    case 'system':
      return true
    case 'user':
    case 'visitor':
    case 'nobody':
      return false
  }
}
