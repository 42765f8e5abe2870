import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember, namesOf, type Person } from '../../../register/people/public/people.ts'
import * as contract from '../contract/circle.ts'
import { whyNoCircle, whyNotEnded, whyNotNamed, whyNotSuspected } from '../rules/circle.ts'
import {
  addSuspects,
  clearSuspects,
  endAccess as endAccessRow,
  findAccess,
  getAccess,
  listAccess,
  listSuspects,
  saveAccess,
} from '../store/circle.ts'
import { changeIncident, getIncident, getIncidentToChange, type IncidentRecord } from '../store/incidents.ts'
import { recordLead } from './lead-change.ts'
import { leaveCircle, partsOfOthers } from './leave-circle.ts'

export const read = action(contract.readCircle, async (context, { id }) =>
  circleOf(context, await getIncident(context, id)),
)

export const restrict = action(
  contract.restrictIncident,
  async (context, { id, people, suspects, reason }) => {
    const incident = await getIncidentToChange(context, id)
    refuseUnless(
      !incident.isRestricted,
      'conflict',
      'This incident is restricted already. Name people in it.',
    )
    return circleOf(context, await closeCircle(context, incident, { people, suspects, reason }))
  },
)

/** Closes a case to all but these people and the one who does it. The last thing to change is what closes it. */
export async function closeCircle(
  context: Context,
  incident: IncidentRecord,
  wanted: { people: readonly string[]; suspects: readonly string[]; reason: string; isNew?: boolean },
): Promise<IncidentRecord> {
  const closer = await personActing(context)
  const people = await peopleOf(context, [closer.id, ...wanted.people])
  const suspects = await peopleOf(context, wanted.suspects)
  const why = whyNoCircle(people, suspects, closer)
  if (why !== undefined) refuse('invalid', why, { faults: [{ path: 'people', message: why }] })
  const { id: incidentId } = incident
  const ids = people.map(({ id }) => id)
  for (const memberId of ids)
    await saveAccess(context, { incidentId, memberId, isGuest: false, mayWrite: true, endsAt: null })
  const suspectIds = suspects.map(({ id }) => id)
  for (const id of suspectIds) await endFor(context, incidentId, id)
  await addSuspects(context, incidentId, suspectIds)
  // Guests see the case by their own date, closed or not.
  const inside = (await listAccess(context, incidentId)).map(({ memberId }) => memberId)
  const leaving = await partsOfOthers(context, incident, inside)
  context.record({
    stream: incidentId,
    kind: wanted.isNew === true ? 'incident.circle' : 'incident.restrict',
    fields: {
      reason: wanted.reason,
      people: people.map(({ name }) => name).join('\n'),
      suspects: suspects.map(({ name }) => name).join('\n'),
      members: ids.join(' '),
    },
  })
  const { leadId } = await leaveCircle(context, incident, { leaving, heir: closer })
  if (leadId === null) await recordLead(context, incidentId, closer)
  return changeIncident(context, incidentId, { isRestricted: true, leadId: leadId ?? closer.id })
}

export const openUp = action(contract.openUpIncident, async (context, { id, reason }) => {
  const incident = await getIncidentToChange(context, id)
  refuseUnless(incident.isRestricted, 'conflict', 'This incident is not restricted.')
  // Opened first: without their own access the one who opens it would no longer see what is still closed.
  const opened = await changeIncident(context, id, { isRestricted: false })
  for (const row of await listAccess(context, id)) if (!row.isGuest) await endAccessRow(context, row.id)
  await clearSuspects(context, id)
  context.record({ stream: id, kind: 'incident.open_up', fields: { reason } })
  return circleOf(context, opened)
})

export const namePerson = action(contract.namePerson, async (context, { id, memberId }) => {
  const person = await getMember(context, memberId)
  const incident = await getRestricted(context, id)
  const why = (await listSuspects(context, id)).includes(memberId)
    ? `The case is about ${person.name}, who cannot see it.`
    : whyNotNamed(person)
  refuseUnless(why === undefined, 'conflict', why ?? '')
  refuseUnless(
    (await findAccess(context, id, memberId)) === undefined,
    'conflict',
    `${person.name} sees this incident already.`,
  )
  await saveAccess(context, { incidentId: id, memberId, isGuest: false, mayWrite: true, endsAt: null })
  context.record({ stream: id, kind: 'access.name', fields: { member: memberId, name: person.name } })
  return circleOf(context, incident)
})

