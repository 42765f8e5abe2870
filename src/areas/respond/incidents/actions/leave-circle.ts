import type { Context } from '../../../../platform/action.ts'
import { namesOf, type Person } from '../../../register/people/public/people.ts'
import { freeTasksOf, holdersOf } from '../store/circle.ts'
import { changeIncident, type IncidentRecord } from '../store/incidents.ts'
import { keepRole, listRoles, type RoleRecord } from '../store/roles.ts'
import { cardsOf, roleName } from './role-cards.ts'
import { recordLead } from './lead-change.ts'
import { recordTask } from './work-tasks.ts'

/** Everybody with a part in the case who is not among these people. */
export async function partsOfOthers(
  context: Context,
  incident: Pick<IncidentRecord, 'id' | 'leadId'>,
  inside: readonly string[],
): Promise<string[]> {
  const { id, leadId } = incident
  const holders = [...(await holdersOf(context, id)), ...(leadId === null ? [] : [leadId])]
  return [...new Set(holders)].filter((holder) => !inside.includes(holder))
}

/**
 * Those who no longer see a case have no part in it: their open tasks and roles are free, and whoever sent them out
 * leads where they led. Each change has its leaf.
 */
export async function leaveCircle(
  context: Context,
  incident: IncidentRecord,
  { leaving, heir }: { readonly leaving: readonly string[]; readonly heir: Pick<Person, 'id' | 'name'> },
): Promise<IncidentRecord> {
  if (leaving.length === 0) return incident
  for (const task of await freeTasksOf(context, incident.id, leaving)) recordTask(context, task, '')
  for (const row of await listRoles(context, incident.id)) await leaveRole(context, row, leaving)
  if (incident.leadId === null || !leaving.includes(incident.leadId)) return incident
  await recordLead(context, incident.id, heir)
  return changeIncident(context, incident.id, { leadId: heir.id })
}

async function leaveRole(context: Context, row: RoleRecord, leaving: readonly string[]): Promise<void> {
  const isGone = (id: string | null) => id !== null && leaving.includes(id)
  if (!isGone(row.memberId) && !isGone(row.deputyId)) return
  const { incidentId: stream, role } = row
  const names = await namesOf(
    context,
    [row.memberId, row.deputyId].filter((id) => id !== null),
  )
  const nameOf = (id: string | null) => names.get(id ?? '') ?? ''
  const card = (await cardsOf(context, [role])).find((one) => one.role === role)
  const fields = { role, roleName: card === undefined ? role : roleName(card) }
  const deputyId = isGone(row.deputyId) ? null : row.deputyId
  if (isGone(row.memberId)) {
    await keepRole(context, { ...row, memberId: null, deputyId, since: context.now })
    const reason = `${nameOf(row.memberId)} does not see this incident any more.`
    context.record({ stream, kind: 'role.empty', fields: { ...fields, reason } })
    return
  }
  await keepRole(context, { ...row, deputyId })
  const member = row.memberId ?? ''
  const holder = { member, name: nameOf(row.memberId), deputy: '' }
  context.record({ stream, kind: 'role.assign', fields: { ...fields, ...holder } })
}
