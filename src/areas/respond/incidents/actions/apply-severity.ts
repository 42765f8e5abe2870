import type { IncidentKind } from '../../../../base/incident-kinds.ts'
import type { Severity } from '../../../../base/incident-words.ts'
import type { Context } from '../../../../platform/action.ts'
import { listActiveMembers, type Person } from '../../../register/people/public/people.ts'
import type { Consequences, FirstHourAnswers } from '../contract/first-hour.ts'
import type { Call } from '../contract/grading.ts'
import { nextBriefing } from '../rules/briefings.ts'
import { consequencesOf, suggest } from '../rules/first-hour.ts'
import { beginCrisis, changeCrisis, findCrisis } from '../store/crisis.ts'
import { findGrading, keepGrading, keptTable } from '../store/grading.ts'
import type { IncidentRecord } from '../store/incidents.ts'
import { listRoles } from '../store/roles.ts'

/** Role to the member who has it in this incident. */
type Holders = ReadonlyMap<string, string | null>
type Graded = Pick<IncidentRecord, 'id' | 'number' | 'title' | 'kind' | 'severity' | 'leadId'>

/** Judges what is being declared by the table that holds; what comes back belongs to the leaf of the declaring. */
export async function judgeOpening(
  context: Context,
  wanted: {
    readonly id: string
    readonly kind: IncidentKind
    readonly severity: Severity
    readonly answers: FirstHourAnswers | undefined
  },
) {
  const { id, kind, severity, answers = null } = wanted
  const table = await keptTable(context)
  const consequences = consequencesOf(table.content, { severity, kind, answers })
  const suggestion = answers === null ? null : suggest(answers, table.content)
  return {
    leaf: leafOf(table.version, consequences),
    /** After the incident stands: keeps answers, begins what its severity begins. */
    async settle(incident: Graded): Promise<void> {
      await keepGrading(context, {
        incidentId: id,
        tableVersion: table.version,
        answers,
        suggestion,
        answeredAt: answers === null ? null : context.now,
        answeredBy: answers === null ? null : context.actor.name,
      })
      if (answers !== null && suggestion !== null)
        context.record({ stream: id, kind: 'grade.answer', fields: answerLeaf(answers, suggestion) })
      if (severity === 'S1') await startCrisis(context, incident, table.content.briefingMinutes)
      await nameClocks(context, incident, { table, clocks: consequences.clocks, reason: '' })
      // Owners and leads hear of every incident; the table may call others.
      const holders = new Map([['lead', incident.leadId]])
      await callPeople(context, incident, { calls: consequences.calls, holders, isKnownToLeaders: true })
    },
  }
}

/** What another severity brings: who is called, crisis mode on or off. The fields belong to the leaf of the change. */
export async function applySeverity(
  context: Context,
  incident: Graded,
  { to, reason }: { readonly to: Severity; readonly reason: string },
) {
  const table = await keptTable(context)
  const before = await findGrading(context, incident.id)
  const { kind, severity: from } = incident
  const consequences = consequencesOf(table.content, { severity: to, kind, answers: before?.answers ?? null })
  return {
    leaf: leafOf(table.version, consequences),
    async settle(): Promise<void> {
      await keepGrading(context, { incidentId: incident.id, tableVersion: table.version })
      if (to === 'S1') await startCrisis(context, incident, table.content.briefingMinutes)
      else if (from === 'S1') await endCrisis(context, incident.id, reason)
      const graded = { ...incident, severity: to }
      await nameClocks(context, graded, { table, clocks: consequences.clocks, reason })
      // Better news wakes nobody.
      if (to >= from) return
      const holders = await holdersOf(context, incident)
      await callPeople(context, graded, { calls: consequences.calls, holders, isKnownToLeaders: to === 'S1' })
    },
  }
}

