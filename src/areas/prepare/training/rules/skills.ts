/** What is risky about who has a skill, and what it costs here and from outside. */
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { SkillCosts } from '../contract/skills.ts'
import type { SkillFlag } from '../contract/words.ts'

/** So long before it runs out a skill is flagged. */
export const soonDays = 60

interface Holder {
  /** Who only knows how it goes cannot do it alone. */
  readonly level: 'knows' | 'does' | 'teaches'
  readonly isDeputy: boolean
  readonly expiresOn: string | null
}

/**
 * What is risky, the gravest first. Holders are those who are still here. A skill that was decided to come from outside,
 * or to do without, needs nobody in the house.
 */
export function skillFlags(
  holders: readonly Holder[],
  decision: 'in_house' | 'outside' | 'both' | 'without' | null,
  today: string,
): SkillFlag[] {
  const isOver = ({ expiresOn }: Holder) => expiresOn !== null && expiresOn < today
  const able = holders.filter((holder) => !isOver(holder) && isAble(holder))
  const isWantedHere = decision !== 'outside' && decision !== 'without'
  const isNear = ({ expiresOn }: Holder) =>
    expiresOn !== null && expiresOn >= today && expiresOn <= dayAfter(today, soonDays)
  const flags: (readonly [SkillFlag, boolean])[] = [
    ['nobody', isWantedHere && able.length === 0],
    ['alone', isWantedHere && able.length === 1],
    ['no_deputy', isWantedHere && able.length > 1 && !able.some(({ isDeputy }) => isDeputy)],
    ['ended', holders.some(isOver)],
    ['ends_soon', able.some(isNear)],
    ['undecided', decision === null],
  ]
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []))
}

/** Does it alone, or teaches it. */
export function isAble({ level }: Pick<Holder, 'level'>): boolean {
  return level !== 'knows'
}

/** A year: the hours that were used at their price, and what it costs to keep ready. Whole units. */
export function workedCosts(costs: SkillCosts): { readonly inside: number; readonly outside: number } {
  return {
    inside: costs.hoursUsed * costs.insideHour + costs.insideKeep,
    outside: costs.hoursUsed * costs.outsideHour + costs.outsideKeep,
  }
}

/** Minutes from start to stop; one that has begun counts. */
export function drillMinutes(startedAt: Date, stoppedAt: Date): number {
  return Math.max(1, Math.ceil((stoppedAt.getTime() - startedAt.getTime()) / 60_000))
}
