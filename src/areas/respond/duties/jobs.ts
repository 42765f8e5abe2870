import { onClock } from '../../../base/time.ts'
import { audienceOf, mayHear } from '../../../platform/database/circle.ts'
import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { listActiveMembers, organisationFor } from '../../register/people/public/people.ts'
import { incidentFor } from '../incidents/public/incidents.ts'
import { roleHolders } from '../incidents/public/people-and-costs.ts'
import { judgeCase, openDuties, type JudgedCase, type KnownIncident } from './actions/judge-case.ts'
import { timedClock } from './rules/house-clocks.ts'
import { dueReminders, type Reminder, type Timed } from './rules/reminders.ts'
import { titleOf } from './rules/standing.ts'
import { changeCase, noteReminder, takeCasesToLookAt } from './store/cases.ts'
import { changeClock, takeClocksToLookAt } from './store/house-clocks.ts'

/** Each minute: whoever leads or advises hears that a legal clock comes to its end, each stage once. */
export const dutyJob: TenantJob = {
  name: 'duties.remind',
  cron: '* * * * *',
  by: 'Muster',
  run: remindOfDuties,
}

const casesAtMost = 200

/**
 * What was told is noted in the transaction that tells it: a crash undoes both, and the next run says it again.
 * A closed case is looked at, too: its duties end when they are answered. One that turned out to be none has none, and a
 * rehearsal owes nobody anything.
 */
export async function remindOfDuties(context: Context): Promise<void> {
  const { now } = context
  for (const record of await takeCasesToLookAt(context, now, casesAtMost)) {
    const found = await judgeCase(context, record.incidentId, record)
    const duties = isOver(found) || found.incident.mode === 'exercise' ? [] : openDuties(found, now)
    const { due, lookAt } = dueReminders(duties, now.getTime())
    for (const passed of due)
      await tellOnce(context, found.incident, passed, ({ duty }) => ({
        title: titleOf(duty),
        zone: found.facts['entity.tz'],
        ownerId: found.owners.get(duty.key) ?? null,
        isOfHouse: false,
      }))
    await changeCase(context, record.incidentId, { lookAt: instantOf(lookAt) })
  }
  await remindOfHouseClocks(context)
}

/** The clocks of our own table likewise; none of a case that is over. */
async function remindOfHouseClocks(context: Context): Promise<void> {
  const { now } = context
  const clocks = await takeClocksToLookAt(context, now, casesAtMost)
  if (clocks.length === 0) return
  const { timeZone: zone } = await organisationFor(context)
  for (const clock of clocks) {
    const incident = await incidentFor(context, clock.incidentId)
    const isRunning = incident.status === 'open' && incident.mode !== 'exercise'
    const timed = isRunning ? [timedClock(clock)] : []
    const { due, lookAt } = dueReminders(timed, now.getTime())
    const told = { title: clock.name, zone, ownerId: null, isOfHouse: true }
    for (const passed of due) await tellOnce(context, incident, passed, () => told)
    await changeClock(context, clock.id, { lookAt: instantOf(lookAt) })
  }
}

function instantOf(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds)
}

function isOver({ incident: { closure } }: JudgedCase): boolean {
  return closure !== null && closure.disposition !== 'resolved'
}

/** What is said of a reminder. */
interface Told {
  readonly title: string
  readonly zone: string
  /** Whose it is; null while it is nobody's. */
  readonly ownerId: string | null
  readonly isOfHouse: boolean
}

/** Of several stages that passed while nobody looked, only the last is said. */
async function tellOnce<T extends Timed>(
  context: Context,
  incident: KnownIncident,
  passed: readonly Reminder<T>[],
  toldOf: (last: Reminder<T>) => Told,
): Promise<void> {
  const fresh: Reminder<T>[] = []
  for (const reminder of passed) {
    const { duty, stage, dueAt } = reminder
    const row = {
      incidentId: incident.id,
      dutyKey: duty.key,
      dueAt: new Date(dueAt),
      stage,
      toldAt: context.now,
    }
    if (await noteReminder(context, row)) fresh.push(reminder)
  }
  const last = passed.at(-1)
  if (last === undefined || !fresh.includes(last)) return
  const { title, zone, ownerId, isOfHouse } = toldOf(last)
  const memberIds = await hearersOf(context, incident, ownerId)
  const { stage } = last
  context.record({
    stream: incident.id,
    kind: 'duty.remind',
    fields: {
      duty: last.duty.key,
      title,
      stage,
      dueAt: new Date(last.dueAt).toISOString(),
      told: memberIds.length,
    },
  })
  await context.announce({
    kind: 'duty.due',
    stage,
    incidentId: incident.id,
    number: incident.number,
    duty: title,
    dueAt: onClock(last.dueAt, zone),
    isExercise: incident.mode === 'exercise',
    ...{ ownerId, isOfHouse, memberIds },
  })
}

/** Whose duty it is, owners, leads and counsel, whoever leads the case or holds its legal role: inside its circle. */
async function hearersOf(
  context: Context,
  { id, leadId }: KnownIncident,
  ownerId: string | null,
): Promise<string[]> {
  const named = [...(await roleHolders(context, id, 'legal')), leadId, ownerId]
  const audience = (await audienceOf(context.tx.$client, [id])).get(id)
  return (await listActiveMembers(context))
    .filter((person) => ['owner', 'lead', 'counsel'].includes(person.role) || named.includes(person.id))
    .filter((person) => mayHear({ memberId: person.id, role: person.role }, audience))
    .map((person) => person.id)
}
