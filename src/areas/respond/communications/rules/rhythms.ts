/** Reports on a rhythm: when one is drafted, when somebody is reminded of it, and who that is. Pure. */
import { personMay, type Holder } from '../../../../base/access.ts'
import { type Permission } from '../../../../base/permissions.ts'

const minute = 60_000
/** Nobody is asked more often than this for what is overdue. */
const patienceMinutes = 240

/** How long before its time a report is drafted: a quarter of its rhythm, and at most half an hour. */
export function leadMinutes(everyMinutes: number): number {
  return Math.min(30, Math.floor(everyMinutes / 4))
}

/** When to look first at a report that is due then: to draft it, and to say so. */
export function firstLook(dueAt: Date, everyMinutes: number): Date {
  return new Date(dueAt.getTime() - leadMinutes(everyMinutes) * minute)
}

/** How it stands at a look, and when to look again: at its time, then every four hours, or less often if it is rarer. */
export function lookNow(
  dueAt: Date,
  everyMinutes: number,
  now: Date,
): { readonly stage: 'soon' | 'late'; readonly lookAt: Date } {
  if (now < dueAt) return { stage: 'soon', lookAt: dueAt }
  const pause = Math.max(everyMinutes, patienceMinutes) * minute
  return { stage: 'late', lookAt: new Date(now.getTime() + pause) }
}

/** The same for a word that was promised to the public. */
export const promiseMinutes = 120

interface Candidate extends Holder {
  readonly id: string
}

/**
 * Who is reminded: whoever answers for it, as long as they see the case and may do it; else whoever leads the case;
 * else those who lead the house.
 */
export function remindedOf(
  inside: readonly Candidate[],
  wanted: readonly (string | null)[],
  permission: Permission,
): string[] {
  const able = inside.filter((person) => personMay(person, permission))
  const first = wanted.find((id) => able.some((person) => person.id === id))
  if (typeof first === 'string') return [first]
  return able.filter(({ role }) => role === 'owner' || role === 'lead').map(({ id }) => id)
}
