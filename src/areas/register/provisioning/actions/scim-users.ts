import { Id } from '../../../../base/ids.ts'
import { Refusal, refuse, refuseUnless } from '../../../../base/refusal.ts'
import { addFromDirectory } from '../../people/public/entering.ts'
import {
  callAnew,
  endAccessOf,
  findOwnPerson,
  giveAccessBack,
  holdOwnPerson,
  listOwnPeople,
  ownPeopleOf,
  type OwnPerson,
} from '../../people/public/provisioned.ts'
import { readFilter, type Equals } from '../rules/filter.ts'
import type { Change } from '../rules/patch.ts'
import { addressOf, nameOf, personWish, refuseValue, type PersonWish } from '../rules/person-wish.ts'
import { cutTo, listOf, pagingOf, userResource, type Resource } from '../rules/resources.ts'
import * as store from '../store.ts'
import { regrouped } from './regroup.ts'
import { refuseOther, withVersion, type Desk } from './scim-desk.ts'

const askable = ['id', 'username', 'externalid', 'emails', 'emails.value', 'active']

export async function listUsers(desk: Desk): Promise<object> {
  const { context, query } = desk
  const { startIndex, count } = pagingOf(query)
  const filter = query['filter']
  if (filter !== undefined) {
    const found = await foundBy(desk, readFilter(filter, askable))
    const page = found.slice(startIndex - 1, startIndex - 1 + count)
    return listOf(
      page.map((one) => cutTo(one, query)),
      found.length,
      startIndex,
    )
  }
  const without = await store.listGone(context)
  const { people, total } = await listOwnPeople(context, { offset: startIndex - 1, limit: count, without })
  const shown = await shownUsers(desk, people)
  return listOf(
    shown.map((one) => cutTo(one, query)),
    total,
    startIndex,
  )
}

export async function getUser(desk: Desk, id: string): Promise<Resource> {
  const person = Id.safeParse(id).success ? await findOwnPerson(desk.context, { id }) : undefined
  const [shown] = person === undefined ? [] : await shownUsers(desk, [person])
  return shown ?? refuse('not_found', 'There is no such person here.')
}

export async function createUser(desk: Desk, changes: readonly Change[]): Promise<Resource> {
  const { context } = desk
  const wish = personWish(changes)
  const { userName } = wish
  if (userName === undefined) return refuseValue('userName has to be given')
  const email = addressOf(wish)
  await store.takeTurn(context)
  const [named] = await store.findPersonRows(context, { userName })
  const known =
    named === undefined
      ? await findOwnPerson(context, { email })
      : await findOwnPerson(context, { id: named.memberId })
  const row = known && (named ?? (await store.personRowsOf(context, [known.id])).get(known.id))
  // Whoever is here already is found by a filter, and then changed; an account made anew brings its person back.
  const isHere = known !== undefined && (row?.goneAt ?? null) === null
  if (isHere || (named !== undefined && known === undefined)) refuseTwice()
  if (known !== undefined && !isSameAgain(known, row, wish)) refuseTwice()
  const id = known?.id ?? (await addedOf(desk, { email, name: nameOf(wish) }))
  await keepWish(desk, id, { wish: { isActive: true, ...wish }, before: row })
  return getUser(desk, id)
}

export async function changeUser(desk: Desk, id: string, changes: readonly Change[]): Promise<Resource> {
  const { context } = desk
  await store.takeTurn(context)
  refuseOther(desk, await getUser(desk, id))
  const wish = personWish(changes)
  const before = (await store.personRowsOf(context, [id])).get(id)
  if (wish.userName !== undefined) await refuseTaken(desk, id, wish.userName)
  if (wish.externalId !== undefined && before !== undefined)
    await refuseAnother(desk, before, wish.externalId)
  await keepWish(desk, id, { wish, before })
  return getUser(desk, id)
}

