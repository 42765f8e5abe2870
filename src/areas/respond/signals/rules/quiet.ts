/** What people do not want to see: muted for a time, expected during maintenance, or noise they taught. */
import type { Moment } from './moments.ts'
import { timeOfTick } from './moments.ts'

export interface Quiet {
  readonly id: string
  readonly sort: 'mute' | 'maintenance' | 'noise'
  readonly sourceId: string | null
  /** Empty for any alert. */
  readonly name: string
  /** `host mail`; empty for anything. */
  readonly thing: string
  readonly startsAt: Date
  /** Null for noise alone: everything else comes back by itself. */
  readonly endsAt: Date | null
}

/** From the third dismissal of a kind it is taken as noise; one or two may be chance. */
export const dismissalsToLearn = 3
/** A group of many kinds says little about each of them. */
export const kindsToLearnFrom = 5

/**
 * Whether this moment is to be left aside. Noise that people taught never silences what its tool calls critical: who
 * dismissed three warnings did not mean the alarm.
 */
export function isQuiet(rules: readonly Quiet[], moment: Moment): boolean {
  const at = timeOfTick(moment.tick)
  return rules.some((rule) => {
    if (rule.sort === 'noise' && moment.severity === 'critical') return false
    if (rule.name !== '' && rule.name !== moment.name) return false
    if (rule.sourceId !== null && rule.sourceId !== moment.sourceId) return false
    if (rule.thing !== '' && !moment.things.includes(rule.thing)) return false
    return rule.sort === 'noise' || (at >= rule.startsAt && (rule.endsAt === null || at < rule.endsAt))
  })
}
