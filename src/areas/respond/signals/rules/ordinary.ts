/**
 * What is ordinary here. Nobody labels alerts in a small firm, so the habit of each kind of alert says it: how many hours
 * and days it came on, within two weeks. Each moment is judged by all other moments, never by itself, so the order in
 * which they arrived changes nothing.
 */
import { ticksPerHour } from './moments.ts'

/** Two weeks hold each weekday twice, and are short enough to forget what was changed. */
export const habitDays = 14
/** On fewer than three other days a thing may still be chance. */
const daysForHabit = 3
/** Less than a quarter of a day says nothing about habit. */
const hoursToJudge = 6
/** Fewer than ten in an hour are never many. */
const burstFrom = 10
/** Three times the most that was ever seen in an hour: twice still happens on a busy Monday. */
const burstTimes = 3

/** How often a kind came in each hour since 1970. */
export type Habit = ReadonlyMap<number, number>

/** From the first to the last hour in which its source said anything. */
export interface Watch {
  readonly fromHour: number
  readonly toHour: number
}

export type Judgement =
  | { readonly is: 'ordinary' }
  /** It came in so many of the hours that were watched, the judged one included. */
  | { readonly is: 'rare'; readonly hours: number; readonly watched: number }
  /** So many in this hour; the most in an hour besides. */
  | { readonly is: 'burst'; readonly count: number; readonly usual: number }

export function hourOfTick(tick: number): number {
  return Math.floor(tick / ticksPerHour)
}

/** The judgement of a kind in one hour. */
export function judge(habit: Habit, watch: Watch, hour: number): Judgement {
  const near = nearby(habit, hour)
  if (!isUsual(near, watch, hour)) return { is: 'rare', ...rarity(near, watch, hour) }
  const count = habit.get(hour) ?? 0
  const day = dayOf(hour)
  const otherDays = near.filter(([each]) => dayOf(each) !== day)
  const others = otherDays.length > 0 ? otherDays : near.filter(([each]) => each !== hour)
  const usual = others.reduce((most, [, each]) => Math.max(most, each), 0)
  if (count >= burstFrom && count > burstTimes * usual) return { is: 'burst', count, usual }
  return { is: 'ordinary' }
}

/** Hours in which it came and hours watched, within two weeks of this hour. */
export function rarity(near: readonly Hour[], watch: Watch, hour: number) {
  const from = Math.max(watch.fromHour, hour - habitDays * 24)
  const to = Math.min(watch.toHour, hour + habitDays * 24)
  return { hours: Math.max(1, near.length), watched: Math.max(1, to - from + 1) }
}

type Hour = readonly [hour: number, count: number]

function nearby(habit: Habit, hour: number): Hour[] {
  return [...habit].filter(([each]) => Math.abs(each - hour) <= habitDays * 24)
}

function isUsual(near: readonly Hour[], watch: Watch, hour: number): boolean {
  return comesMostDays(near, watch, hour) || comesMostHours(near, watch, hour)
}

/** On at least three other days, and on at least half of those watched. */
function comesMostDays(near: readonly Hour[], watch: Watch, hour: number): boolean {
  const day = dayOf(hour)
  const days = new Set(near.map(([each]) => dayOf(each)))
  days.delete(day)
  const from = Math.max(dayOf(watch.fromHour), day - habitDays)
  const to = Math.min(dayOf(watch.toHour), day + habitDays)
  return days.size >= daysForHabit && days.size >= (to - from) / 2
}

/** In at least half of the hours watched within a day of this one: what never stops is known after a day, not after four. */
function comesMostHours(near: readonly Hour[], watch: Watch, hour: number): boolean {
  const from = Math.max(watch.fromHour, hour - 24)
  const to = Math.min(watch.toHour, hour + 24)
  const around = near.filter(([each]) => each !== hour && each >= from && each <= to).length
  return to - from >= hoursToJudge && around >= (to - from) / 2
}

function dayOf(hour: number): number {
  return Math.floor(hour / 24)
}