/** An address or a name is given out anew when somebody leaves: only the id of the directory says that it is the same person. */
function isSameAgain(known: OwnPerson, row: store.PersonRow | undefined, wish: PersonWish): boolean {
  const kept = row?.externalId ?? ''
  return kept === '' ? known.suspendedAt === null : kept === wish.externalId
}

/** A person keeps the id they came with, and nobody whose access ended gets a first one. */
async function refuseAnother({ context }: Desk, before: store.PersonRow, externalId: string): Promise<void> {
  if (before.externalId === externalId) return
  const person = await findOwnPerson(context, { id: before.memberId })
  if (before.externalId !== '' || (person?.suspendedAt ?? null) !== null) refuseTwice()
}

/** Nothing is deleted: who was here stays on record, and is nobody to the directory any more. */
export async function deleteUser(desk: Desk, id: string): Promise<void> {
  const { context } = desk
  await store.takeTurn(context)
  refuseOther(desk, await getUser(desk, id))
  const before = (await store.personRowsOf(context, [id])).get(id)
  const groups = (await store.groupsOfPeople(context, [id])).get(id) ?? []
  await regrouped(context, [id], async () => {
    for (const group of groups) await store.changeMembers(context, group.id, { added: [], removed: [id] })
  })
  await keepWish(desk, id, { wish: { isActive: false }, before, isGone: true })
}

async function addedOf({ context }: Desk, { email, name }: { email: string; name: string }): Promise<string> {
  try {
    return (await addFromDirectory(context, { email, name, role: 'staff' })).memberId
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // A guest of a case, or somebody of a provider, has this address.
    return refuseTwice()
  }
}

/** What a directory wants, as far as it is the directory's to say. */
async function keepWish(
  desk: Desk,
  id: string,
  {
    wish,
    before,
    isGone = false,
  }: { wish: PersonWish; before: store.PersonRow | undefined; isGone?: boolean },
): Promise<void> {
  const { context, heldBy } = desk
  const person = await holdOwnPerson(context, id)
  const { isActive, phone, ...words } = wish
  // Whoever was here before the directory is called anew by a whole name, not by half of one.
  const isWhole = before === undefined && words.givenName !== undefined && words.familyName !== undefined
  const named = { ...namesOf(person, before), ...(isWhole && { displayName: '' }), ...words }
  const callsAnew = ['displayName', 'givenName', 'familyName'].some((field) => field in words)
  await callAnew(context, person, {
    ...(callsAnew && nameOf(named) !== '' && { name: nameOf(named) }),
    ...(phone !== undefined && { phone }),
  })
  const tookIt = person.suspendedAt !== null && person.suspendedAt.getTime() === before?.endedAt?.getTime()
  if (isActive === false) await endAccessOf(context, id, { heldBy, reason: 'directory' })
  // What a person ended here, at night and with a reason, no directory gives back.
  if (isActive === true && tookIt) await giveAccessBack(context, id)
  const endsNow = isActive === false && person.suspendedAt === null
  const endedAt = endsNow ? context.now : isActive === true ? null : (before?.endedAt ?? null)
  const row = { ...named, memberId: id, endedAt, goneAt: isGone ? context.now : null }
  await store.savePerson(context, { ...row, changedAt: context.now })
  recordLink(desk, row, before)
}

function namesOf(person: OwnPerson, before: store.PersonRow | undefined) {
  const { userName, externalId, displayName, givenName, familyName, email } = before ?? {
    ...{ userName: person.email, externalId: '', givenName: '', familyName: '', email: '' },
    displayName: person.name,
  }
  return { userName, externalId, displayName, givenName, familyName, email }
}

function recordLink(
  { context }: Desk,
  row: Pick<store.PersonRow, 'memberId' | 'userName' | 'externalId' | 'email' | 'goneAt'>,
  before: store.PersonRow | undefined,
): void {
  const { memberId, userName, externalId, email, goneAt } = row
  const isSame = before?.userName === userName && before.externalId === externalId && before.email === email
  if (isSame && (before.goneAt === null) === (goneAt === null)) return
  const step =
    goneAt !== null ? 'deleted' : before === undefined || before.goneAt !== null ? 'linked' : 'changed'
  const fields = { member: memberId, userName, externalId, email, step }
  context.record({ stream: 'audit', kind: 'provisioned_person.link', fields })
}

