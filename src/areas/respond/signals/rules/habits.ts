/** Habits learnt from the moments themselves, for those who hold all of them in memory. */
import type { Moment } from './moments.ts'
import { hourOfTick, type Habit, type Watch } from './ordinary.ts'
import type { Habits } from './short-list.ts'

/** @param isNoise what people taught; nothing unless said */
export function habitsOf(moments: readonly Moment[], isNoise: Habits['isNoise'] = () => false): Habits {
  const habits = new Map<string, Map<number, number>>()
  const watches = new Map<string, { fromHour: number; toHour: number }>()
  for (const { kind, sourceId, tick, count } of moments) {
    const hour = hourOfTick(tick)
    const habit = habits.get(kind) ?? new Map<number, number>()
    habit.set(hour, (habit.get(hour) ?? 0) + count)
    habits.set(kind, habit)
    const watch = watches.get(sourceId)
    if (watch === undefined) watches.set(sourceId, { fromHour: hour, toHour: hour })
    else {
      watch.fromHour = Math.min(watch.fromHour, hour)
      watch.toHour = Math.max(watch.toHour, hour)
    }
  }
  const never: Habit = new Map()
  const unheard: Watch = { fromHour: 0, toHour: 0 }
  return {
    habit: (kind) => habits.get(kind) ?? never,
    watch: (sourceId) => watches.get(sourceId) ?? unheard,
    isNoise,
  }
}
