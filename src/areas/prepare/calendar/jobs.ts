import { daysBetween } from '../../../base/calendar-day.ts'
import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { personMay } from '../../../base/access.ts'
import { listActiveMembers, todayOf } from '../../register/people/public/people.ts'
import { datesFrom, dueOf, type Sources } from './actions/read-calendar.ts'
import { thisWeek, weekEnd, weekStart } from './rules/due.ts'
import { claimWeek } from './store.ts'

/** Says to each person once a week what waits for them and how long it takes; nothing to those for whom nothing does. */
export function remindWeekJob(rooms: Sources): TenantJob {
  return {
    name: 'calendar.week',
    // Each day, so that a house that was off on Monday is reminded when it is back.
    cron: '30 5 * * *',
    run: (context) => remindOfWeek(context, rooms),
  }
}

export async function remindOfWeek(context: Context, rooms: Sources): Promise<void> {
  const today = await todayOf(context)
  const weekOf = weekStart(today)
  const dates = await datesFrom(context, rooms)
  for (const person of await listActiveMembers(context)) {
    const { id: memberId, role } = person
    if (!personMay(person, 'calendar.read')) continue
    // What is nobody's is for those who lead: told to everybody it would be done by nobody.
    const withUnowned = role === 'owner' || role === 'lead'
    const { count, minutes } = thisWeek(await dueOf(context, dates, { memberId, withUnowned }))
    if (count === 0 || !(await claimWeek(context, memberId, weekOf))) continue
    context.record({
      stream: 'audit',
      kind: 'calendar.remind',
      fields: { member: memberId, week: weekOf, count, minutes },
    })
    const things = count === 1 ? 'one thing' : `${count} things`
    await context.announce({
      kind: 'date.near',
      what: 'week_begun',
      title: `${things}, about ${minutes} minutes`,
      day: weekEnd(today),
      daysLeft: daysBetween(today, weekEnd(today)),
      memberId,
      path: '/calendar',
    })
  }
}
