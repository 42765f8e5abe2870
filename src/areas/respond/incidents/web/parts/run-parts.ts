import type { CardItem, EvidenceItem, StepPhase } from '../../../../prepare/playbooks/contract/playbook.ts'
import type { PartEntry, RunStep } from '../../../../prepare/playbooks/contract/run.ts'
import type { Run } from '../../contract/run.ts'

/** One thing of a run as the room shows it. */
export type Part =
  | { readonly part: 'card'; readonly id: string; readonly item: CardItem }
  | { readonly part: 'evidence'; readonly id: string; readonly item: EvidenceItem }
  | { readonly part: 'step'; readonly id: string; readonly item: RunStep }

/** The part with this id; undefined when the run holds none, as after a newer server's answer. */
export function findPart(run: Run, id: string): Part | undefined {
  const { document } = run
  const card = document.card.find((item) => item.id === id)
  if (card) return { part: 'card', id, item: card }
  const evidence = document.evidence.find((item) => item.id === id)
  if (evidence) return { part: 'evidence', id, item: evidence }
  const step = workedSteps(run).find((item) => item.id === id)
  return step && { part: 'step', id, item: step }
}

/** The steps as people work them: the frozen ones, with what was added and reworded in this run. */
function workedSteps(run: Run): readonly RunStep[] {
  return run.steps ?? run.document.steps
}

export function entryOf({ state }: Run, id: string): PartEntry {
  return (Object.hasOwn(state.entries, id) ? state.entries[id] : undefined) ?? { status: 'open', round: 1 }
}

/** Whether something is sealed for an evidence item of the playbook. */
export function isSealed({ evidence }: Run, item: string): boolean {
  return Object.hasOwn(evidence, item) && (evidence[item]?.length ?? 0) > 0
}

/** What is to be sealed or signed away before this step; the server decides, this shows it beforehand. */
export function missingFor(run: Run, step: RunStep): EvidenceItem[] {
  if (!step.destructive) return []
  const waived = run.waivers.filter((waiver) => waiver.stepId === step.id).flatMap((waiver) => waiver.items)
  const missing = (step.needsEvidence ?? []).filter((id) => !isSealed(run, id) && !waived.includes(id))
  return run.document.evidence.filter((item) => missing.includes(item.id))
}

export function stepsOf(run: Run, phase: StepPhase): RunStep[] {
  return workedSteps(run).filter((step) => step.phase === phase)
}

export function countOf(run: Run, section: string): Run['progress'][number] | undefined {
  return run.progress.find((one) => one.section === section)
}
