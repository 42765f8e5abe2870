import type * as z from 'zod'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/crisis.ts'
import { isBriefingOverdue, nextBriefing } from '../rules/briefings.ts'
import { allowed } from '../rules/incident.ts'
import { changeCrisis, findCrisis, latestDecisions, type CrisisRecord } from '../store/crisis.ts'
import { getIncident, type IncidentRecord } from '../store/incidents.ts'
import { rolesOf } from './incident-roles.ts'
import { getOpenIncident } from './lead-incident.ts'

const decisionsInView = 50

export const readMode = action(contract.readCrisis, async (context, { id }) =>
  crisisOf(context, await getIncident(context, id)),
)

export const brief = action(contract.holdBriefing, async (context, { id, note }) => {
  const incident = await getOpenIncident(context, id)
  const { everyMinutes } = await runningCrisis(context, id)
  const nextBriefingAt = nextBriefing(context.now, everyMinutes)
  await changeCrisis(context, id, { lastBriefingAt: context.now, nextBriefingAt })
  context.record({
    stream: id,
    kind: 'briefing.hold',
    fields: { note, nextBriefingAt: nextBriefingAt.toISOString() },
  })
  return crisisOf(context, incident)
})

export const setRhythm = action(contract.setBriefingRhythm, async (context, { id, everyMinutes }) => {
  const incident = await getOpenIncident(context, id)
  const { lastBriefingAt, startedAt } = await runningCrisis(context, id)
  const nextBriefingAt = nextBriefing(lastBriefingAt ?? startedAt, everyMinutes)
  await changeCrisis(context, id, { everyMinutes, nextBriefingAt })
  context.record({
    stream: id,
    kind: 'briefing.plan',
    fields: { everyMinutes, nextBriefingAt: nextBriefingAt.toISOString() },
  })
  return crisisOf(context, incident)
})

async function runningCrisis(context: Context, id: string): Promise<CrisisRecord> {
  const crisis = await findCrisis(context, id)
  refuseUnless(
    crisis !== undefined && crisis.endedAt === null,
    'conflict',
    'There is no crisis in this incident. Briefings begin with severity S1.',
  )
  return crisis
}

async function crisisOf(
  context: Context,
  incident: IncidentRecord,
): Promise<z.input<typeof contract.Crisis>> {
  const crisis = await findCrisis(context, incident.id)
  const isOn = crisis !== undefined && crisis.endedAt === null && incident.status === 'open'
  const decisions = await latestDecisions(context, incident.id, decisionsInView)
  const { canBrief } = allowed(incident, { canBrief: isOn && context.can('incident.decide') })
  return {
    isOn,
    startedAt: crisis?.startedAt.toISOString() ?? null,
    startedBy: crisis?.startedBy ?? null,
    endedAt: crisis?.endedAt?.toISOString() ?? null,
    endReason: crisis?.endReason ?? null,
    everyMinutes: crisis?.everyMinutes ?? null,
    lastBriefingAt: crisis?.lastBriefingAt?.toISOString() ?? null,
    nextBriefingAt: isOn ? crisis.nextBriefingAt.toISOString() : null,
    isOverdue: isOn && isBriefingOverdue(crisis, context.now),
    openRoles: isOn ? (await rolesOf(context, incident)).open : [],
    decisions: decisions.map(({ id, text, options, decidedAt, decidedBy }) => ({
      id,
      text,
      options,
      decidedBy,
      decidedAt: decidedAt.toISOString(),
    })),
    canBrief,
  }
}