/** Which clocks run is on the leaf of the severity; whoever keeps them starts and ends them by this. */
async function nameClocks(
  context: Context,
  { id: incidentId, severity }: Pick<Graded, 'id' | 'severity'>,
  named: {
    readonly table: { readonly version: number }
    readonly clocks: Consequences['clocks']
    readonly reason: string
  },
): Promise<void> {
  const { table, reason } = named
  const clocks = named.clocks.map(({ name, hours, source }) => ({ name, hours, source }))
  await context.announce({
    kind: 'clocks.named',
    ...{ incidentId, severity, tableVersion: table.version, clocks, reason },
  })
}

/** The members that a call means: who holds the role here, else whoever holds it in the organisation. */
function peopleCalled(
  call: Pick<Call, 'who'>,
  facts: {
    readonly holders: Holders
    readonly members: readonly Person[]
  },
): Person[] {
  const { holders, members } = facts
  if (call.who === 'owner') return members.filter(({ role }) => role === 'owner')
  const holder = holders.get(call.who)
  if (holder !== undefined && holder !== null) return members.filter(({ id }) => id === holder)
  if (call.who === 'lead') return members.filter(({ role }) => role === 'lead')
  if (call.who === 'legal') return members.filter(({ role }) => role === 'counsel')
  return []
}

async function holdersOf(
  context: Context,
  incident: Pick<IncidentRecord, 'id' | 'leadId'>,
): Promise<Holders> {
  const roles = await listRoles(context, incident.id)
  return new Map([...roles.map(({ role, memberId }) => [role, memberId] as const), ['lead', incident.leadId]])
}

async function callPeople(
  context: Context,
  incident: Graded,
  wanted: {
    readonly calls: readonly Call[]
    readonly holders: Holders
    readonly isKnownToLeaders: boolean
  },
): Promise<void> {
  const { calls, holders, isKnownToLeaders } = wanted
  const members = await listActiveMembers(context)
  const doer = context.actor.kind === 'member' ? context.actor.memberId : ''
  const called = calls
    .flatMap((call) => peopleCalled(call, { holders, members }))
    .filter(({ id, role }) => id !== doer && !(isKnownToLeaders && (role === 'owner' || role === 'lead')))
  const memberIds = [...new Set(called.map(({ id }) => id))]
  if (memberIds.length === 0) return
  const { id: incidentId, number, title, severity } = incident
  await context.announce({ kind: 'people.called', incidentId, number, title, severity, memberIds })
}

async function startCrisis(context: Context, incident: Graded, everyMinutes: number): Promise<void> {
  const nextBriefingAt = nextBriefing(context.now, everyMinutes)
  await beginCrisis(context, {
    incidentId: incident.id,
    startedAt: context.now,
    startedBy: context.actor.name,
    everyMinutes,
    nextBriefingAt,
  })
  const fields = { everyMinutes, nextBriefingAt: nextBriefingAt.toISOString() }
  context.record({ stream: incident.id, kind: 'crisis.start', fields })
}

async function endCrisis(context: Context, incidentId: string, reason: string): Promise<void> {
  const crisis = await findCrisis(context, incidentId)
  // One that was S1 before there was crisis mode has none to end.
  if (crisis === undefined || crisis.endedAt !== null) return
  await changeCrisis(context, incidentId, { endedAt: context.now, endReason: reason })
  context.record({ stream: incidentId, kind: 'crisis.end', fields: { reason } })
}

function leafOf(version: number, { calls, clocks }: Consequences) {
  return {
    table: version,
    calls: calls.map(({ who, withinMinutes }) => `${who} ${withinMinutes}`).join('\n'),
    clocks: clocks.map(({ name, hours }) => `${hours} h: ${name}`).join('\n'),
  }
}

/** The answers as words of the closed lists, so that the record can be read without the database. */
export function answerLeaf(answers: FirstHourAnswers, suggestion: ReturnType<typeof suggest>) {
  const { sees, words, systems, spread, goingOn, atRisk, knows } = answers
  return {
    sees: sees.join(' '),
    words,
    systems: systems.join('\n'),
    spread,
    goingOn,
    atRisk: atRisk.join(' '),
    knows: knows.join(' '),
    standing: suggestion.standing,
    suggestedKind: suggestion.kind,
    suggestedSeverity: suggestion.severity,
  }
}
