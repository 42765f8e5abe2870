import type * as z from 'zod'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember, listActiveMembers, type Person } from '../../../register/people/public/people.ts'
import * as contract from '../contract/roles.ts'
import { openRoles, roleWarnings } from '../rules/roles.ts'
import { allowed } from '../rules/incident.ts'
import { changeIncident, countOpenTasks, getIncident, type IncidentRecord } from '../store/incidents.ts'
import { addRoleTask, keepRole, listRoles, moveRoleTasks } from '../store/roles.ts'
import { addTask } from '../store/work.ts'
import { getOpenIncident, refuseOutsider } from './lead-incident.ts'
import { recordLead } from './lead-change.ts'
import { cardsOf, getCard, roleName } from './role-cards.ts'
import { recordTask } from './work-tasks.ts'

export const list = action(contract.listIncidentRoles, async (context, { id }) =>
  rolesOf(context, await getIncident(context, id)),
)

export const assign = action(contract.assignRole, async (context, { id, role, memberId, deputyId }) => {
  const incident = await getOpenIncident(context, id)
  const card = await heldCard(context, id, role)
  const person = await activeMember(context, id, memberId)
  const deputy = deputyId === null ? undefined : await activeMember(context, id, deputyId)
  refuseUnless(
    memberId !== deputyId,
    'invalid',
    `${person.name} cannot stand in for themselves. Choose somebody else as deputy.`,
    { faults: [{ path: 'deputyId', message: 'Choose somebody else, or nobody.' }] },
  )
  const before = (await rolesOf(context, incident)).items.find((one) => one.role === role)
  refuseUnless(
    before?.memberId !== memberId || before.deputyId !== deputyId,
    'conflict',
    `${person.name} has this role already.`,
  )
  await hold(context, incident, { role, memberId, deputyId })
  context.record({
    stream: id,
    kind: 'role.assign',
    fields: {
      role,
      roleName: roleName(card),
      member: memberId,
      name: person.name,
      deputy: deputy?.name ?? '',
    },
  })
  if (role === 'lead' && before?.memberId !== memberId) await recordLead(context, id, person)
  if (before?.memberId !== memberId) await tellHolder(context, incident, { card, memberId, isDeputy: false })
  if (deputyId !== null && before?.deputyId !== deputyId)
    await tellHolder(context, incident, { card, memberId: deputyId, isDeputy: true })
  await giveFirstTasks(context, incident, { card, person })
  return rolesOf(context, await getIncident(context, id))
})

export const leaveEmpty = action(contract.leaveRoleEmpty, async (context, { id, role, reason }) => {
  await getOpenIncident(context, id)
  const card = await heldCard(context, id, role)
  refuseUnless(role !== 'lead', 'invalid', 'Somebody has to lead. Say who, even if it is you alone.')
  await keepRole(context, {
    incidentId: id,
    role,
    memberId: null,
    deputyId: null,
    emptyReason: reason,
    since: context.now,
  })
  context.record({
    stream: id,
    kind: 'role.empty',
    fields: { role, roleName: roleName(card), reason },
  })
  return rolesOf(context, await getIncident(context, id))
})

export const handOver = action(contract.handOverRole, async (context, { id, role, memberId, note }) => {
  const incident = await getOpenIncident(context, id)
  const card = await heldCard(context, id, role)
  const to = await activeMember(context, id, memberId)
  const before = (await rolesOf(context, incident)).items.find((one) => one.role === role)
  const fromId = before?.memberId ?? null
  refuseUnless(fromId !== null, 'conflict', 'Nobody has this role yet. Give it to somebody instead.')
  refuseUnless(fromId !== memberId, 'conflict', `${to.name} has this role already.`)
  const from = await getMember(context, fromId)
  // Whoever takes over cannot stand in for themselves; whoever handed over is asleep.
  const deputyId = before?.deputyId === memberId ? null : (before?.deputyId ?? null)
  await hold(context, incident, { role, memberId, deputyId })
  const moved = await moveRoleTasks(context, { incidentId: id, role, from: fromId, to: memberId })
  context.record({
    stream: id,
    kind: 'role.handover',
    fields: {
      role,
      roleName: roleName(card),
      from: from.name,
      member: memberId,
      name: to.name,
      note,
      tasks: moved.length,
    },
  })
  if (role === 'lead') await recordLead(context, id, to)
  for (const task of moved) recordTask(context, task, to.name)
  await tellHolder(context, incident, { card, memberId, isDeputy: false })
  return rolesOf(context, await getIncident(context, id))
})

