import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { plainChange, type LastChange } from '../../../base/last-change.ts'
import type { Context } from '../../../platform/action.ts'
import { ensureContacts, placesOf, readDirectory, shown, type Directory } from './actions/directory.ts'
import { testDueAt, treeOf } from './actions/call-tree.ts'
import type { CallNode } from './contract/call-tree.ts'
import type { Contact } from './contract/contacts.ts'
import { worksAtNight, worksWhenDown } from './rules/directory.ts'
import { listLinks, listTests } from './store/reach.ts'
import { contactsFor, searchContacts } from './store/contacts.ts'

/**
 * A port: what hangs on people elsewhere (roles, decisions, turns), in words, by contact. Whoever holds something
 * is not taken off the list, and is tried each quarter. `app/areas.ts` fills it.
 */
export type TakenOn = (context: Context) => Promise<ReadonlyMap<string, readonly string[]>>

/** Somebody as other rooms may know them. */
export interface Reachable {
  readonly id: string
  readonly name: string
  readonly kind: Contact['kind']
  /** Their own account here; null for those from elsewhere, who cannot sign in. */
  readonly memberId: string | null
  readonly ways: Contact['ways']
  readonly atNight: boolean
  readonly whenDown: boolean
  readonly isAway: boolean
  readonly away: Contact['away']
  readonly timeZone: string | null
  readonly deputyId: string | null
}

/** Everybody who may be given something to do, by id. Whoever is absent is not on the list any more. */
export async function reachablePeople(
  context: Pick<Context, 'tx' | 'now'>,
  ids?: Iterable<string>,
): Promise<Map<string, Reachable>> {
  const directory = await readDirectory(context)
  const wanted = ids === undefined ? undefined : new Set(ids)
  const listed = directory.listed.filter(({ id }) => wanted === undefined || wanted.has(id))
  const all = await shown(context, directory, listed)
  return new Map(all.map((one) => [one.id, reachableOf(one)]))
}

/**
 * Makes these contacts ones that rows of other rooms can lean on.
 * @throws Refusal `not_found` for the first that is not on the list, alike for one of elsewhere
 */
export async function holdContacts(
  context: Pick<Context, 'tx' | 'now'>,
  ids: Iterable<string>,
): Promise<void> {
  const directory: Directory = await readDirectory(context)
  await ensureContacts(context, directory, [...new Set(ids)])
}

/** Who calls whom, in the order of calling, each with the ways that whoever asks may see. */
export async function callTreeFor(context: Context): Promise<CallNode[]> {
  return treeOf(context, await readDirectory(context))
}

/** Whether anybody stands in the call tree. */
export async function hasCallTree(context: Pick<Context, 'tx'>): Promise<boolean> {
  return (await listLinks(context)).length > 0
}

/** Whether the call tree was tried in this quarter, and who in it has no way that works without our systems. */
export async function callTreeStanding(
  context: Pick<Context, 'tx' | 'now'>,
): Promise<{ readonly isTestDue: boolean; readonly unreachable: readonly string[] }> {
  const dueAt = await testDueAt(context)
  const links = await listLinks(context)
  const people = await reachablePeople(
    context,
    links.map(({ contactId }) => contactId),
  )
  const mute = [...people.values()].filter(({ whenDown }) => !whenDown)
  return {
    isTestDue: dueAt !== undefined && dueAt <= context.now,
    unreachable: mute.map(({ name }) => name),
  }
}

function reachableOf(contact: Contact): Reachable {
  const { id, name, kind, source, ways, isAway, away, timeZone, deputyId } = contact
  return {
    ...{ id, name, kind, ways, isAway, away, timeZone, deputyId },
    memberId: source === 'member' ? id : null,
    atNight: worksAtNight(ways),
    whenDown: worksWhenDown(ways),
  }
}

/** What hangs on a person here, in words. */
export async function heldPlaces(context: Pick<Context, 'tx' | 'now'>, memberId: string): Promise<string[]> {
  return placesOf(context, await readDirectory(context), memberId)
}

/** When the call tree was last tried and is tried next; undefined while nobody stands in it. */
export async function callTreeTest(
  context: Pick<Context, 'tx'>,
): Promise<{ readonly triedAt: Date | null; readonly dueAt: Date } | undefined> {
  const dueAt = await testDueAt(context)
  if (dueAt === undefined) return undefined
  const [last] = await listTests(context, 1)
  return { triedAt: last?.startedAt ?? null, dueAt }
}

/** What became of somebody on the list since then; undefined for who is not on it. */
export async function lastChangeOfContact(
  context: Pick<Context, 'tx' | 'now'>,
  id: string,
  since: Date,
): Promise<LastChange | undefined> {
  const found = (await readDirectory(context)).byId.get(id)
  if (found === undefined) return undefined
  const kept = (await contactsFor(context, [id])).get(id)
  return plainChange({ name: found.name, changedAt: kept?.changedAt ?? null, path: `/contacts/${id}` }, since)
}

export const contactSearch: SearchSource = {
  kind: 'contact',
  permission: 'contact.read',
  find: searchContacts,
}
