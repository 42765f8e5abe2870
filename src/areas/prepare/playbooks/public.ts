import { playbooks } from './content/playbooks.ts'
import type { Playbook, PlaybookRun } from './contract.ts'
import { freezeRun, runHash } from './rules/freeze-run.ts'
import type { IncidentKind } from '../../../base/incident-kinds.ts'

export { freshState } from './rules/freeze-run.ts'
export { nextStep, progress } from './rules/run-progress.ts'
export { stepMove } from './rules/step-move.ts'

/** The playbook for a kind of incident; `other` is led by `something-odd`, which ends in naming the kind. */
export function playbookFor(kind: IncidentKind): Playbook {
  const wanted = kind === 'other' ? 'something-odd' : kind
  const found = playbooks.find((playbook) => playbook.id === wanted)
  if (found === undefined) throw new RangeError(`no playbook ships for ${wanted}`)
  return found
}

/** A fresh run for an incident of this kind, with its SHA-256 in hex for the ledger leaf that starts it. */
export function startRun(kind: IncidentKind): { readonly run: PlaybookRun; readonly hash: string } {
  const run = freezeRun(playbookFor(kind))
  return { run, hash: runHash(run) }
}