async function refuseTaken({ context }: Desk, id: string, userName: string): Promise<void> {
  const [named] = await store.findPersonRows(context, { userName })
  if (named !== undefined && named.memberId !== id) refuseTwice()
  const other = named === undefined ? await findOwnPerson(context, { email: userName }) : undefined
  if (other === undefined || other.id === id) return
  // Without words of the directory somebody is known by their address.
  if (!(await store.personRowsOf(context, [other.id])).has(other.id)) refuseTwice()
}

function refuseTwice(): never {
  refuse(
    'conflict',
    'Somebody here has this userName or address already. Find them by a filter, then change them.',
    {
      reason: 'uniqueness',
    },
  )
}

async function foundBy(desk: Desk, terms: readonly Equals[]): Promise<Resource[]> {
  const key = terms.find(({ attribute }) => attribute !== 'active')
  refuseUnless(key, 'invalid', 'A filter by active alone is not answered here.', {
    status: 400,
    reason: 'invalidFilter',
  })
  const shown = await shownUsers(desk, await candidates(desk, key))
  return shown.filter((one) => terms.every((term) => fits(one, term)))
}

async function candidates({ context }: Desk, { attribute, value }: Equals): Promise<OwnPerson[]> {
  const text = value.toLowerCase().slice(0, 254)
  const rows =
    attribute === 'id'
      ? []
      : await store.findPersonRows(
          context,
          attribute === 'username'
            ? { userName: text }
            : attribute === 'externalid'
              ? { externalId: value.slice(0, 254) }
              : { email: text },
        )
  const ids = attribute === 'id' && Id.safeParse(text).success ? [text] : rows.map(({ memberId }) => memberId)
  const found = [...(await ownPeopleOf(context, ids)).values()]
  const byMail =
    attribute === 'externalid' || attribute === 'id'
      ? undefined
      : await findOwnPerson(context, { email: text })
  return byMail === undefined || found.some(({ id }) => id === byMail.id) ? found : [...found, byMail]
}

function fits(user: Resource, { attribute, value }: Equals): boolean {
  const text = value.toLowerCase()
  if (attribute === 'id') return user.id === text
  if (attribute === 'username') return user['userName'] === text
  if (attribute === 'externalid') return user['externalId'] === value
  if (attribute === 'active') return String(user['active']) === text
  const emails = Array.isArray(user['emails']) ? user['emails'] : []
  return emails.some((one: unknown) => JSON.stringify(one).toLowerCase().includes(JSON.stringify(text)))
}

/** Without those whom the directory deleted. */
async function shownUsers(desk: Desk, people: readonly OwnPerson[]): Promise<Resource[]> {
  const ids = people.map(({ id }) => id)
  const rows = await store.personRowsOf(desk.context, ids)
  const groups = await store.groupsOfPeople(desk.context, ids)
  return people.flatMap((person) => {
    const row = rows.get(person.id)
    if (row !== undefined && row.goneAt !== null) return []
    const moments = [person.invitedAt, person.joinedAt, person.suspendedAt, row?.changedAt]
    const changedAt = new Date(Math.max(...moments.map((one) => one?.getTime() ?? 0)))
    const { userName, externalId, givenName, familyName, email } = namesOf(person, row)
    const facts = {
      ...{ id: person.id, userName, externalId, givenName, familyName, phone: person.phone },
      ...{ displayName: person.name, email: email === '' ? person.email : email },
      isActive: person.suspendedAt === null,
      groups: (groups.get(person.id) ?? []).map(({ id, displayName }) => ({ id, name: displayName })),
      ...{ createdAt: person.invitedAt, changedAt },
    }
    return [withVersion(userResource(facts, desk.base))]
  })
}
