/** Which inject comes when, and which a choice has made to come or not to come. */
import type { Inject, ScenarioDocument } from '../contract/scenario.ts'
import { lengths, type Form, type Length } from '../contract/words.ts'

export interface Played {
  readonly lengthMinutes: number
  readonly form: Form
  readonly document: ScenarioDocument
  /** Keys of what came and of what was skipped. */
  readonly delivered: ReadonlySet<string>
  readonly skipped: ReadonlySet<string>
  /** Every choice that was made, as `i3:a`. */
  readonly chosen: ReadonlySet<string>
}

export interface Scripted {
  readonly inject: Inject
  readonly state: 'waiting' | 'due' | 'delivered' | 'skipped' | 'barred'
  readonly dueSeconds: number | null
}

/** Minute of an inject in this length; a retest of any length plays the short one. */
export function minuteOf(inject: Pick<Inject, 'at'>, lengthMinutes: number): number | null {
  const [short, middle, long] = inject.at
  if (lengthMinutes >= 120) return long
  return lengthMinutes >= 60 ? middle : short
}

/** What comes in this length, in the order of its minutes. */
export function scriptOf(played: Played, elapsedSeconds: number): Scripted[] {
  const { document, lengthMinutes, form } = played
  return document.injects
    .map((inject, place) => ({ inject, place, minute: minuteOf(inject, lengthMinutes) }))
    .filter(({ minute }) => minute !== null)
    .toSorted((a, b) => (a.minute ?? 0) - (b.minute ?? 0) || a.place - b.place)
    .map(({ inject, minute }) => {
      const dueSeconds = form === 'apart' || minute === null ? null : minute * 60
      return { inject, state: stateOf(inject, played, { dueSeconds, elapsedSeconds }), dueSeconds }
    })
}

function stateOf(
  { key, after }: Inject,
  { delivered, skipped, chosen, document }: Played,
  { dueSeconds, elapsedSeconds }: { readonly dueSeconds: number | null; readonly elapsedSeconds: number },
): Scripted['state'] {
  if (delivered.has(key)) return 'delivered'
  if (skipped.has(key)) return 'skipped'
  if (after !== undefined && !chosen.has(`${after.inject}:${after.choice}`)) {
    const others = document.injects.find((one) => one.key === after.inject)?.choices ?? []
    const isDecided = others.some(({ key: other }) => chosen.has(`${after.inject}:${other}`))
    return isDecided || skipped.has(after.inject) ? 'barred' : 'waiting'
  }
  return dueSeconds !== null && dueSeconds <= elapsedSeconds ? 'due' : 'waiting'
}

/** The next that may come: the first that was neither delivered, skipped nor barred, and whose condition holds. */
export function nextInject(script: readonly Scripted[], chosen: ReadonlySet<string>): Inject | undefined {
  return script.find(
    ({ inject: { after }, state }) =>
      state === 'due' ||
      (state === 'waiting' && (after === undefined || chosen.has(`${after.inject}:${after.choice}`))),
  )?.inject
}

/** Lengths in which something comes. */
export function lengthsOf(document: Pick<ScenarioDocument, 'injects'>): Length[] {
  return lengths.filter((_length, at) => document.injects.some((inject) => inject.at[at] !== null))
}

/**
 * A scenario cut down to what tries one objective again: its injects of any length, one after the other in fifteen
 * minutes, with their conditions taken off.
 */
export function microOf(document: ScenarioDocument, objective: string): ScenarioDocument {
  const wanted = document.injects.filter(({ objectives }) => objectives.includes(objective)).slice(0, 4)
  const step = Math.max(2, Math.floor(12 / Math.max(1, wanted.length)))
  return {
    ...document,
    objectives: document.objectives.filter(({ key }) => key === objective),
    injects: wanted.map(({ after: _after, ...inject }, place) => ({
      ...inject,
      at: [place * step, null, null],
      objectives: [objective],
    })),
  }
}