export const endAccess = action(contract.endAccess, async (context, { id, member }) => {
  const incident = await getIncidentToChange(context, id)
  const row = await getAccess(context, id, member)
  const heir = await personActing(context)
  refuseUnless(
    heir.id !== member,
    'conflict',
    'Nobody takes themselves out of a case, so that the record says who did. Ask another named person.',
  )
  const person = await getMember(context, member)
  await refuseLosingAll(context, incident, person)
  await endAccessRow(context, row.id)
  context.record({ stream: id, kind: 'access.end', fields: { member, name: person.name } })
  return circleOf(context, await leaveCircle(context, incident, { leaving: [member], heir }))
})

export const nameSuspect = action(contract.nameSuspect, async (context, { id, memberId }) => {
  const [closer, person] = [await personActing(context), await getMember(context, memberId)]
  const incident = await getRestricted(context, id)
  const known = await listSuspects(context, id)
  refuseUnless(!known.includes(memberId), 'conflict', `${person.name} is named already.`)
  const why = whyNotSuspected([person], closer)
  refuseUnless(why === undefined, 'conflict', why ?? '')
  await refuseLosingAll(context, incident, person)
  await endFor(context, id, memberId)
  await addSuspects(context, id, [memberId])
  context.record({ stream: id, kind: 'suspect.name', fields: { member: memberId, name: person.name } })
  return circleOf(context, await leaveCircle(context, incident, { leaving: [memberId], heir: closer }))
})

async function getRestricted(context: Context, id: string): Promise<IncidentRecord> {
  const incident = await getIncidentToChange(context, id)
  refuseUnless(
    incident.isRestricted,
    'conflict',
    'Everybody who may read incidents sees this one. Restrict it first.',
    { reason: 'not_restricted' },
  )
  return incident
}

async function refuseLosingAll(context: Context, incident: IncidentRecord, leaving: Person): Promise<void> {
  const rows = await listAccess(context, incident.id)
  const named = await peopleOf(
    context,
    rows.filter((row) => !row.isGuest).map(({ memberId }) => memberId),
  )
  const why = whyNotEnded(leaving, named, incident.isRestricted)
  refuseUnless(why === undefined, 'conflict', why ?? '', { reason: 'last_named' })
}

async function endFor(context: Context, incidentId: string, memberId: string): Promise<void> {
  const row = await findAccess(context, incidentId, memberId)
  if (row !== undefined) await endAccessRow(context, row.id)
}

/** Only a person says who sees a case: a key can neither be named nor be suspected. */
async function personActing(context: Context): Promise<Person> {
  const { actor } = context
  if (actor.kind === 'member') return getMember(context, actor.memberId)
  refuse('forbidden', 'Only a person can say who sees an incident. Sign in to do it.')
}

async function peopleOf(context: Context, ids: readonly string[]): Promise<Person[]> {
  const people: Person[] = []
  for (const id of new Set(ids)) people.push(await getMember(context, id))
  return people
}

/** Who sees the case, as far as the one who asks may know: a guest reads of themselves alone. */
export async function circleOf(
  context: Context,
  incident: IncidentRecord,
): Promise<z.input<typeof contract.Circle>> {
  const { id, isRestricted, tlp, pap, heldAt, heldBy, holdReason } = incident
  const { actor } = context
  const guest = actor.kind === 'member' && actor.role === 'guest' ? actor.memberId : undefined
  const rows = (await listAccess(context, id)).filter(
    ({ memberId }) => guest === undefined || memberId === guest,
  )
  const suspects = guest === undefined ? await listSuspects(context, id) : []
  const people = await peopleOf(
    context,
    rows.map(({ memberId }) => memberId),
  )
  const names = await namesOf(context, [...suspects, ...(heldBy === null ? [] : [heldBy])])
  return {
    incidentId: id,
    isRestricted,
    tlp,
    pap,
    people: rows.map((row, n) => ({
      memberId: row.memberId,
      name: people[n]?.name ?? '',
      role: people[n]?.role ?? 'guest',
      isGuest: row.isGuest,
      mayWrite: row.mayWrite,
      grantedAt: row.grantedAt.toISOString(),
      grantedBy: row.grantedBy,
      endsAt: row.endsAt?.toISOString() ?? null,
    })),
    suspects: suspects.map((memberId) => ({ memberId, name: names.get(memberId) ?? '' })),
    hold:
      heldAt === null
        ? null
        : { at: heldAt.toISOString(), by: names.get(heldBy ?? '') ?? '', reason: holdReason ?? '' },
    can: {
      restrict: context.can('incident.restrict'),
      invite: context.can('guest.invite'),
      mark: context.can('incident.mark'),
      hold: context.can('incident.hold'),
      export: context.can('incident.export'),
    },
  }
}
