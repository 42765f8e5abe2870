import { sortedJson } from '../../../../base/sorted-json.ts'
import { stepPhases, type PlaybookDraft, type PlaybookStep } from '../contract/playbook.ts'
import { freePartId, type PartSection } from './edit-draft.ts'

interface Both {
  /** What both began with. */
  readonly base: PlaybookDraft
  readonly mine: PlaybookDraft
}

const unnamed = [
  'recognise',
  'confusedWith',
  'attack',
  'doNot',
  'peopleToCall',
  'statements',
  'watchPlan',
  'sources',
] as const

/**
 * My draft on top of theirs: my words where both wrote, and the parts that they added meanwhile, which I have not seen
 * and so cannot have left out. One that took the same id as a part of mine gets another, wherever theirs name it.
 */
export function keepMine(theirs: PlaybookDraft, { base, mine }: Both): PlaybookDraft {
  const both = structuredClone(mine)
  const begun = new Set(partIds(base))
  const ids = new Map<string, string>()
  const comes = (part: { readonly id: string }) => !begun.has(part.id) && !holdsSame(mine, part)
  const take = <T extends { readonly id: string }>(section: PartSection, into: T[], parts: readonly T[]) => {
    for (const part of parts.filter(comes)) {
      const id = partIds(both).includes(part.id) ? freePartId(both, section) : part.id
      ids.set(part.id, id)
      into.push({ ...structuredClone(part), id })
    }
  }
  take('first15Minutes', both.first15Minutes, theirs.first15Minutes)
  take('evidenceFirst', both.evidenceFirst, theirs.evidenceFirst)
  take('decisions', both.decisions, theirs.decisions)
  for (const phase of stepPhases) {
    const own = both.phases[phase].length
    take(phase, both.phases[phase], theirs.phases[phase])
    both.phases[phase] = both.phases[phase].map((step, at) => (at < own ? step : renamed(step, ids)))
  }
  for (const section of unnamed)
    addLines<unknown>(both[section], { base: base[section], theirs: theirs[section] })
  return both
}

function partIds(draft: PlaybookDraft): string[] {
  return partsOf(draft).map(({ id }) => id)
}

function holdsSame(draft: PlaybookDraft, part: { readonly id: string }): boolean {
  return partsOf(draft).some((own) => own.id === part.id && sortedJson(own) === sortedJson(part))
}

function partsOf(draft: PlaybookDraft): readonly { readonly id: string }[] {
  const { first15Minutes, evidenceFirst, decisions, phases } = draft
  return [...first15Minutes, ...evidenceFirst, ...decisions, ...stepPhases.flatMap((phase) => phases[phase])]
}

/** Steps of theirs lead to each other and wait for evidence by ids that may be others now. */
function renamed(step: PlaybookStep, ids: ReadonlyMap<string, string>): PlaybookStep {
  const now = (id: string) => ids.get(id) ?? id
  return {
    ...step,
    ...(step.needsEvidence && { needsEvidence: step.needsEvidence.map(now) }),
    ...(step.ask && { ask: { ...step.ask, yes: now(step.ask.yes), no: now(step.ask.no) } }),
  }
}

function addLines<T>(
  mine: T[],
  { base, theirs }: { readonly base: readonly T[]; readonly theirs: readonly T[] },
): void {
  const known = new Set([...base, ...mine].map((line) => sortedJson(line)))
  mine.push(...theirs.filter((line) => !known.has(sortedJson(line))))
}
