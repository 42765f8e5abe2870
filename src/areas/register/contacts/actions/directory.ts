import { dayIn } from '../../../../base/calendar-day.ts'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { contractedReach } from '../../insurance/public.ts'
import { listActiveMembers, organisationFor } from '../../people/public/people.ts'
import { supplierReach } from '../../vendors/public.ts'
import type { Contact } from '../contract/contacts.ts'
import {
  directoryOf,
  freshnessOf,
  isAwayOn,
  waysOf,
  type Elsewhere,
  type Listed,
} from '../rules/directory.ts'
import { elsewhereOf } from '../rules/elsewhere.ts'
import {
  contactsFor,
  deputisedBy,
  ensureRows,
  listKept,
  lockContacts,
  type ContactRecord,
  type NewContact,
} from '../store/contacts.ts'
import { listLinks } from '../store/reach.ts'

type Reach = Pick<Context, 'tx' | 'now'>

/** Everybody on the list, of this register and of the others. */
export interface Directory {
  readonly listed: readonly Listed[]
  readonly byId: ReadonlyMap<string, Listed>
  readonly elsewhere: ReadonlyMap<string, Elsewhere>
  readonly timeZone: string
  readonly organisation: string
  /** Members who lead or work on incidents, and all in the call tree. */
  readonly team: ReadonlySet<string>
}

export async function readDirectory(context: Reach): Promise<Directory> {
  const { name: organisation, timeZone } = await organisationFor(context)
  const people = await listActiveMembers(context)
  const suppliers = await supplierReach(context)
  const { retainers, insurers } = await contractedReach(context)
  const elsewhere = elsewhereOf({ people, suppliers, retainers, insurers })
  const listed = directoryOf(await listKept(context), elsewhere)
  const links = await listLinks(context)
  const leading = people.filter(({ role }) => role === 'owner' || role === 'lead' || role === 'responder')
  return {
    listed,
    byId: new Map(listed.map((one) => [one.id, one])),
    elsewhere: new Map(elsewhere.map((one) => [one.id, one])),
    timeZone,
    organisation,
    team: new Set([...leading.map(({ id }) => id), ...links.map(({ contactId }) => contactId)]),
  }
}

/** Contacts as they are shown, in the order given. */
export async function shown(
  context: Reach,
  directory: Directory,
  listed: readonly Listed[],
): Promise<Contact[]> {
  const kept = await contactsFor(
    context,
    listed.map(({ id }) => id),
  )
  return listed.map((one) => contactOf(directory, one, kept.get(one.id), context.now))
}

export async function shownOne(context: Reach, directory: Directory, id: string): Promise<Contact> {
  const [only] = await shown(context, directory, [getListed(directory, id)])
  if (only === undefined) throw new Error('one entry gives one contact')
  return only
}

/** @throws Refusal `not_found`, alike for one of elsewhere, one taken off the list, and one that never was */
export function getListed(directory: Directory, id: string): Listed {
  return directory.byId.get(id) ?? refuse('not_found', 'There is no such contact here.')
}

/**
 * The rows of these contacts by id, made where they stand elsewhere and nothing was kept of them yet. Held until the
 * transaction ends.
 * @throws Refusal `not_found` for one who is not on the list
 */
export async function ensureContacts(
  context: Pick<Context, 'tx' | 'now'>,
  directory: Directory,
  ids: readonly string[],
): Promise<Map<string, ContactRecord>> {
  const listed = ids.map((id) => getListed(directory, id))
  const linked = listed.filter(({ source }) => source !== 'own')
  await ensureRows(
    context,
    linked.map((one) => emptyRow(one, context.now)),
  )
  return lockContacts(context, ids)
}

/** The same for one. */
export async function ensureContact(
  context: Pick<Context, 'tx' | 'now'>,
  directory: Directory,
  id: string,
): Promise<ContactRecord> {
  const rows = await ensureContacts(context, directory, [id])
  return rows.get(id) ?? refuse('not_found', 'There is no such contact here.')
}

/** What this room itself hangs on somebody: their place in the call tree, and for whom they stand in. */
export async function placesOf(
  context: Pick<Context, 'tx'>,
  { byId }: Directory,
  id: string,
): Promise<string[]> {
  const links = await listLinks(context)
  const isInTree = links.some(({ contactId }) => contactId === id)
  const calls = links.flatMap((link) => (link.calledBy === id ? [byId.get(link.contactId)?.name ?? '…'] : []))
  const stands = (await deputisedBy(context, id)).flatMap((other) => byId.get(other)?.name ?? [])
  return [
    ...(isInTree
      ? [calls.length === 0 ? 'a place in the call tree' : `calling ${calls.join(', ')} in the call tree`]
      : []),
    ...(stands.length === 0 ? [] : [`deputy of ${stands.join(', ')}`]),
  ]
}

/** A row that says nothing yet. */
export function blankRow(id: string, kind: ContactRecord['kind'], now: Date): NewContact {
  return {
    id,
    kind,
    memberId: null,
    vendorId: null,
    retainerId: null,
    policyId: null,
    name: '',
    organisation: '',
    job: '',
    ways: [],
    timeZone: null,
    languages: [],
    away: [],
    deputyId: null,
    note: '',
    confirmedAt: null,
    confirmedBy: null,
    confirmedHow: null,
    importId: null,
    addedAt: now,
    changedAt: now,
    removedAt: null,
  }
}

function emptyRow({ id, kind, source }: Listed, now: Date): NewContact {
  const column = {
    member: 'memberId',
    supplier: 'vendorId',
    retainer: 'retainerId',
    insurer: 'policyId',
  } as const
  return { ...blankRow(id, kind, now), ...(source !== 'own' && { [column[source]]: id }) }
}

function contactOf(
  { byId, elsewhere, timeZone, team }: Directory,
  listed: Listed,
  kept: ContactRecord | undefined,
  now: Date,
): Contact {
  const { id, source, kind, name, organisation, job, confirmedAt, path } = listed
  const isTeam = team.has(id)
  // Confirmed in the other register later than here: nobody here knows by whom.
  const isOurs = kept?.confirmedAt?.getTime() === confirmedAt?.getTime()
  const deputy = kept?.deputyId ? byId.get(kept.deputyId) : undefined
  const away = kept?.away ?? []
  return {
    ...{ id, source, kind, name, organisation, job, path, isTeam, away },
    ways: waysOf(elsewhere.get(id)?.ways ?? [], kept?.ways ?? []),
    timeZone: kept?.timeZone ?? null,
    languages: kept?.languages ?? [],
    isAway: isAwayOn(away, dayIn(now, kept?.timeZone ?? timeZone)),
    deputyId: deputy?.id ?? null,
    deputyName: deputy?.name ?? '',
    note: kept?.note ?? '',
    confirmedAt: confirmedAt?.toISOString() ?? null,
    confirmedBy: isOurs ? (kept?.confirmedBy ?? null) : null,
    confirmedHow: isOurs ? (kept?.confirmedHow ?? null) : null,
    freshness: freshnessOf(confirmedAt, isTeam, now),
  }
}
