/** Which group a small firm must look at first, and why, in parts that the screen puts into words. */
import type { SignalSeverity } from '../contract/severities.ts'
import { attackSteps, stepsOf, type AttackStep } from './attack-steps.ts'
import type { Gathered } from './gather.ts'
import { hourOfTick, type Judgement } from './ordinary.ts'
import { ticksPerDay, type Moment } from './moments.ts'

/** What the tool itself calls grave counts as much as two or four alerts nobody ever saw. */
const bySeverity: Readonly<Record<SignalSeverity, number>> = {
  critical: 4,
  high: 2,
  medium: 1,
  low: 1,
  unknown: 1,
}
/** Each step of an attack that it looks like adds half of the group's weight: a chain of three stands twice as high. */
const perStep = 0.5
/** On a tool's first day everything is new, so being new says next to nothing. */
const learning = { hours: 24, weight: 0.1 }
/** What nobody looked at in a week matters half as much as the same thing today. */
const fadeDays = 7

export type Reason =
  | { readonly code: 'severity'; readonly severity: 'critical' | 'high'; readonly count: number }
  | { readonly code: 'steps'; readonly steps: readonly AttackStep[] }
  /** So many kinds of alert that came in a twentieth of the hours watched, or fewer. */
  | { readonly code: 'rare'; readonly count: number; readonly watchedDays: number }
  | { readonly code: 'burst'; readonly name: string; readonly count: number; readonly usual: number }
  | { readonly code: 'machines'; readonly count: number }
  | { readonly code: 'learning' }

export interface Ranked {
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** What is known of a kind when a group is weighed. */
export interface Weighing {
  judgement(kind: string, hour: number): Judgement
  /** Hour in which its source was first heard. */
  watchedFrom(sourceId: string): number
}

/** @param group its moments, none of them ordinary */
export function rank({ moments }: Gathered, weighing: Weighing): Ranked {
  const kinds = kindsOf(moments.map(({ moment }) => moment))
  let newness = 0
  let learningKinds = 0
  const rare: { watched: number }[] = []
  let burst: Extract<Reason, { code: 'burst' }> | undefined
  for (const { moment, hours } of kinds) {
    const found = hours.map((hour) => weighing.judgement(moment.kind, hour))
    const weight = Math.max(...found.map(weightOf))
    const isLearning = hourOfTick(moment.tick) < weighing.watchedFrom(moment.sourceId) + learning.hours
    if (isLearning) learningKinds += 1
    newness += isLearning ? weight * learning.weight : weight
    for (const each of found) {
      if (each.is === 'burst' && each.count > (burst?.count ?? 0))
        burst = { code: 'burst', name: moment.name, count: each.count, usual: each.usual }
    }
    const scarce = found.find((each) => each.is === 'rare')
    if (scarce?.is === 'rare' && scarce.hours * 20 <= scarce.watched) rare.push({ watched: scarce.watched })
  }
  const grave = gravest(kinds.map(({ moment }) => moment))
  const steps = stepsIn(kinds.map(({ moment }) => moment))
  const machines = machinesIn(kinds.map(({ moment }) => moment))
  const score = newness * bySeverity[grave.severity] * (1 + perStep * steps.length)
  const reasons: Reason[] = []
  if (grave.severity === 'critical' || grave.severity === 'high')
    reasons.push({ code: 'severity', severity: grave.severity, count: grave.count })
  if (steps.length > 0) reasons.push({ code: 'steps', steps })
  if (learningKinds === kinds.length) reasons.push({ code: 'learning' })
  else if (rare.length > 0)
    reasons.push({
      code: 'rare',
      count: rare.length,
      watchedDays: Math.max(1, Math.round(Math.max(...rare.map(({ watched }) => watched)) / 24)),
    })
  if (burst !== undefined) reasons.push(burst)
  if (machines > 1) reasons.push({ code: 'machines', count: machines })
  return { score, reasons }
}

/**
 * Where a group stands: the higher the earlier. It fades by half each week without asking what time it is, so that
 * lists are sorted by a stored number: of two groups the order never changes while nothing new comes.
 */
export function standingOf(score: number, lastTick: number): number {
  return Math.log2(Math.max(score, 0.001)) + lastTick / (ticksPerDay * fadeDays)
}

/** Each kind once with its first moment, the gravest word that it had, and the hours in which it came. */
function kindsOf(moments: readonly Moment[]): { moment: Moment; hours: number[] }[] {
  const kinds = new Map<string, { moment: Moment; hours: Set<number> }>()
  for (const moment of moments) {
    const known = kinds.get(moment.kind)
    if (known === undefined) kinds.set(moment.kind, { moment, hours: new Set([hourOfTick(moment.tick)]) })
    else {
      known.hours.add(hourOfTick(moment.tick))
      if (bySeverity[moment.severity] > bySeverity[known.moment.severity])
        known.moment = { ...known.moment, severity: moment.severity }
    }
  }
  return [...kinds.values()].map(({ moment, hours }) => ({ moment, hours: [...hours] }))
}

/** Bits of surprise: one more for each halving of the hours in which it came. */
function weightOf(judgement: Judgement): number {
  if (judgement.is === 'rare') return Math.log2(1 + judgement.watched / judgement.hours)
  if (judgement.is === 'burst') return Math.log2(1 + judgement.count / Math.max(1, judgement.usual))
  return 0
}

function gravest(moments: readonly Moment[]): { severity: SignalSeverity; count: number } {
  let severity: SignalSeverity = 'unknown'
  for (const each of moments) if (bySeverity[each.severity] > bySeverity[severity]) severity = each.severity
  return { severity, count: moments.filter((each) => each.severity === severity).length }
}

function stepsIn(moments: readonly Moment[]): AttackStep[] {
  const found = new Set(moments.flatMap(({ name, things }) => stepsOf(name, things)))
  return attackSteps.filter((step) => found.has(step))
}

function machinesIn(moments: readonly Moment[]): number {
  return new Set(moments.flatMap(({ things }) => things.filter((thing) => thing.startsWith('host ')))).size
}
