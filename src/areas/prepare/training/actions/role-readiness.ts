import type { Context } from '../../../../platform/action.ts'
import { organisationFor, todayOf } from '../../../register/people/public/people.ts'
import { roleHolders } from '../../../register/powers/public.ts'
import type { RoleReadiness } from '../contract/skills.ts'
import { standingFor } from '../rules/assigning.ts'
import { historyOf } from '../store/attendance.ts'
import { audiencesOf, coursesInUse } from '../store/courses.ts'
import { knownOf } from './learners.ts'

/** Each role with whoever holds it or stands in, and whether each course of its curriculum counts for them today. */
export async function roleReadiness(context: Pick<Context, 'tx' | 'now'>): Promise<RoleReadiness[]> {
  const courses = new Map((await coursesInUse(context)).map(({ id, title }) => [id, title]))
  const rules = (await audiencesOf(context)).filter(
    ({ audience, courseId }) => audience === 'role' && courses.has(courseId),
  )
  if (rules.length === 0) return []
  const today = await todayOf(context)
  const { timeZone } = await organisationFor(context)
  const known = knownOf(
    await historyOf(
      context,
      rules.map(({ courseId }) => courseId),
    ),
    timeZone,
  )
  return (await roleHolders(context)).flatMap(({ role, name, memberId, person, isDeputy }) => {
    const own = rules.filter((rule) => rule.role === role)
    if (own.length === 0) return []
    const taken = own.map(({ courseId, renewMonths }) => ({
      id: courseId,
      title: courses.get(courseId) ?? '',
      ...standingFor(known, { courseId, memberId, renewMonths }, today),
    }))
    const isReady = taken.every(({ state }) => state === 'current')
    return [{ role, roleName: name, person, memberId, isDeputy, isReady, courses: taken }]
  })
}
