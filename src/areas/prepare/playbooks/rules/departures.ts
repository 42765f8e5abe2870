import type { Departure, EvidenceWaiver, PlaybookRun, RunState } from '../contract/run.ts'
import { workingRun } from './change-run.ts'
import { partsOf } from './run-parts.ts'

/** Where people left the playbook and why, in the order of the playbook: the review starts from this. */
export function departuresOf(
  run: PlaybookRun,
  state: RunState,
  waivers: readonly EvidenceWaiver[],
): Departure[] {
  const added = new Map((state.added ?? []).map((entry) => [entry.step.id, entry]))
  return partsOf(workingRun(run, state)).flatMap((part): Departure[] => {
    const { id } = part
    const title =
      part.part === 'card' ? part.item.do : part.part === 'step' ? part.item.title : part.item.what
    const entry = Object.hasOwn(state.entries, id) ? state.entries[id] : undefined
    const own = added.get(id)
    const isLeftOut =
      entry?.status === 'skipped' ||
      (entry?.status === 'not_needed' && entry.because === undefined && !entry.unfit)
    return [
      ...(own === undefined ? [] : [departure(id, title, 'added', own)]),
      ...(state.changed ?? [])
        .filter((change) => change.id === id)
        .map((change) => departure(id, title, 'changed', change)),
      ...waivers
        .filter(({ stepId }) => stepId === id)
        .map((waiver) =>
          departure(id, title, 'waived', { ...waiver, by: waiver.signedBy, at: waiver.signedAt }),
        ),
      ...(entry !== undefined && isLeftOut
        ? [departure(id, title, entry.status === 'skipped' ? 'skipped' : 'not_needed', entry)]
        : []),
      ...(entry?.status === 'open' && entry.reason !== undefined
        ? [departure(id, title, 'reopened', entry)]
        : []),
    ]
  })
}

function departure(
  id: string,
  title: string,
  what: Departure['what'],
  signed: { reason?: string | undefined; by?: string | undefined; at?: string | undefined },
): Departure {
  return { id, title, what, reason: signed.reason ?? null, by: signed.by ?? null, at: signed.at ?? null }
}
