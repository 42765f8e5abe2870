import type { CardItem, EvidenceItem } from '../contract/playbook.ts'
import type { EvidenceWaiver, PartEntry, PlaybookRun, RunState, RunStep } from '../contract/run.ts'

/** One thing in a run that can be done: a line of the card, an item of evidence, or a step. */
export type RunPart =
  | { readonly part: 'card'; readonly id: string; readonly item: CardItem }
  | { readonly part: 'evidence'; readonly id: string; readonly item: EvidenceItem }
  | { readonly part: 'step'; readonly id: string; readonly item: RunStep }

/** What the evidence room knows about this run. */
export interface RunFacts {
  /** Evidence item of the playbook to the ids of the sealed evidence that was linked to it. */
  readonly evidence: Readonly<Record<string, readonly string[]>>
  readonly waivers: readonly EvidenceWaiver[]
}

/** All parts in the order in which they are offered: the card, what vanishes first, then the phases. */
export function partsOf(run: PlaybookRun): RunPart[] {
  return [
    ...run.card.map((item) => ({ part: 'card', id: item.id, item }) as const),
    ...run.evidence.map((item) => ({ part: 'evidence', id: item.id, item }) as const),
    ...run.steps.map((item) => ({ part: 'step', id: item.id, item }) as const),
  ]
}

/** What happened to a part so far; a part that nobody touched is open in its first round. */
export function entryOf(state: RunState, id: string): PartEntry {
  return (Object.hasOwn(state.entries, id) ? state.entries[id] : undefined) ?? { status: 'open', round: 1 }
}

/** Whether a part still waits for somebody. Evidence counts as done as soon as something is linked to it. */
export function isOpen(part: RunPart, state: RunState, facts: RunFacts): boolean {
  if (part.part === 'evidence' && isCaptured(part.id, facts)) return false
  return entryOf(state, part.id).status === 'open'
}

export function isCaptured(item: string, facts: RunFacts): boolean {
  return Object.hasOwn(facts.evidence, item) && (facts.evidence[item]?.length ?? 0) > 0
}

/**
 * The evidence that still stands between a destructive step and its doing: neither captured nor waived.
 * Marking an item as not available does not count, since only a signature may give evidence up.
 */
export function missingEvidence(step: RunStep, facts: RunFacts): string[] {
  if (!step.destructive) return []
  const waived = facts.waivers.filter(isSigned).filter((waiver) => waiver.stepId === step.id)
  return (step.needsEvidence ?? []).filter(
    (item) => !isCaptured(item, facts) && !waived.some((waiver) => waiver.items.includes(item)),
  )
}

function isSigned(waiver: EvidenceWaiver): boolean {
  return waiver.reason.trim() !== '' && waiver.signedBy.trim() !== ''
}
