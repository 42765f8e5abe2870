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
 * My draft on top of theirs: my words where I wrote, theirs where I left everything as it was, and the parts that they
 * added meanwhile, which I have not seen
 * and so cannot have left out. One that took the same id as a part of mine gets another, wherever theirs name it.
 */
export function keepMine(theirs: PlaybookDraft, { base, mine }: Both): PlaybookDraft {
  const both = whereUntouched(structuredClone(mine), { base, theirs })
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

/** Parts and plain words that I left as they were stand as they wrote them; one that they took out stays, for me to see. */
function whereUntouched(
  mine: PlaybookDraft,
  { base, theirs }: { readonly base: PlaybookDraft; readonly theirs: PlaybookDraft },
): PlaybookDraft {
  const begun = new Map(partsOf(base).map((part) => [part.id, sortedJson(part)]))
  const written = <T extends { readonly id: string }>(own: readonly T[], others: readonly T[]): T[] =>
    own.map((part) => {
      const other = others.find(({ id }) => id === part.id)
      return other && begun.get(part.id) === sortedJson(part) ? structuredClone(other) : part
    })
  const plain = Object.entries(mine).map(([name, value]) => {
    const [before, other] = [base, theirs].map((draft) => new Map(Object.entries(draft)).get(name))
    const isPlain = typeof value !== 'object' && typeof other === typeof value
    return [name, isPlain && before === value ? other : value] as const
  })
  return {
    ...mine,
    ...Object.fromEntries(plain),
    first15Minutes: written(mine.first15Minutes, theirs.first15Minutes),
    evidenceFirst: written(mine.evidenceFirst, theirs.evidenceFirst),
    decisions: written(mine.decisions, theirs.decisions),
    phases: Object.fromEntries(
      stepPhases.map((phase) => [phase, written(mine.phases[phase], theirs.phases[phase])]),
    ) as PlaybookDraft['phases'], // the same phases
  }
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
