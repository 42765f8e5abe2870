/** When each plan was last tried, and what is overdue. Only what was seen to hold or not to hold counts as tried. */
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { PlanTest } from '../contract/report.ts'
import type { Inject, ScenarioDocument } from '../contract/scenario.ts'
import { freshMonths } from './rank.ts'

/** A session that came to its end. */
export interface Held {
  readonly id: string
  readonly day: string
  readonly document: Pick<ScenarioDocument, 'objectives' | 'injects'>
  readonly rated: ReadonlySet<string>
  readonly delivered: ReadonlySet<string>
  /** How many steps of the card were ticked. */
  readonly cardSteps: number
}

export interface LastTry {
  readonly day: string
  readonly path: string
}

/** What each session tried, by `section:contain` or `decision:pay`, with the last day of it. */
export function lastTries(held: readonly Held[]): ReadonlyMap<string, LastTry> {
  const last = new Map<string, LastTry>()
  for (const session of held) {
    const found = { day: session.day, path: `/exercises/${session.id}` }
    for (const what of triedIn(session)) {
      const known = last.get(what)
      if (known === undefined || known.day < found.day) last.set(what, found)
    }
  }
  return last
}

/** Objectives that something tried which came; a rating of another one says nothing. */
export function triedObjectives(
  { injects }: { readonly injects: readonly Pick<Inject, 'key' | 'objectives'>[] },
  delivered: ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set(injects.flatMap(({ key, objectives }) => (delivered.has(key) ? objectives : [])))
}

function triedIn({ document, rated, delivered }: Held): string[] {
  const { objectives, injects } = document
  const tried = triedObjectives(document, delivered)
  return [
    ...objectives
      .filter(({ key }) => rated.has(key) && tried.has(key))
      .flatMap(({ sections }) => sections.map((section) => `section:${section}`)),
    ...injects.flatMap(({ key, decision }) =>
      decision !== undefined && delivered.has(key) ? [`decision:${decision}`] : [],
    ),
  ]
}

/** @param every how many months a trial shows something */
export function planTest(
  what: Pick<PlanTest, 'kind' | 'key' | 'name'>,
  tried: LastTry | undefined,
  {
    today,
    path,
    every = freshMonths,
  }: { readonly today: string; readonly path: string; readonly every?: number },
): PlanTest {
  if (tried === undefined) return { ...what, lastTestedOn: null, dueOn: today, state: 'never', path }
  const dueOn = dayAfter(tried.day, every, 'months')
  return {
    ...what,
    lastTestedOn: tried.day,
    dueOn,
    state: dueOn < today ? 'overdue' : 'fresh',
    path: tried.path,
  }
}

/** What stands among what would fail today. */
export interface UntestedPlans {
  /** Parts of the incident plan, of those how many were never tried and how many too long ago; null without a plan. */
  readonly parts: { readonly all: number; readonly never: number; readonly old: number } | null
  readonly continuity: readonly { readonly name: string; readonly triedOn: string | null }[]
  readonly findings: readonly { readonly id: string; readonly title: string; readonly objective: string }[]
}

export function untestedPlans(
  tests: readonly PlanTest[],
  { hasPlan, findings }: { readonly hasPlan: boolean; readonly findings: UntestedPlans['findings'] },
): UntestedPlans {
  const parts = tests.filter(({ kind }) => kind === 'plan_section')
  return {
    parts: hasPlan
      ? {
          all: parts.length,
          never: parts.filter(({ state }) => state === 'never').length,
          old: parts.filter(({ state }) => state === 'overdue').length,
        }
      : null,
    continuity: tests
      .filter(({ kind, state }) => (kind === 'continuity' || kind === 'recovery') && state !== 'fresh')
      .map(({ name, lastTestedOn }) => ({ name, triedOn: lastTestedOn })),
    findings,
  }
}
