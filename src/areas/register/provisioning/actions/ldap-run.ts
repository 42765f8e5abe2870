import { Refusal } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { LdapRefused, readLdap, type LdapTrouble } from '../../../../platform/directory/ldap.ts'
import type { Services } from '../../../../platform/services.ts'
import type { Holdings } from '../../people/public/holdings.ts'
import { findOwnPerson, listOwnPeople, ownPeopleOf, type OwnPerson } from '../../people/public/provisioned.ts'
import { mostGroups } from '../contract.ts'
import {
  groupAttributes,
  groupFilter,
  groupsIn,
  isTooMuch,
  ldapMark,
  peopleIn,
  personAttributes,
  planOf,
  type KnownPerson,
  type ListedGroup,
  type ListedPerson,
  type People,
  type Plan,
} from '../rules/ldap-reading.ts'
import { readResource } from '../rules/patch.ts'
import * as store from '../store.ts'
import type { Desk } from './scim-desk.ts'
import { changeGroup, createGroup, deleteGroup } from './scim-groups.ts'
import { changeUser, createUser } from './scim-users.ts'

const mostPeople = 5000
/** All who are here: more than any organisation of ours has. */
const mostHere = 100_000
/** What one transaction takes: those of a first run would hold up everybody else. */
const atOnce = 50

export interface Listing extends People {
  readonly groups: readonly ListedGroup[]
}

/** What the directory lists now, or why it could not be read. */
export async function listing(
  services: Services,
  row: store.LdapRow,
  password: string,
): Promise<Listing | { readonly trouble: LdapTrouble | 'empty' }> {
  try {
    const [entries = [], groupEntries = []] = await readLdap(
      services.egress,
      { ...row, password },
      {
        base: row.base,
        searches: [
          { filter: row.filter, attributes: personAttributes, most: mostPeople },
          { filter: groupFilter, attributes: groupAttributes, most: mostPeople },
        ],
      },
    )
    const people = peopleIn(entries)
    // A base or a filter that finds nobody is a mistake, and not the day on which everybody left.
    if (people.people.length === 0) return { trouble: 'empty' }
    return { ...people, groups: groupsIn(groupEntries, entries).slice(0, mostGroups) }
  } catch (error) {
    if (error instanceof LdapRefused) return { trouble: error.trouble }
    throw error
  }
}

/** Whom we know of this directory. */
export async function knownPeople(context: Context): Promise<readonly KnownPerson[]> {
  const rows = await store.listPersonRowsMarked(context, ldapMark)
  const people = await ownPeopleOf(
    context,
    rows.map(({ memberId }) => memberId),
  )
  return rows.flatMap(({ memberId, externalId, email, displayName, givenName, familyName, endedAt }) => {
    const person = people.get(memberId)
    if (person === undefined) return []
    const mayReturn = endedAt !== null && endedAt.getTime() === person.suspendedAt?.getTime()
    const names = { externalId, email, displayName, givenName, familyName }
    return [{ ...names, memberId, phone: person.phone, isActive: person.suspendedAt === null, mayReturn }]
  })
}

export interface Reckoned {
  readonly plan: Plan
  readonly isTooMuch: boolean
  /** Listed, and left to a person: here their address is somebody else's, or of somebody whose access ended. */
  readonly passedOver: readonly ListedPerson[]
  /** Groups that give a role and were not read: they stay, and so does what they gave. */
  readonly keptGroups: readonly store.GroupRow[]
}

export async function reckoned(context: Context, listed: Listing): Promise<Reckoned> {
  const known = await knownPeople(context)
  const all = planOf(listed, known)
  const mayBring = await bringable(context)
  const plan = { ...all, brought: all.brought.filter(mayBring) }
  const unread = await unreadGroups(context, listed.groups)
  return {
    ...{ plan, isTooMuch: isTooMuch(plan, known) },
    passedOver: all.brought.filter((person) => !mayBring(person)),
    keptGroups: unread.filter(({ role }) => role !== null),
  }
}

async function bringable(context: Context): Promise<(person: ListedPerson) => boolean> {
  const { people } = await listOwnPeople(context, { offset: 0, limit: mostHere, without: [] })
  const rows = await store.personRowsOf(
    context,
    people.map(({ id }) => id),
  )
  const byEmail = new Map(people.map((one) => [one.email, one]))
  const gone = new Set([...rows.values()].flatMap((row) => (row.goneAt === null ? [] : [row.externalId])))
  return ({ email, externalId }) => {
    const here = byEmail.get(email)
    return !gone.has(externalId) && (here === undefined || mayTakeOver(here, rows.get(here.id)))
  }
}

