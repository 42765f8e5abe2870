import { Refusal } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { LdapRefused, readLdap, type LdapTrouble } from '../../../../platform/directory/ldap.ts'
import type { Services } from '../../../../platform/services.ts'
import type { Holdings } from '../../people/public/holdings.ts'
import { findOwnPerson, ownPeopleOf } from '../../people/public/provisioned.ts'
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
  type Plan,
} from '../rules/ldap-reading.ts'
import { readResource } from '../rules/patch.ts'
import { mostMembers } from '../rules/group-wish.ts'
import * as store from '../store.ts'
import type { Desk } from './scim-desk.ts'
import { changeGroup, createGroup, deleteGroup } from './scim-groups.ts'
import { changeUser, createUser } from './scim-users.ts'

const mostPeople = 5000
/** What one transaction takes: those of a first run would hold up everybody else. */
const atOnce = 50

export interface Listing {
  readonly people: readonly ListedPerson[]
  readonly groups: readonly ListedGroup[]
  readonly without: number
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
    const { people, without } = peopleIn(entries)
    // A base or a filter that finds nobody is a mistake, and not the day on which everybody left.
    if (people.length === 0) return { trouble: 'empty' }
    const groups = groupsIn(groupEntries, entries).filter(({ members }) => members.length <= mostMembers)
    return { people, groups: groups.slice(0, mostGroups), without }
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
}

export async function reckoned(context: Context, { people }: Listing): Promise<Reckoned> {
  const known = await knownPeople(context)
  const plan = planOf(people, known)
  return { plan, isTooMuch: isTooMuch(plan, known) }
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
  const steps = [
    ...plan.ended.map(({ memberId }) => async (desk: Desk) => {
      await changeUser(desk, memberId, readResource({ active: false }))
    }),
    ...plan.brought.map((person) => async (desk: Desk) => broughtBy(desk, person)),
    ...plan.changed.map(({ memberId, person }) => async (desk: Desk) => {
      await changeUser(desk, memberId, readResource(wordsOf(person)))
    }),
    ...groups.map((group) => async (desk: Desk) => groupedBy(desk, group)),
    async (desk: Desk) => withoutGroups(desk, groups),
  ]
  for (let first = 0; first < steps.length; first += atOnce)
    await separately(async (context) => {
      const desk: Desk = { context, heldBy, base: '', query: {} }
      for (const step of steps.slice(first, first + atOnce)) await orPassedOver(step(desk))
    })
}

/** The last owner stays, and so does a name that is taken: neither holds the others up. Both are refused before anything is written. */
async function orPassedOver(step: Promise<void>): Promise<void> {
  await step.catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
  })
}

async function broughtBy(desk: Desk, person: ListedPerson): Promise<void> {
  const { context } = desk
  const here = await findOwnPerson(context, { email: person.email })
  if (here === undefined) {
    await createUser(desk, readResource({ userName: person.email, ...wordsOf(person) }))
    return
  }
  const externalId = (await store.personRowsOf(context, [here.id])).get(here.id)?.externalId ?? ''
  // Somebody whom another directory looks after stays with it.
  if (externalId === '' || externalId.startsWith(ldapMark))
    await changeUser(desk, here.id, readResource(wordsOf(person)))
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
  const rows = await store.listPersonRowsMarked(context, ldapMark)
  const idOf = new Map(rows.map((row) => [row.externalId, row.memberId]))
  const values = members.flatMap((one) => idOf.get(one) ?? []).map((value) => ({ value }))
  const [before] = await store.findGroups(context, { externalId })
  const [named] = await store.findGroups(context, { name: displayName })
  const isTaken = named !== undefined && named.id !== before?.id
  const changes = readResource({ externalId, members: values, ...(!isTaken && { displayName }) })
  if (before !== undefined) await changeGroup(desk, before.id, changes)
  else if (!isTaken && (await store.countGroups(context)) < mostGroups) await createGroup(desk, changes)
}

async function withoutGroups(desk: Desk, groups: readonly ListedGroup[]): Promise<void> {
  const listed = new Set(groups.map(({ externalId }) => externalId))
  for (const { id, externalId } of await store.listGroupsMarked(desk.context, ldapMark))
    if (!listed.has(externalId)) await deleteGroup(desk, id)
}
