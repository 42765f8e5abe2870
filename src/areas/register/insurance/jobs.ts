import { daysBetween, stageDue } from '../../../base/calendar-day.ts'
import type { AnnouncementOf } from '../../../base/announcement.ts'
import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { todayOf } from '../people/public/people.ts'
import { aheadStages, isInForce, policyStages, tasksWanted, unprovedAtRenewal } from './rules.ts'
import {
  attestationsOf,
  insertTask,
  listPolicyRows,
  listRetainerRows,
  updatePolicy,
  updateRetainer,
  type PolicyRecord,
  type RetainerRecord,
} from './store.ts'

/** Tells owners what ends: policies 60, 30 and 7 days ahead, agreements and missing proof 60 days ahead. Once each. */
export const renewalJob: TenantJob = {
  name: 'insurance.renewal',
  cron: '25 5 * * *',
  run: announceRenewals,
}

export async function announceRenewals(context: Context): Promise<void> {
  const today = await todayOf(context)
  const policies = await listPolicyRows(context, { limit: 10_000 })
  const retainers = await listRetainerRows(context, { limit: 10_000 })
  await raiseTasks(context, { today, policies, retainers })
  for (const row of policies) {
    if (row.endsOn === null) continue
    await announceEnd(context, row, { day: row.endsOn, today })
    await announceUnproved(context, row, { day: row.endsOn, today })
  }
  for (const row of retainers) {
    if (row.endsOn === null) continue
    const wanted = { day: row.endsOn, today, stages: aheadStages }
    const stage = stageDue(wanted, { day: row.toldDay, stage: row.toldStage })
    if (stage === undefined) continue
    await updateRetainer(context, row.id, { toldDay: row.endsOn, toldStage: stage })
    const fields = { retainer: row.id, name: row.name, day: row.endsOn }
    context.record({ stream: 'audit', kind: 'retainer.near', fields })
    await tell(context, row, { what: 'retainer_end', title: row.name, ...wanted, path: '/retainers' })
  }
}

interface Known {
  readonly today: string
  readonly policies: readonly PolicyRecord[]
  readonly retainers: readonly RetainerRecord[]
}

/** What has to be decided stands in the calendar of whoever owns the agreement until they say what came of it. */
async function raiseTasks(context: Context, { today, policies, retainers }: Known): Promise<void> {
  const covering = policies.filter((row) => isInForce(row, today))
  const renewals = covering.flatMap(({ endsOn }) => endsOn ?? [])
  for (const retainer of retainers)
    for (const wanted of tasksWanted(retainer, { today, renewals })) {
      const id = context.newId()
      const made = { id, retainerId: retainer.id, raisedAt: context.now }
      const open = { doneAt: null, doneBy: null, outcome: null }
      if (!(await insertTask(context, { ...made, ...wanted, ...open }))) continue
      const fields = { retainer: retainer.id, name: retainer.name, task: id, ...wanted }
      context.record({ stream: 'audit', kind: 'retainer.ask', fields })
    }
}

interface End {
  readonly day: string
  readonly today: string
}

async function announceEnd(context: Context, row: PolicyRecord, end: End): Promise<void> {
  const stage = stageDue({ ...end, stages: policyStages }, { day: row.toldDay, stage: row.toldStage })
  if (stage === undefined) return
  await updatePolicy(context, row.id, { toldDay: end.day, toldStage: stage })
  context.record({
    stream: 'audit',
    kind: 'policy.near',
    fields: { policy: row.id, name: row.name, day: end.day },
  })
  await tell(context, row, { what: 'policy_end', title: row.name, ...end, path: `/policies/${row.id}` })
}

/** Told once for an end, whenever the first unproved statement is found within 60 days of it. */
async function announceUnproved(context: Context, row: PolicyRecord, end: End): Promise<void> {
  const stage = stageDue({ ...end, stages: aheadStages }, { day: row.proofDay, stage: row.proofStage })
  if (stage === undefined) return
  const unproved = unprovedAtRenewal(await attestationsOf(context, [row.id]), end.day)
  if (unproved.length === 0) return
  await updatePolicy(context, row.id, { proofDay: end.day, proofStage: stage })
  const title = unproved
    .map(({ statement }) => statement)
    .join('; ')
    .slice(0, 500)
  context.record({ stream: 'audit', kind: 'attestation.near', fields: { policy: row.id, unproved: title } })
  await tell(context, row, { what: 'attestation_unproved', title, ...end, path: `/policies/${row.id}` })
}

type Near = End & Pick<AnnouncementOf<'date.near'>, 'what' | 'title' | 'path'>

async function tell(
  context: Context,
  { ownerId }: { readonly ownerId: string | null },
  { what, title, path, day, today }: Near,
): Promise<void> {
  const daysLeft = daysBetween(today, day)
  await context.announce({ kind: 'date.near', what, title, day, daysLeft, memberId: ownerId, path })
}
