/** What may happen to an incident: plain data in, plain data out. */
import { refang } from '../../../../base/observables.ts'
import { folded, wordsIn } from '../../../../base/search.ts'
import type { SystemState } from '../../../../base/incident-words.ts'
import type { Closure, IncidentRow } from '../contract/incident.ts'

type Standing = Pick<IncidentRow, 'status'>

/** Why nothing may be changed any more, in a sentence; undefined while work goes on. */
export function whyClosed(incident: Standing): string | undefined {
  return incident.status === 'closed' ? 'This incident is closed. Its record stays as it is.' : undefined
}

/** What a person may do, out of what their role allows: on a closed incident only reading and exporting is left. */
export function allowed<Answers extends Record<string, boolean>>(
  incident: Standing,
  byRole: Answers,
): Answers {
  if (incident.status === 'open') return byRole
  const kept = Object.entries(byRole).map(([verb, may]) => [verb, may && verb === 'export'])
  return Object.fromEntries(kept) as Answers // the same keys with fewer of them true
}

export interface ClosureRequest {
  readonly summary: string
  readonly initialVector: Closure['initialVector']
  readonly disposition: Closure['disposition']
  readonly duplicateOf?: number
}

/** Why this closure cannot be taken as it was sent; undefined when it can. */
export function whyNotClosable(
  incident: Pick<IncidentRow, 'number'>,
  wanted: ClosureRequest,
): string | undefined {
  const isDuplicate = wanted.disposition === 'duplicate'
  if (isDuplicate && wanted.duplicateOf === undefined)
    return 'Say which incident this one repeats: give its number.'
  if (!isDuplicate && wanted.duplicateOf !== undefined)
    return 'A number of another incident belongs to the ending "duplicate" only.'
  if (wanted.duplicateOf === incident.number) return 'An incident cannot be a duplicate of itself.'
  return undefined
}

/** The closing record: it lists the tasks that were still open, so that leaving them was seen. */
export function closureOf(
  wanted: ClosureRequest,
  openTasks: Closure['openTasks'],
  closedBy: string,
): Closure {
  const { summary, initialVector, disposition } = wanted
  return { summary, initialVector, disposition, duplicateOf: wanted.duplicateOf ?? null, openTasks, closedBy }
}

/** Order in which a system gets well; `ruled_out` stands apart. */
const recovery: readonly SystemState[] = [
  'suspected',
  'affected',
  'isolated',
  'cleaned',
  'verified',
  'reconnected',
]

/**
 * Why a change of state needs words: going back, and jumping over a step on the way to health.
 * Undefined when the change speaks for itself.
 */
export function whyStateNeedsReason(from: SystemState, to: SystemState): string | undefined {
  const [before, after] = [recovery.indexOf(from), recovery.indexOf(to)]
  if (to === 'ruled_out') return 'Say how you know that this system is not affected.'
  if (from === 'ruled_out') return 'Say what brought this system back under suspicion.'
  if (after < before) return 'Say why this system goes back a step.'
  if (after >= recovery.indexOf('cleaned') && after - before > 1)
    return 'Say why a step is left out: cleaned, verified, reconnected come one after the other.'
  return undefined
}

/** Whether an open task's time has run out. */
export function isOverdue(task: { doneAt: Date | null; dueAt: Date | null }, now: Date): boolean {
  return task.doneAt === null && task.dueAt !== null && task.dueAt.getTime() < now.getTime()
}

/** A search text as the words to look for, or the number of an incident (`7`, `INC-7`). */
export function readSearch(q: string): { number: number } | { words: string[] } {
  const number = /^\s*(?:INC-|#)?(\d{1,9})\s*$/i.exec(q)?.[1]
  return number === undefined ? { words: wordsIn(folded(refang(q))) } : { number: Number(number) }
}