/** The card of a role; one that was taken out of use since is still this incident's as long as it has a row here. */
async function heldCard(context: Context, incidentId: string, role: string): Promise<contract.RoleCard> {
  const held = await listRoles(context, incidentId)
  return getCard(
    context,
    role,
    held.map((row) => row.role),
  )
}

/** Who leads stands on the incident itself; the lead's row keeps the deputy. */
async function hold(
  context: Context,
  incident: IncidentRecord,
  wanted: { readonly role: string; readonly memberId: string; readonly deputyId: string | null },
): Promise<void> {
  const { role, memberId, deputyId } = wanted
  await keepRole(context, {
    incidentId: incident.id,
    role,
    memberId: role === 'lead' ? null : memberId,
    deputyId,
    emptyReason: null,
    since: context.now,
  })
  if (role === 'lead') await changeIncident(context, incident.id, { leadId: memberId })
}

/** Once for each role of an incident: whoever takes it later finds the tasks of the first. */
async function giveFirstTasks(
  context: Context,
  incident: IncidentRecord,
  { card, person }: { readonly card: contract.RoleCard; readonly person: Person },
): Promise<void> {
  const { id: incidentId } = incident
  const { role } = card
  const held = (await listRoles(context, incidentId)).find((one) => one.role === role)
  if (held === undefined || held.hadFirstTasks) return
  await keepRole(context, { ...held, hadFirstTasks: true })
  for (const title of card.firstTasks) {
    const taskId = context.newId()
    await addTask(context, { id: taskId, incidentId, title, ownerId: person.id, addedAt: context.now })
    await addRoleTask(context, { incidentId, role, taskId })
    await countOpenTasks(context, incidentId, 1)
    context.record({
      stream: incidentId,
      kind: 'task.add',
      fields: { task: taskId, title, owner: person.name, dueAt: '' },
    })
  }
}

async function tellHolder(
  context: Context,
  { id: incidentId, number, title }: IncidentRecord,
  wanted: { readonly card: contract.RoleCard; readonly memberId: string; readonly isDeputy: boolean },
): Promise<void> {
  const { card, memberId, isDeputy } = wanted
  const role = roleName(card)
  await context.announce({ kind: 'role.assigned', incidentId, number, title, role, memberId, isDeputy })
}

async function activeMember(context: Context, incidentId: string, id: string): Promise<Person> {
  const member = await getMember(context, id)
  refuseUnless(
    member.status === 'active',
    'conflict',
    `${member.name} cannot sign in at the moment. Choose somebody else.`,
  )
  await refuseOutsider(context, incidentId, member)
  return member
}

/** Every role in use, who has it, and what is risky about that. */
export async function rolesOf(
  context: Context,
  incident: IncidentRecord,
): Promise<z.input<typeof contract.IncidentRoles>> {
  const held = await listRoles(context, incident.id)
  const cards = await cardsOf(
    context,
    held.map(({ role }) => role),
  )
  const items = cards.map(({ role, name, duties }) => {
    const record = held.find((one) => one.role === role)
    const memberId = role === 'lead' ? incident.leadId : (record?.memberId ?? null)
    return {
      role,
      name,
      duties,
      memberId,
      deputyId: record?.deputyId === memberId ? null : (record?.deputyId ?? null),
      emptyReason: memberId === null ? (record?.emptyReason ?? null) : null,
      since: record?.since.toISOString() ?? null,
    }
  })
  const people = (await listActiveMembers(context)).map(({ id, phone, nightPhone }) => ({
    id,
    isActive: true,
    hasPhone: phone !== '' || nightPhone !== '',
  }))
  const { canAssign } = allowed(incident, { canAssign: context.can('incident.assign') })
  const warnings = incident.status === 'closed' ? [] : roleWarnings(items, people)
  return { items, warnings, open: openRoles(items), canAssign, next: null }
}
