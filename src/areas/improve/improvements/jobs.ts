import { dayAfter, daysBetween } from '../../../base/calendar-day.ts'
import type { Context } from '../../../platform/action.ts'
import { audienceOf, mayHear } from '../../../platform/database/circle.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { listActiveMembers, todayOf } from '../../register/people/public/people.ts'
import { casesNamed } from '../../respond/incidents/public/incidents.ts'
import { tellOf } from './actions/tell-people.ts'
import { weighCases } from './actions/weigh-cases.ts'
import { remindStages } from './contract/words.ts'
import { dueNotice, nearDays } from './rules/chasing.ts'
import { listWaiting, updateImprovement } from './store/improvements.ts'
import { changeDecision, changeSpot, listOldSpots, listUnfollowed } from './store/lessons.ts'

/** Every few minutes: what follows from the cases that were closed. */
export const weighJob: TenantJob = {
  name: 'improvements.weigh',
  cron: '*/5 * * * *',
  by: 'Muster',
  run: weighCases,
}

/** Each morning: what waits is brought to mind of whoever has it, then of who leads, then of who owns the firm. */
export const chaseJob: TenantJob = {
  name: 'improvements.chase',
  cron: '50 5 * * *',
  by: 'Muster',
  run: chase,
}

/** A blind spot that nobody answered, and a decision that nobody looked back at, are brought to mind so often. */
const againDays = 14

export async function chase(context: Context): Promise<void> {
  const today = await todayOf(context)
  for (const row of await listWaiting(context, dayAfter(today, nearDays), today)) {
    const stage = dueNotice(row, today)
    if (stage === undefined) continue
    const remindStage = remindStages.find((one) => one === stage) ?? row.remindStage
    await updateImprovement(context, row.id, { remindDay: today, remindStage })
    await tellOf(context, row, stage, today)
  }
  await chaseDecisions(context, today)
  await chaseSpots(context, today)
}

async function chaseDecisions(context: Context, today: string): Promise<void> {
  const due = (await listUnfollowed(context)).filter(
    ({ followUpOn, remindedOn }) =>
      followUpOn <= today && (remindedOn === null || daysBetween(remindedOn, today) >= againDays),
  )
  for (const { id, question: title, followUpOn: day, ownerId, incidentId } of due) {
    await changeDecision(context, id, { remindedOn: today })
    const path = incidentId === null ? '/business-decisions' : `/incidents/${incidentId}`
    await tellNear(context, { what: 'business_follow_up', title, day, ownerId, path, incidentId })
  }
}

async function chaseSpots(context: Context, today: string): Promise<void> {
  const askedBefore = new Date(context.now.getTime() - againDays * 86_400_000)
  const quietSince = dayAfter(today, 1 - againDays)
  const open = await listOldSpots(context, { askedBefore, quietSince })
  const cases = await casesNamed(
    context,
    open.map(({ incidentId }) => incidentId),
  )
  for (const { incidentId, ownerId } of open) {
    await changeSpot(context, incidentId, { remindedOn: today })
    const known = cases.get(incidentId)
    const title = `INC-${known?.number ?? ''} ${known?.title ?? ''}`.trim()
    const path = `/incidents/${incidentId}`
    await tellNear(context, { what: 'blind_spot', title, day: today, ownerId, path, incidentId })
  }
}

/** For whose it is, while they are here and see the case; else for those who lead and see it. */
async function tellNear(
  context: Context,
  wanted: {
    readonly what: 'business_follow_up' | 'blind_spot'
    readonly title: string
    readonly day: string
    readonly ownerId: string | null
    readonly path: string
    readonly incidentId: string | null
  },
): Promise<void> {
  const { what, title, day, ownerId, path, incidentId } = wanted
  const audiences = incidentId === null ? undefined : await audienceOf(context.tx.$client, [incidentId])
  const people = (await listActiveMembers(context)).filter(
    ({ id: memberId, role }) =>
      role !== 'guest' &&
      (audiences === undefined || mayHear({ memberId, role }, audiences.get(incidentId ?? ''))),
  )
  const own = people.filter(({ id }) => id === ownerId)
  const hearers = own.length > 0 ? own : people.filter(({ role }) => role === 'lead' || role === 'owner')
  context.record({
    stream: incidentId ?? 'audit',
    kind: 'improvement.remind',
    fields: { title, stage: what, to: hearers.map(({ name }) => name).join('\n') },
  })
  for (const { id: memberId } of hearers)
    await context.announce({ kind: 'date.near', what, title, day, daysLeft: 0, memberId, path })
}
