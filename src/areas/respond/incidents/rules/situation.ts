/** The situation report out of the room: what is sure, what is being looked at, what nobody knows, what comes next. */
import type { SystemState } from '../../../../base/incident-words.ts'
import type { SituationBody } from '../contract/situation.ts'

export interface RoomFacts {
  readonly title: string
  readonly systems: readonly { readonly name: string; readonly state: SystemState }[]
  readonly needs: readonly {
    readonly text: string
    readonly source: string
    readonly answer: string | null
  }[]
  readonly blockers: readonly { readonly text: string; readonly endedAt: Date | null }[]
  readonly decisions: readonly { readonly text: string }[]
  /** Words of entries that people flagged: key moments, and doubtful ones. */
  readonly key: readonly string[]
  readonly doubtful: readonly string[]
  readonly tasks: readonly {
    readonly title: string
    readonly owner: string
    readonly state: 'open' | 'doing' | 'waiting'
    readonly waitsFor: string
    readonly dueAt: Date | null
    readonly doneAt: Date | null
  }[]
  readonly nextStep: string | null
  readonly clock: { readonly what: string; readonly at: Date } | null
}

/** How states are said on paper. */
const stateWords: Readonly<Record<SystemState, string>> = {
  suspected: 'may be hit',
  affected: 'is hit',
  isolated: 'is cut off',
  cleaned: 'is cleaned',
  verified: 'is checked clean',
  reconnected: 'works again',
  ruled_out: 'is not hit',
}

const mostLines = 30

/**
 * A draft of facts only: nothing is concluded. A person edits it.
 * @param momentWords how an instant is said to people
 */
export function situationDraft(facts: RoomFacts, momentWords: (at: Date) => string): SituationBody {
  const sure = facts.systems.filter((system) => system.state !== 'suspected')
  const open = facts.tasks.filter((task) => task.doneAt === null)
  return {
    headline: line(facts.title),
    confirmed: lines([
      ...sure.map((system) => `${system.name} ${stateWords[system.state]}.`),
      ...facts.key,
      ...facts.needs.flatMap((need) => (need.answer === null ? [] : [`${need.text} ${need.answer}`])),
      ...facts.decisions.map((decision) => `Decided: ${decision.text}`),
    ]),
    checking: lines([
      ...facts.systems
        .filter((system) => system.state === 'suspected')
        .map((system) => `Whether ${system.name} is hit.`),
      ...facts.doubtful.map((words) => `Whether this holds: ${words}`),
      ...open.filter((task) => task.state === 'doing').map((task) => `${task.title}${by(task.owner)}`),
    ]),
    unknown: lines([
      ...facts.needs
        .filter((need) => need.answer === null)
        .map((need) => (need.source === '' ? need.text : `${need.text} (from ${need.source})`)),
      ...facts.blockers.filter((one) => one.endedAt === null).map((one) => `Held up: ${one.text}`),
    ]),
    next: lines([
      ...(facts.nextStep === null ? [] : [facts.nextStep]),
      ...open
        .filter((task) => task.state !== 'doing')
        .toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))
        .map((task) =>
          [
            task.title,
            by(task.owner),
            task.waitsFor === '' ? '' : `, waits for ${task.waitsFor}`,
            task.dueAt === null ? '' : `, due ${momentWords(task.dueAt)}`,
          ].join(''),
        ),
    ]),
    clock: facts.clock === null ? '' : line(`${facts.clock.what}: ${momentWords(facts.clock.at)}`, 300),
  }
}

function by(owner: string): string {
  return owner === '' ? '' : ` (${owner})`
}

function lines(all: readonly string[]): string[] {
  const said = all.map((words) => line(words)).filter((words) => words !== '')
  return [...new Set(said)].slice(0, mostLines)
}

/** One line of at most so many characters, cut between characters and never within one. */
function line(words: string, most = 500): string {
  const flat = words.replaceAll(/\s+/g, ' ').trim()
  if (flat.length <= most) return flat
  const cut = [...flat].slice(0, most - 1).join('')
  return `${cut.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** When the next report goes out: the first turn after now, so that an outage of a day sends one and not many. */
export function nextTurn(lastDue: Date, everyMinutes: number, now: Date): Date {
  const step = everyMinutes * 60_000
  const missed = Math.floor(Math.max(0, now.getTime() - lastDue.getTime()) / step)
  return new Date(lastDue.getTime() + (missed + 1) * step)
}

/** Whether a report of the room would say the same as this one; then nobody needs a new version. */
export function saysTheSame(a: SituationBody, b: SituationBody): boolean {
  const keys = ['headline', 'confirmed', 'checking', 'unknown', 'next', 'clock'] as const
  return keys.every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]))
}
