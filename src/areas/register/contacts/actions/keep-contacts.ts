import { isSameRow } from '../../../../base/csv-rows.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/contacts.ts'
import type { TakenOn } from '../public.ts'
import { circleSentence, deputyCircle } from '../rules/deputies.ts'
import { freshnessOf, isNamed, isSameReach } from '../rules/directory.ts'
import { insertContact, lockDeputies, updateContact, type ContactRecord } from '../store/contacts.ts'
import {
  blankRow,
  ensureContact,
  ensureContacts,
  getListed,
  placesOf,
  readDirectory,
  shown,
  shownOne,
  type Directory,
} from './directory.ts'

/** Nobody has tried what was just written. */
export const unconfirmed = { confirmedAt: null, confirmedBy: null, confirmedHow: null }

interface Ports {
  readonly takenOn: TakenOn
}

/** @param ports what other rooms hang on people: those are the team that is tried each quarter */
export function listContactsWith({ takenOn }: Ports) {
  return action(contract.listContacts, async (context, { limit, cursor, q, kind, only }) => {
    const directory = await withTeam(context, takenOn)
    const isOld = (one: Directory['listed'][number]) =>
      freshnessOf(one.confirmedAt, directory.team.has(one.id), context.now) !== 'fresh'
    const wanted = directory.listed.filter(
      (one) =>
        (kind === undefined || one.kind === kind) && (only === undefined || isOld(one)) && isNamed(one, q),
    )
    const after = pageAfter(cursor)
    const start = after === undefined ? 0 : wanted.findIndex(({ id }) => id === after) + 1
    refuseUnless(
      after === undefined || start > 0,
      'invalid',
      'Start the list again: this cursor is not one of ours.',
    )
    const { items, next } = pageOfRows(wanted.slice(start, start + limit + 1), limit, (one) => one)
    const amber = directory.listed.filter(isOld).length
    return { items: await shown(context, directory, items), next, amber }
  })
}

export function getContactWith({ takenOn }: Ports) {
  return action(contract.getContact, async (context, { id }) => {
    const directory = await withTeam(context, takenOn)
    const contact = await shownOne(context, directory, id)
    return { ...contact, holds: await holdingsOf(context, directory, { id, takenOn }) }
  })
}

export const add = action(contract.addContact, async (context, { kind, name, organisation, ...details }) => {
  const directory = await readDirectory(context)
  const id = context.newId()
  if (details.deputyId !== null) await ensureContact(context, directory, details.deputyId)
  await refuseDeputy(context, directory, { id, name, deputyId: details.deputyId })
  const row = { ...blankRow(id, kind, context.now), name, organisation, ...details }
  await insertContact(context, row)
  recordContact(context, 'contact.add', row)
  return shownOne(context, await readDirectory(context), id)
})

export const change = action(contract.changeContact, async (context, { id, ...wanted }) => {
  const directory = await readDirectory(context)
  const { source, name } = getListed(directory, id)
  const { name: newName = name, organisation, ...details } = wanted
  const { deputyId } = details
  // Both at once, in the order of their ids: who does the same the other way round waits, and is not in the way.
  const rows = await ensureContacts(context, directory, deputyId === null ? [id] : [id, deputyId])
  const before = rows.get(id) ?? refuse('not_found', 'There is no such contact here.')
  await refuseDeputy(context, directory, { id, name, deputyId })
  const own = source === 'own' ? { name: newName, organisation: organisation ?? before.organisation } : {}
  const isSame = isSameReach(before.ways, details.ways)
  // The same words saved once more are no version.
  const isUntouched = isSameRow(before, { ...details, ...own })
  const after = await updateContact(context, id, {
    ...details,
    ...own,
    ...(isUntouched ? {} : { changedAt: context.now }),
    ...(isSame ? {} : unconfirmed),
  })
  recordContact(context, 'contact.change', { ...after, name: own.name ?? name })
  return shownOne(context, await readDirectory(context), id)
})

