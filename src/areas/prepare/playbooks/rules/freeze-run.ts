import { stepPhases, type Playbook } from '../contract/playbook.ts'
import type { Profile } from '../contract/profile.ts'
import type { Edition, PlaybookKey } from '../contract/reading.ts'
import type { PlaybookRun, RunState } from '../contract/run.ts'
import { fits } from './fitness.ts'
import { sortedHash, sortedJson } from '../../../../base/sorted-json.ts'

/** What a run is frozen with besides its playbook. */
export interface Circumstances {
  readonly key: PlaybookKey
  readonly edition: Edition
  readonly profile?: Profile | undefined
}

/** The frozen copy of a playbook for one incident; shares nothing with what it was made of. */
export function freezeRun(playbook: Playbook, circumstances?: Circumstances): PlaybookRun {
  const { id, first15Minutes, evidenceFirst, phases, ...same } = playbook
  const { profile, ...named } = circumstances ?? {}
  return structuredClone({
    ...same,
    ...named,
    ...(profile === undefined ? {} : { profile }),
    format: 'muster-run/1',
    kind: id,
    card: first15Minutes,
    evidence: evidenceFirst,
    steps: stepPhases.flatMap((phase) => phases[phase].map((step) => ({ ...step, phase }))),
  })
}

/** The state of a run that nobody has touched: steps that its profile rules out are not needed, and say so. */
export function freshState(run?: PlaybookRun): RunState {
  const unfit = (run?.steps ?? []).filter((step) => fits(step.onlyIf, run?.profile) === 'no')
  const entries = unfit.map((step) => [step.id, { status: 'not_needed', round: 1, unfit: true }] as const)
  return { entries: Object.fromEntries(entries), goTo: [] }
}

/** The bytes that the hash of a run is taken over: JSON with sorted keys, whatever order a database gives back. */
export function runHashInput(run: PlaybookRun): string {
  return sortedJson(run)
}

/** SHA-256 of a run in hex, for the ledger leaf that starts it and for every later check. */
export function runHash(run: PlaybookRun): string {
  return sortedHash(run)
}

/** SHA-256 of a playbook in hex, over JSON with sorted keys. */
export function playbookHash(playbook: Playbook): string {
  return sortedHash(playbook)
}
