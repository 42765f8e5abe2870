import { dayIn } from '../../../../base/calendar-day.ts'
import { listWorkers } from '../../../register/people/public/people.ts'
import { roleHolders, type RoleHolder } from '../../../register/powers/public.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Known, Learner } from '../rules/assigning.ts'
import type { AssignmentRecord } from '../store/attendance.ts'

type Reach = Pick<Context, 'tx' | 'now'>

/** Everyone who may have to learn something, with the roles in an incident that they hold or stand in for. */
export async function learnersOf(context: Reach, holders?: readonly RoleHolder[]): Promise<Learner[]> {
  const held = holders ?? (await roleHolders(context))
  return (await listWorkers(context)).map(({ id, name, role, joinedOn }) => ({
    ...{ id, name, role, joinedOn },
    incidentRoles: held.filter(({ memberId }) => memberId === id).map((one) => one.role),
  }))
}

/** Rows as the rules read them, with days on the organisation's calendar. */
export function knownOf(rows: readonly AssignmentRecord[], timeZone: string): Known[] {
  return rows.map(({ courseId, memberId, endedAt, endedHow, doneOn, validUntil, assignedAt }) => ({
    ...{ courseId, memberId, doneOn, validUntil },
    isOpen: endedAt === null,
    isExcused: endedHow === 'excused',
    assignedOn: dayIn(assignedAt, timeZone),
  }))
}

export function memberOf({ actor }: Pick<Context, 'actor'>): string | undefined {
  return actor.kind === 'member' ? actor.memberId : undefined
}
