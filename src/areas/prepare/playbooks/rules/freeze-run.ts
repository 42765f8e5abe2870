import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { stepPhases, type Playbook, type PlaybookRun, type RunState } from '../contract.ts'

/** The frozen copy of a playbook for one incident; shares nothing with what it was made of. */
export function freezeRun(playbook: Playbook): PlaybookRun {
  const { id, first15Minutes, evidenceFirst, phases, ...same } = playbook
  return structuredClone({
    ...same,
    format: 'muster-run/1',
    kind: id,
    card: first15Minutes,
    evidence: evidenceFirst,
    steps: stepPhases.flatMap((phase) => phases[phase].map((step) => ({ ...step, phase }))),
  })
}

/** The state of a run that nobody has touched. */
export function freshState(): RunState {
  return { entries: {}, goTo: [] }
}

/** The bytes that the hash of a run is taken over: JSON with sorted keys, whatever order a database gives back. */
export function runHashInput(run: PlaybookRun): string {
  return JSON.stringify(run, (_key, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** SHA-256 of a run in hex, for the ledger leaf that starts it and for every later check. */
export function runHash(run: PlaybookRun): string {
  return bytesToHex(sha256(utf8ToBytes(runHashInput(run))))
}
