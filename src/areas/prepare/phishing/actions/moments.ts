import { randomInt } from 'node:crypto'
import { spreadOver, windowsOf } from '../rules/spread.ts'

/**
 * A moment for each of so many people, by chance: nobody's place follows from their name.
 * Empty where no working hour is left.
 */
export function momentsFor(count: number, days: Parameters<typeof windowsOf>[0], now: Date): Date[] {
  const windows = windowsOf(days, now)
  return windows.length === 0 ? [] : shuffled(spreadOver(windows, chances(count)))
}

function chances(count: number): number[] {
  return Array.from({ length: count }, () => randomInt(1_000_000) / 1_000_000)
}

function shuffled<One>(all: readonly One[]): One[] {
  const left = [...all]
  return all.flatMap(() => left.splice(randomInt(left.length), 1))
}
