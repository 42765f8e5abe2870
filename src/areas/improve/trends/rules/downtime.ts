/** How long work stood still. */
import { medianOf } from './durations.ts'

interface Outage {
  readonly incidentId: string
  readonly functionId: string
  readonly downAt: Date
  readonly restoredAt: Date | null
  readonly acceptedAt: Date | null
}

/** Functions that are named. */
const mostFunctions = 12

/**
 * A case stood still as long as its longest stop. A function that still stands still counts by itself and in no figure.
 * @param sheet hours that somebody wrote down where no function of the business was named
 */
export function downtimeOf(
  outages: readonly Outage[],
  sheet: readonly { readonly incidentId: string; readonly hours: number }[],
  now: Date,
) {
  const ended = outages.flatMap(({ incidentId, functionId, downAt, restoredAt, acceptedAt }) => {
    const end = acceptedAt ?? restoredAt
    return end === null ? [] : [{ incidentId, functionId, minutes: minutesOf(downAt, end) }]
  })
  // Its longest stop may be the one that is not over.
  const still = new Set(
    outages.flatMap(({ incidentId, downAt, restoredAt, acceptedAt }) =>
      restoredAt === null && acceptedAt === null && downAt <= now ? [incidentId] : [],
    ),
  )
  const named = new Set(outages.map(({ incidentId }) => incidentId))
  const byCase = new Map<string, number>()
  for (const { incidentId, minutes } of ended)
    if (!still.has(incidentId)) byCase.set(incidentId, Math.max(byCase.get(incidentId) ?? 0, minutes))
  for (const { incidentId, hours } of sheet)
    if (!named.has(incidentId)) byCase.set(incidentId, Math.round(hours * 60))
  const sorted = [...byCase.values()].toSorted((a, b) => a - b)
  return {
    cases: sorted.length,
    median: medianOf(sorted),
    shortest: sorted[0] ?? null,
    longest: sorted.at(-1) ?? null,
    running: outages.filter(({ downAt, restoredAt, acceptedAt }) => {
      return restoredAt === null && acceptedAt === null && downAt <= now
    }).length,
    functions: functionsOf(ended),
  }
}

function functionsOf(ended: readonly { readonly functionId: string; readonly minutes: number }[]) {
  const found = new Map<string, { times: number; minutes: number }>()
  for (const { functionId, minutes } of ended) {
    const { times, minutes: before } = found.get(functionId) ?? { times: 0, minutes: 0 }
    found.set(functionId, { times: times + 1, minutes: before + minutes })
  }
  return [...found]
    .map(([functionId, one]) => ({ functionId, ...one }))
    .toSorted((a, b) => b.minutes - a.minutes)
    .slice(0, mostFunctions)
}

function minutesOf(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000))
}
