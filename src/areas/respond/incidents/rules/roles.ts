/** Who may do what together, and where one pair of hands is too few: plain data in, plain data out. */
import { shippedRoles } from '../contract/role-words.ts'
import type { IncidentRole, RoleWarning } from '../contract/roles.ts'

type Held = Pick<IncidentRole, 'role' | 'memberId' | 'deputyId' | 'emptyReason'>

export interface Colleague {
  readonly id: string
  readonly isActive: boolean
  readonly hasPhone: boolean
}

/** More roles than this on one person and something is left undone. */
const mostRoles = 3

/** What is risky about who does what; a warning, never a refusal: at night three people have to do. */
export function roleWarnings(roles: readonly Held[], people: readonly Colleague[]): RoleWarning[] {
  const held = roles.filter((one) => one.memberId !== null)
  const holders = [...new Set(held.map((one) => one.memberId ?? ''))]
  const rolesOf = (id: string) => held.filter((one) => one.memberId === id).map(({ role }) => role)
  const person = (id: string) => people.find((one) => one.id === id)
  return [
    ...mergedWithLead(held),
    ...holders
      .filter((id) => rolesOf(id).length > mostRoles)
      .map((id) => warning('one_does_all', rolesOf(id), id)),
    ...holders
      .filter((id) => person(id)?.isActive !== true)
      .map((id) => warning('cannot_sign_in', rolesOf(id), id)),
    ...holders
      .filter((id) => person(id)?.isActive === true && person(id)?.hasPhone === false)
      .map((id) => warning('no_phone', rolesOf(id), id)),
    ...withoutDeputy(held),
  ]
}

/** Roles that nobody has and nobody decided to leave empty. */
export function openRoles(roles: readonly Held[]): string[] {
  return roles.filter((one) => one.memberId === null && one.emptyReason === null).map(({ role }) => role)
}

/**
 * A way to fill the open roles with the people there are, the lead first. Three people are enough for all seven
 * without one risky merge; nobody who holds a role already loses it.
 * @param people ids, whoever leads best first, whoever repairs best second
 */
export function proposeRoles(
  roles: readonly Held[],
  people: readonly string[],
): { role: string; memberId: string; deputyId: string | null }[] {
  const leader = roles.find(({ role }) => role === 'lead')?.memberId ?? people[0]
  if (leader === undefined) return []
  const technical =
    roles.find(({ role }) => role === 'technical')?.memberId ?? people.find((id) => id !== leader) ?? leader
  const rest = people.filter((id) => id !== leader && id !== technical)
  const third = rest[0] ?? technical
  const holders: Readonly<Record<string, string>> = {
    lead: leader,
    technical,
    communications: third,
    finance: rest.length > 0 ? third : technical,
    scribe: rest[1] ?? third,
    legal: rest[2] ?? leader,
    hr: rest[3] ?? leader,
  }
  const spare = (memberId: string) => [third, leader, technical].find((id) => id !== memberId) ?? null
  return openRoles(roles).flatMap((role) => {
    const memberId = holders[role] ?? third
    return [{ role, memberId, deputyId: spare(memberId) }]
  })
}

/** Shipped roles in their order, then own ones. */
export function inOrder<T extends { readonly role: string }>(roles: readonly T[]): T[] {
  const place = (role: string) => {
    const at = (shippedRoles as readonly string[]).indexOf(role) // widened: own roles are not in it
    return at < 0 ? shippedRoles.length : at
  }
  return roles.toSorted((a, b) => place(a.role) - place(b.role) || (a.role < b.role ? -1 : 1))
}

function mergedWithLead(held: readonly Held[]): RoleWarning[] {
  const lead = held.find(({ role }) => role === 'lead')
  if (lead === undefined) return []
  const merged = (role: string) => held.find((one) => one.role === role && one.memberId === lead.memberId)
  const technical = merged('technical')
  return [
    // With somebody else who can repair, the lead can look up from the screen.
    ...(technical !== undefined && technical.deputyId === null
      ? [warning('lead_is_technical', ['lead', 'technical'], lead.memberId)]
      : []),
    ...(merged('scribe') === undefined ? [] : [warning('lead_is_scribe', ['lead', 'scribe'], lead.memberId)]),
    ...(merged('finance') === undefined
      ? []
      : [warning('lead_is_finance', ['lead', 'finance'], lead.memberId)]),
  ]
}

function withoutDeputy(held: readonly Held[]): RoleWarning[] {
  const roles = held.filter((one) => one.deputyId === null).map(({ role }) => role)
  return roles.length === 0 ? [] : [warning('no_deputy', roles, null)]
}

function warning(code: RoleWarning['code'], roles: readonly string[], memberId: string | null): RoleWarning {
  return { code, roles: [...roles], memberId }
}
