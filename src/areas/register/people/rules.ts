import { may, personMay, type Actor } from '../../../base/access.ts'
import { permissions, type MemberRole, type Permission } from '../../../base/permissions.ts'
import { dayAfter, daysBetween } from '../../../base/calendar-day.ts'
import { normalisedEmail } from '../../../base/email-address.ts'
import { refuse } from '../../../base/refusal.ts'

/** What decides about a person; everything else about them is beside the point here. */
export interface Standing {
  readonly id: string
  readonly role: MemberRole
  readonly joinedAt: Date | null
  readonly suspendedAt: Date | null
}

export type MemberStatus = 'invited' | 'active' | 'suspended'

/** An invited person has not joined yet; only an active one counts as somebody. */
export function statusOf(person: Pick<Standing, 'joinedAt' | 'suspendedAt'>): MemberStatus {
  if (person.suspendedAt !== null) return 'suspended'
  return person.joinedAt === null ? 'invited' : 'active'
}

/** Whether this person is active and has one of these roles. */
export function hasRole(person: Standing, ...roles: readonly MemberRole[]): boolean {
  return statusOf(person) === 'active' && roles.includes(person.role)
}

/**
 * Nobody gives more than they hold: every permission of the role must be one of the giver's own.
 * @throws Refusal `forbidden`
 */
export function refuseGrant(giver: Actor, role: MemberRole): void {
  const all = Object.keys(permissions) as Permission[] // Object.keys loses the literal type
  const ofRole = all.filter((permission) => (permissions[permission] as readonly MemberRole[]).includes(role)) // widened: the row is a literal tuple
  if (ofRole.every((permission) => may(giver, permission))) return
  refuse('forbidden', 'You cannot give a role that may do more than you. Ask an owner of your organisation.')
}

/** The same for somebody who has a role or a profile already. */
export function refuseStanding(
  giver: Actor,
  { role, granted }: { readonly role: MemberRole; readonly granted: readonly string[] | null },
): void {
  if (granted === null) return refuseGrant(giver, role)
  const all = Object.keys(permissions) as Permission[] // Object.keys loses the literal type
  return refuseForeignGrant(
    giver,
    all.filter((permission) => personMay({ role, granted }, permission)),
  )
}

/**
 * Nobody puts into a profile what they may not do themselves.
 * @throws Refusal `forbidden`
 */
export function refuseForeignGrant(giver: Actor, wanted: readonly Permission[]): void {
  const foreign = wanted.filter((permission) => !may(giver, permission))
  if (foreign.length === 0) return
  refuse('forbidden', `Nobody gives more than they hold. Leave out: ${foreign.join(', ')}.`)
}

/**
 * @param owners the active owners as they are now, locked, so that two owners cannot remove each other
 * @throws Refusal `forbidden` for an actor who is no longer an owner, and for one's own role
 */
export function refuseChangeOf(actor: Actor, person: Standing, owners: readonly Standing[]): void {
  if (actor.kind !== 'member') return
  if (actor.memberId === person.id)
    refuse('forbidden', 'Nobody changes their own role or suspends themselves. Ask another owner.')
  if (!owners.some((owner) => owner.id === actor.memberId))
    refuse('forbidden', 'Your role does not allow this any more. Ask an owner of your organisation.')
}

/** @throws Refusal `conflict` when nobody would be left who can manage people */
export function refuseLosingLastOwner(person: Standing, owners: readonly Standing[]): void {
  if (owners.length !== 1 || owners[0]?.id !== person.id) return
  refuse('conflict', 'This is the last owner. Make another person owner first.', { reason: 'last_owner' })
}

/** @throws Refusal `forbidden` naming the scopes that the maker of a key does not hold */
export function refuseForeignScopes(maker: Actor, scopes: readonly Permission[]): void {
  const foreign = scopes.filter((scope) => !may(maker, scope))
  if (foreign.length > 0)
    refuse('forbidden', `A key cannot do more than you. Leave out: ${foreign.join(', ')}.`)
}

/**
 * The one spelling of an e-mail address.
 * @param path where the address stood in the input
 * @throws Refusal `invalid`
 */
export function addressOf(text: string, path = 'email'): string {
  const address = normalisedEmail(text)
  if (address !== undefined) return address
  return refuse('invalid', 'Give an e-mail address like name@example.org.', {
    faults: [{ path, message: 'must be an e-mail address like name@example.org' }],
  })
}

const longestSlug = 40
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  '&': ' and ',
}

/** The part of the address that stands for an organisation: small letters, digits, single dashes, never empty. */
export function slugOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[ßæ\u0153ø\u0111\u0142þ\u0131&]/g, (letter) => letters[letter] ?? letter)
  const slug = plain
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug + 1)
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, longestSlug)
  return slug === '' ? 'organisation' : slug
}

/** The n-th name to try, from 1: the slug itself, then with a number. */
export function slugCandidate(name: string, n: number): string {
  return n === 1 ? slugOf(name) : `${slugOf(name)}-${n}`
}

/** A link to join is valid for seven days, one that recovers an account for one. */
export const linkHours = { join: 7 * 24, recover: 24 } as const

/** @returns the instant from which a link is dead */
export function linkExpiry(purpose: keyof typeof linkHours, now: Date): Date {
  return new Date(now.getTime() + linkHours[purpose] * 3_600_000)
}

/** A newcomer has the card within a week; after a year everybody takes it anew, since people and numbers change. */
export function cardDue({
  joinedOn,
  takenOn,
}: {
  readonly joinedOn: string
  readonly takenOn: string | null
}): string {
  return takenOn === null ? dayAfter(joinedOn, 7) : dayAfter(takenOn, 12, 'months')
}

/**
 * Which reminder of the card is due: 4 days ahead, and 0 on the day or, where the house was shut, after it.
 * Undefined when this one was told before.
 */
export function cardStage(
  { day, today }: { readonly day: string; readonly today: string },
  told: { readonly day: string | null; readonly stage: number | null },
): 4 | 0 | undefined {
  const daysLeft = daysBetween(today, day)
  if (daysLeft > 4) return undefined
  const stage = daysLeft > 0 ? 4 : 0
  return told.day === day && told.stage !== null && told.stage <= stage ? undefined : stage
}
