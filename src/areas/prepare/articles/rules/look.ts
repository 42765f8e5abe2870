/** When somebody has to look at an article again. */
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { Article } from '../contract.ts'

export const lookMonths = 12

/** The day on which somebody should say again that it is right; undefined for what is not in use. */
export function lookBy({ state, lookedOn }: Pick<Article, 'state' | 'lookedOn'>): string | undefined {
  return state === 'in_use' && lookedOn !== null ? dayAfter(lookedOn, lookMonths, 'months') : undefined
}

/** @param today on the organisation's calendar, as `2026-03-01` */
export function isLookDue(article: Pick<Article, 'state' | 'lookedOn'>, today: string): boolean {
  const day = lookBy(article)
  return day !== undefined && day <= today
}
