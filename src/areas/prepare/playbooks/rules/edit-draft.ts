import { stepPhases, type PlaybookDraft, type PlaybookStep, type StepPhase } from '../contract/playbook.ts'

/** Sections whose parts have an id, and the letter that new ones begin with. */
export const idLetters = {
  first15Minutes: 'f',
  evidenceFirst: 'e',
  decisions: 'd',
  contain: 'c',
  eradicate: 'x',
  recover: 'r',
  learn: 'l',
} as const
export type PartSection = keyof typeof idLetters

/** An id that nothing in the draft has: the section's letter and the next number after its highest. */
export function freePartId(draft: PlaybookDraft, section: PartSection): string {
  const letter = idLetters[section]
  const used = [
    ...draft.first15Minutes,
    ...draft.evidenceFirst,
    ...draft.decisions,
    ...stepPhases.flatMap((phase) => draft.phases[phase]),
  ].map(({ id }) => id)
  const numbers = used.flatMap((id) => (id.startsWith(letter) ? Number(id.slice(1)) : []))
  return `${letter}${Math.max(0, ...numbers.filter(Number.isInteger)) + 1}`
}

/** A step with nothing written yet. */
export function emptyStep(id: string): PlaybookStep {
  return {
    id,
    title: '',
    who: 'technical',
    why: '',
    minutes: 30,
    how: [],
    destructive: false,
    undo: '',
    doneWhen: '',
    csf: [],
  }
}

export function withSteps(draft: PlaybookDraft, phase: StepPhase, steps: PlaybookStep[]): PlaybookDraft {
  return { ...draft, phases: { ...draft.phases, [phase]: steps } }
}

/** A step with a field set, or taken out where there is nothing in it. */
export function withField(
  step: PlaybookStep,
  field: 'when' | 'watch' | 'onlyIf' | 'waitsFor' | 'ask' | 'needsEvidence' | 'howByPlatform' | 'connection',
  value: PlaybookStep[typeof field],
): PlaybookStep {
  const { [field]: _, ...rest } = step
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  return isEmpty ? rest : { ...rest, [field]: value }
}
