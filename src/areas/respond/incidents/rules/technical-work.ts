/** Technical work: what it must show before it counts as done. Plain data in, sentences out. */
import type { SystemState } from '../../../../base/incident-words.ts'

interface Fault {
  readonly field: 'note' | 'evidence' | 'isClean'
  readonly sentence: string
}

interface Wanted {
  readonly note: string
  readonly evidence: readonly string[]
  readonly isClean: boolean
}

/** Why this work cannot be called done so; undefined when it can. */
export function whyNotDone(
  task: { readonly isTechnical: boolean; readonly needsProof: boolean; readonly systemId: string | null },
  { note, evidence, isClean }: Wanted,
): Fault | undefined {
  if (task.isTechnical && note === '')
    return { field: 'note', sentence: 'Say in a few words what came out of it. Others go on from there.' }
  if (task.needsProof && evidence.length === 0)
    return {
      field: 'evidence',
      sentence: 'Name what shows it: a sealed scan result, a screenshot or a log.',
    }
  if (isClean && task.systemId === null)
    return { field: 'isClean', sentence: 'This work names no system that could be clean.' }
  return undefined
}

/** Whether cleaning is news for a system in this state. */
export function isCleanable(state: SystemState): boolean {
  return state === 'suspected' || state === 'affected' || state === 'isolated'
}

interface Part {
  readonly step: string | null
  readonly doneAt: Date | null
  readonly title: string
}

/** What is still to be done of a step that was begun for each system by itself; undefined when nothing is. */
export function whyStepOpen(tasks: readonly Part[], step: string): string | undefined {
  const open = tasks.filter((task) => task.step === step && task.doneAt === null)
  if (open.length === 0) return undefined
  const names = open.slice(0, 5).map(({ title }) => `"${title}"`)
  const more = open.length > 5 ? ` and ${open.length - 5} more` : ''
  return `This step is done for each system by itself. Still open: ${names.join(', ')}${more}.`
}

/** The words of the part of a step that is done to one system; within the length of a task's title. */
export function titleFor(step: string, system: string): string {
  const room = 300 - ': '.length - Math.min(system.length, 120)
  return `${step.slice(0, room)}: ${system.slice(0, 120)}`
}
