import type { Context } from '../../../../platform/action.ts'
import { audienceOf, mayHear } from '../../../../platform/database/circle.ts'
import type { TenantJob } from '../../../../platform/jobs/jobs.ts'
import { listActiveMembers, todayOf } from '../../../register/people/public/people.ts'
import { lateHearer, secondPersonHours } from '../rules/sign-off.ts'
import { listLateParts, noteLate } from '../store/sign-off.ts'

/** Each morning: whose missing part is late hears of it, and a day later a second person; each of it once. */
export const remindPartsJob: TenantJob = {
  name: 'incidents.parts',
  cron: '40 5 * * *',
  by: 'Muster',
  run: remindParts,
}

export async function remindParts(context: Context): Promise<void> {
  const toldBefore = new Date(context.now.getTime() - secondPersonHours * 3_600_000)
  const late = await listLateParts(context, { today: await todayOf(context), toldBefore, limit: 500 })
  if (late.length === 0) return
  const everyone = await listActiveMembers(context)
  const audiences = await audienceOf(
    context.tx.$client,
    late.map(({ part }) => part.incidentId),
  )
  for (const { part, number, leadId } of late) {
    const { id, incidentId, title, dueOn, overdueAt } = part
    const people = everyone.filter(({ id: memberId, role }) =>
      mayHear({ memberId, role }, audiences.get(incidentId)),
    )
    // Whoever led the case first, then leads, then owners.
    const leaders = [
      ...people.filter((one) => one.id === leadId),
      ...people.filter(({ role }) => role === 'lead'),
      ...people.filter(({ role }) => role === 'owner'),
    ]
    const owner = people.find((one) => one.id === part.ownerId)
    const stage = overdueAt === null ? 'overdue' : 'escalation'
    const hearer = lateHearer(
      stage,
      owner?.id,
      leaders.map((one) => one.id),
    )
    if (!(await noteLate(context, id, stage === 'overdue' ? 'overdueAt' : 'escalatedAt'))) continue
    context.record({
      stream: incidentId,
      kind: stage === 'overdue' ? 'sign_off.remind' : 'sign_off.escalate',
      fields: { part: id, title, dueOn, to: people.find((one) => one.id === hearer)?.name ?? '' },
    })
    if (hearer !== undefined)
      await context.announce({ kind: 'review.due', stage, incidentId, number, title, memberId: hearer })
  }
}
