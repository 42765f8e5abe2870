import type { Playbook, PlaybookStep } from '../contract/playbook.ts'
import { stepPhases } from '../contract/playbook.ts'

/**
 * What is wrong with a playbook beyond its shape, as sentences that name the part; empty when it can be used.
 * Shape alone does not catch a dangling id, a loop without a way out, or a step that nothing leads to.
 */
export function playbookFaults(playbook: Playbook): string[] {
  const steps = stepPhases.flatMap((phase) => playbook.phases[phase])
  return [
    ...idFaults(playbook, steps),
    ...evidenceFaults(playbook, steps),
    ...askFaults(steps),
    ...askCycles(steps),
    ...reachFaults(steps),
  ]
}

function idFaults(playbook: Playbook, steps: readonly PlaybookStep[]): string[] {
  const parts = [...playbook.first15Minutes, ...playbook.evidenceFirst, ...playbook.decisions, ...steps]
  const seen = new Set<string>()
  const faults: string[] = []
  for (const { id } of parts) {
    if (seen.has(id)) faults.push(`${id} is used twice; every id of a playbook names one thing`)
    seen.add(id)
  }
  return faults
}

function evidenceFaults(playbook: Playbook, steps: readonly PlaybookStep[]): string[] {
  const known = new Set(playbook.evidenceFirst.map((item) => item.id))
  return steps.flatMap((step) => {
    const needed = step.needsEvidence ?? []
    const dangling = needed
      .filter((item) => !known.has(item))
      .map((item) => `${step.id} needs evidence ${item}, which the playbook does not list`)
    const isUngated = step.destructive && needed.length === 0
    return isUngated
      ? [...dangling, `${step.id} is destructive and names no evidence to seal first`]
      : dangling
  })
}

function askFaults(steps: readonly PlaybookStep[]): string[] {
  const known = new Set(steps.map((step) => step.id))
  return steps.flatMap((step) =>
    targetsOf(step)
      .filter((target) => !known.has(target))
      .map((target) => `${step.id} leads to ${target}, which is no step of the playbook`),
  )
}

/** Questions that lead only to each other would ask in circles without any work between. */
function askCycles(steps: readonly PlaybookStep[]): string[] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const next = (id: string) => {
    const step = byId.get(id)
    return step === undefined ? [] : targetsOf(step)
  }
  return steps
    .filter((step) => reachedFrom(next(step.id), next).has(step.id))
    .map((step) => `${step.id} is part of a circle of questions`)
}

/** An answer may lead back (the next account, another round); each step still needs a way in and a way out. */
function reachFaults(steps: readonly PlaybookStep[]): string[] {
  const first = steps[0]
  const last = steps.at(-1)
  if (first === undefined || last === undefined) return ['The playbook has no step']
  const forward = new Map<string, string[]>()
  const backward = new Map<string, string[]>()
  steps.forEach((step, index) => {
    const after = steps[index + 1]
    const next = step.ask === undefined ? (after === undefined ? [] : [after.id]) : targetsOf(step)
    forward.set(step.id, next)
    for (const id of next) backward.set(id, [...(backward.get(id) ?? []), step.id])
  })
  const reachable = reachedFrom([first.id], (id) => forward.get(id) ?? [])
  const ending = reachedFrom([last.id], (id) => backward.get(id) ?? [])
  return steps.flatMap(({ id }) => [
    ...(reachable.has(id) ? [] : [`${id} cannot be reached from ${first.id}`]),
    ...(ending.has(id) ? [] : [`${id} never comes to the end`]),
  ])
}

function targetsOf(step: PlaybookStep): string[] {
  return step.ask === undefined ? [] : [step.ask.yes, step.ask.no]
}

/** Walks without recursion, so that a playbook of thousands of steps cannot exhaust the stack. */
function reachedFrom(start: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const reached = new Set<string>()
  const waiting = [...start]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    waiting.push(...next(id))
  }
  return reached
}