export const confirm = action(contract.confirmContact, async (context, { id, how }) => {
  const directory = await readDirectory(context)
  const { name } = getListed(directory, id)
  await ensureContact(context, directory, id)
  const confirmed = { confirmedAt: context.now, confirmedBy: context.actor.name, confirmedHow: how }
  await updateContact(context, id, confirmed)
  context.record({ stream: 'audit', kind: 'contact.confirm', fields: { contact: id, name, how } })
  return shownOne(context, await readDirectory(context), id)
})

/** The numbers are forgotten; the name stays, since old trials and mandates name it. */
export function removeContactWith({ takenOn }: Ports) {
  return action(contract.removeContact, async (context, { id, reason }) => {
    const directory = await readDirectory(context)
    const { source, name } = getListed(directory, id)
    if (source !== 'own')
      refuse('conflict', `${name} stands in another list. ${whereToRemove[source]}`, { reason: 'elsewhere' })
    await ensureContact(context, directory, id)
    const holds = await holdingsOf(context, directory, { id, takenOn })
    refuseUnless(
      holds.length === 0,
      'conflict',
      `${name} is needed for: ${holds.join('; ')}. Give this to somebody else first.`,
      { reason: 'holds', faults: holds.map((message) => ({ path: 'id', message })) },
    )
    const forgotten = { ways: [], away: [], note: '', job: '', deputyId: null, ...unconfirmed }
    await updateContact(context, id, { ...forgotten, changedAt: context.now, removedAt: context.now })
    context.record({ stream: 'audit', kind: 'contact.remove', fields: { contact: id, name, reason } })
    return { removed: true as const }
  })
}

const whereToRemove = {
  member: 'Suspend this person under People.',
  supplier: 'Put the supplier into the archive.',
  retainer: 'End the retainer.',
  insurer: 'End the policy.',
} as const

async function withTeam(context: Context, takenOn: TakenOn): Promise<Directory> {
  const directory = await readDirectory(context)
  return { ...directory, team: new Set([...directory.team, ...(await takenOn(context)).keys()]) }
}

/** What hangs on somebody, in words. */
async function holdingsOf(
  context: Context,
  directory: Directory,
  { id, takenOn }: { readonly id: string; readonly takenOn: TakenOn },
): Promise<string[]> {
  return [...((await takenOn(context)).get(id) ?? []), ...(await placesOf(context, directory, id))]
}

async function refuseDeputy(
  context: Context,
  directory: Directory,
  wanted: { readonly id: string; readonly name: string; readonly deputyId: string | null },
): Promise<void> {
  const { id, name, deputyId } = wanted
  if (deputyId === null) return
  const circle = deputyCircle(await lockDeputies(context), { id, deputyId })
  if (circle === undefined) return
  const nameOf = (one: string) => (one === id ? name : (directory.byId.get(one)?.name ?? '…'))
  const message = circleSentence(circle.map(nameOf))
  refuse('invalid', message, { reason: 'circle', faults: [{ path: 'deputyId', message }] })
}

type Recorded = Pick<
  ContactRecord,
  | 'id'
  | 'kind'
  | 'name'
  | 'organisation'
  | 'job'
  | 'ways'
  | 'timeZone'
  | 'languages'
  | 'away'
  | 'deputyId'
  | 'note'
>

/** What is on the record of a contact: all of it, so that an old state can be read back. */
function recordContact(context: Context, kind: 'contact.add' | 'contact.change', row: Recorded): void {
  const { id, kind: what, name, organisation, job, ways, timeZone, languages, away, deputyId, note } = row
  const said = ways.map((way) => `${way.kind}: ${way.value}`)
  const leave = away.map(({ from, to }) => `${from} to ${to}`)
  context.record({
    stream: 'audit',
    kind,
    fields: leafFields({
      ...{ contact: id, kind: what, name, organisation, job, ways: said, timeZone, languages },
      ...{ away: leave, deputy: deputyId, note },
    }),
  })
}
