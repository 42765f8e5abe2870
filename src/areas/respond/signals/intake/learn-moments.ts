/** What batches brought becomes moments, traits and habits: the first half of grouping. */
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Context } from '../../../../platform/action.ts'
import { heardName, type Heard } from '../rules/coverage.ts'
import { kindOf, nameOf, timeOfTick } from '../rules/moments.ts'
import { hourOfTick } from '../rules/ordinary.ts'
import { thingsIn, tracesIn } from '../rules/things.ts'
import {
  addHabits,
  addMoments,
  readTraits,
  saveTraits,
  type HabitRow,
  type MomentCount,
  type NewsRow,
  type TraitRow,
} from '../store/grouping.ts'
import { saveHeard } from '../store/heard.ts'

export type Watches = Record<string, { fromHour: number; toHour: number }>

export interface Learnt {
  /** Signals of which something came, a mere end of theirs included. */
  readonly signals: readonly string[]
  readonly firstTick: number
  readonly watches: Watches
}

/** A report of a person belongs to no source, and is a source of its own kind. */
export const noSource = ''

export async function learnMoments(
  context: Context,
  news: readonly NewsRow[],
  before: Readonly<Watches>,
): Promise<Learnt> {
  const counts = added(news)
  const traits = await traitsOf(context, [...counts.keys()])
  const watches: Watches = { ...before }
  const moments: MomentCount[] = []
  const habits = new Map<string, HabitRow>()
  let firstTick = Number.POSITIVE_INFINITY
  for (const trait of traits) {
    for (const [tick, count] of counts.get(trait.signalId) ?? []) {
      // An end is no event of its own.
      if (count === 0) continue
      moments.push({ signalId: trait.signalId, kind: trait.kind, tick, count })
      addHabit(habits, trait, tick, count)
      watch(watches, trait.sourceId ?? noSource, hourOfTick(tick))
      firstTick = Math.min(firstTick, tick)
    }
  }
  await addMoments(context, moments)
  await addHabits(context, [...habits.values()])
  await saveHeard(context, heardIn(traits, counts))
  return { signals: traits.map(({ signalId }) => signalId), firstTick, watches }
}

/** Whom and what the sources spoke of, each once, with the latest five minutes; an end is spoken too. */
function heardIn(
  traits: readonly TraitRow[],
  counts: ReadonlyMap<string, ReadonlyMap<number, number>>,
): Heard[] {
  const heard = new Map<string, Heard>()
  for (const { signalId, sourceId, things } of traits) {
    if (sourceId === null) continue
    const lastAt = timeOfTick(Math.max(0, ...(counts.get(signalId)?.keys() ?? [])))
    for (const thing of things) {
      const named = heardName(thing)
      if (named === undefined) continue
      const key = `${sourceId} ${named.name}`
      const known = heard.get(key)
      if (known === undefined || known.lastAt < lastAt) heard.set(key, { ...named, sourceId, lastAt })
    }
  }
  return [...heard.values()]
}

/** How often each signal was said in each five minutes. */
function added(news: readonly NewsRow[]): Map<string, Map<number, number>> {
  const counts = new Map<string, Map<number, number>>()
  for (const { signals, ticks, counts: times } of news) {
    signals.forEach((id, index) => {
      const of = counts.get(id) ?? new Map<number, number>()
      const tick = ticks[index] ?? 0
      of.set(tick, (of.get(tick) ?? 0) + (times[index] ?? 0))
      counts.set(id, of)
    })
  }
  return counts
}

/** So many new signals at a time are read for traces in their words; in a storm the rest is known by its labels alone. */
const tracedAtOnce = 1000
/** Then those who wait for an answer come first. */
const sliceSize = 100

async function traitsOf(context: Context, ids: readonly string[]): Promise<TraitRow[]> {
  const fresh: TraitRow[] = []
  const traits: TraitRow[] = []
  for (const row of await readTraits(context, ids)) {
    const { id: signalId, sourceId } = row
    if (row.kind !== null && row.name !== null && row.things !== null) {
      traits.push({ signalId, sourceId, kind: row.kind, name: row.name, things: row.things })
      continue
    }
    const [name, things] = [nameOf(row.title), thingsIn(row.labels)]
    const kind = idOf(kindOf(sourceId ?? noSource, name, things))
    const traces = fresh.length < tracedAtOnce ? tracesIn(row.labels, `${row.title} ${row.summary}`) : []
    const trait = { signalId, sourceId, kind, name, things: [...new Set([...things, ...traces])] }
    fresh.push(trait)
    traits.push(trait)
    if (fresh.length % sliceSize === 0) await setImmediate()
  }
  await saveTraits(context, fresh)
  return traits
}

/** A kind is as long as its title; what stands for it in rows is its hash. */
function idOf(kind: string): string {
  const hex = createHash('sha256').update(kind).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

function addHabit(habits: Map<string, HabitRow>, trait: TraitRow, tick: number, count: number): void {
  const hour = hourOfTick(tick)
  const day = Math.floor(hour / 24)
  const key = `${trait.kind} ${day}`
  const habit = habits.get(key) ?? {
    kind: trait.kind,
    day,
    sourceId: trait.sourceId,
    name: trait.name,
    place: trait.things[0] ?? '',
    hours: Array.from({ length: 24 }, () => 0),
  }
  habit.hours[hour % 24] = (habit.hours[hour % 24] ?? 0) + count
  habits.set(key, habit)
}

function watch(watches: Watches, sourceId: string, hour: number): void {
  const known = watches[sourceId]
  watches[sourceId] = {
    fromHour: Math.min(known?.fromHour ?? hour, hour),
    toHour: Math.max(known?.toHour ?? hour, hour),
  }
}