/**
 * An address alone says where mail goes, and not that this is the same person: a leaver's is given out anew. So nobody
 * whose access ended comes back by it, and whoever has an id of a directory already stays with that.
 */
function mayTakeOver(here: OwnPerson, row: store.PersonRow | undefined): boolean {
  return here.suspendedAt === null && (row === undefined || (row.externalId === '' && row.goneAt === null))
}

/** A transaction of the program itself. */
export type Separately = <T>(work: (context: Context) => Promise<T>) => Promise<T>

/**
 * Makes it so, some at a time; each by the same verbs as a directory that writes itself. Cut off in between, the next
 * reading goes on.
 */
export async function carryOut(
  separately: Separately,
  { listing: { groups }, plan, heldBy }: Holdings & { readonly listing: Listing; readonly plan: Plan },
): Promise<void> {
  const endings = plan.ended.map(({ memberId }) => async (desk: Desk) => {
    await changeUser(desk, memberId, readResource({ active: false }))
  })
  const others = [
    ...plan.brought.map((person) => async (desk: Desk) => broughtBy(desk, person)),
    ...plan.changed.map(({ memberId, person }) => async (desk: Desk) => {
      await changeUser(desk, memberId, readResource(wordsOf(person)))
    }),
    ...groups.map((group) => async (desk: Desk) => groupedBy(desk, group)),
    async (desk: Desk) => withoutGroups(desk, groups),
  ]
  // Apart, so that nothing that fails afterwards takes an ending back with it.
  for (const steps of [endings, others])
    for (let first = 0; first < steps.length; first += atOnce)
      await separately(async (context) => {
        const desk: Desk = { context, heldBy, base: '', query: {} }
        for (const step of steps.slice(first, first + atOnce)) await orPassedOver(step(desk))
      })
}

/**
 * The last owner stays, and so does a name that is taken; somebody may be gone meanwhile. None of them holds the others
 * up, and all are refused before anything is written.
 */
async function orPassedOver(step: Promise<void>): Promise<void> {
  await step.catch((error: unknown) => {
    if (!(error instanceof Refusal) || !['conflict', 'not_found'].includes(error.kind)) throw error
  })
}

async function broughtBy(desk: Desk, person: ListedPerson): Promise<void> {
  const { context } = desk
  const here = await findOwnPerson(context, { email: person.email })
  if (here === undefined) {
    await createUser(desk, readResource({ userName: person.email, ...wordsOf(person) }))
    return
  }
  // As it is now: the plan was made a moment ago.
  const row = (await store.personRowsOf(context, [here.id])).get(here.id)
  if (mayTakeOver(here, row)) await changeUser(desk, here.id, readResource(wordsOf(person)))
}

function wordsOf({ externalId, email, displayName, givenName, familyName, phone }: ListedPerson) {
  return {
    ...{ externalId, displayName, active: true, name: { givenName, familyName } },
    emails: [{ value: email, type: 'work', primary: true }],
    ...(phone !== '' && { phoneNumbers: [{ value: phone, type: 'work' }] }),
  }
}

async function groupedBy(desk: Desk, { externalId, displayName, members }: ListedGroup): Promise<void> {
  const { context } = desk
  const idOf = new Map((await knownPeople(context)).map((one) => [one.externalId, one.memberId]))
  const values = members.flatMap((one) => idOf.get(one) ?? []).map((value) => ({ value }))
  const [before] = await store.findGroups(context, { externalId })
  const [named] = await store.findGroups(context, { name: displayName })
  const isTaken = named !== undefined && named.id !== before?.id
  const changes = readResource({ externalId, members: values, ...(!isTaken && { displayName }) })
  if (before !== undefined) await changeGroup(desk, before.id, changes)
  else if (!isTaken && (await store.countGroups(context)) < mostGroups) await createGroup(desk, changes)
}

/** What a group gave is an owner's to take: an answer that leaves it out may be one that was cut. */
async function withoutGroups(desk: Desk, groups: readonly ListedGroup[]): Promise<void> {
  await store.takeTurn(desk.context)
  for (const { id, role } of await unreadGroups(desk.context, groups))
    if (role === null) await deleteGroup(desk, id)
}

async function unreadGroups(context: Context, groups: readonly ListedGroup[]): Promise<store.GroupRow[]> {
  const listed = new Set(groups.map(({ externalId }) => externalId))
  const rows = await store.listGroupsMarked(context, ldapMark)
  return rows.filter(({ externalId }) => !listed.has(externalId))
}
