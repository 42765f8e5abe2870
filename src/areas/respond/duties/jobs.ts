import { audienceOf, mayHear } from '../../../platform/database/circle.ts'
import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { listActiveMembers } from '../../register/people/public/people.ts'
import { roleHolders } from '../incidents/public.ts'
import { judgeCase, openDuties, type JudgedCase } from './actions/judge-case.ts'
import { dueReminders, type Reminder } from './rules/reminders.ts'
import { titleOf } from './rules/standing.ts'
import { changeCase, noteReminder, takeCasesToLookAt } from './store/cases.ts'

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
 * A closed case is looked at, too: its duties end when they are answered. One that turned out to be none has none.
 */
export async function remindOfDuties(context: Context): Promise<void> {
  const { now } = context
  for (const record of await takeCasesToLookAt(context, now, casesAtMost)) {
    const found = await judgeCase(context, record.incidentId, record)
    const duties = isOver(found) ? [] : openDuties(found, now)
    const { due, lookAt } = dueReminders(duties, now.getTime())
    for (const passed of due) await tellOnce(context, found, passed)
    await changeCase(context, record.incidentId, { lookAt: lookAt === null ? null : new Date(lookAt) })
  }
}

function isOver({ incident: { closure } }: JudgedCase): boolean {
  return closure !== null && closure.disposition !== 'resolved'
}

/** Of several stages that passed while nobody looked, only the last is said. */
async function tellOnce(context: Context, found: JudgedCase, passed: readonly Reminder[]): Promise<void> {
  const { incident, facts } = found
  const fresh: Reminder[] = []
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
  const title = titleOf(last.duty)
  const memberIds = await hearersOf(context, found, last.duty.key)
  const { stage } = last
  const dueAt = onClock(last.dueAt, facts['entity.tz'])
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
    dueAt,
    isExercise: incident.mode === 'exercise',
    ownerId: found.owners.get(last.duty.key) ?? null,
    memberIds,
  })
}

/** Whose duty it is, owners, leads and counsel, whoever leads the case or holds its legal role: inside its circle. */
async function hearersOf(context: Context, { incident, owners }: JudgedCase, key: string): Promise<string[]> {
  const { id, leadId } = incident
  const named = [...(await roleHolders(context, id, 'legal')), leadId, owners.get(key)]
  const audience = (await audienceOf(context.tx.$client, [id])).get(id)
  return (await listActiveMembers(context))
    .filter((person) => ['owner', 'lead', 'counsel'].includes(person.role) || named.includes(person.id))
    .filter((person) => mayHear({ memberId: person.id, role: person.role }, audience))
    .map((person) => person.id)
}

function onClock(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  })
    .format(at)
    .concat(` (${zone})`)
}
