import type { Context } from '../../../../platform/action.ts'
import { resultsOf } from '../rules/results.ts'
import {
  countedLinks,
  dropTraces,
  insertResults,
  updateRehearsal,
  type RehearsalRecord,
} from '../store/rehearsals.ts'

const kinds = {
  ended: 'phishing.end',
  stopped: 'phishing.stop',
  declined: 'phishing.decline',
} as const

/** Counts by groups, then forgets whom and which link: from here on no person can be found. */
export async function endRehearsal(
  context: Context,
  { id, name, state: before }: RehearsalRecord,
  { state, by }: { readonly state: keyof typeof kinds; readonly by: string },
): Promise<void> {
  const links = await countedLinks(context, id)
  const sent = links.filter(({ sentAt }) => sentAt !== null).length
  await insertResults(context, id, resultsOf(links))
  await dropTraces(context, id)
  const decided = before === 'planned' ? { decidedAt: context.now, decidedBy: by } : {}
  await updateRehearsal(context, id, {
    ...{ ...decided, state, endedAt: context.now, endedBy: by, recipients: sent },
    ...{ pausedWhy: null, pausedAt: null },
  })
  const fields = { rehearsal: id, name, sent }
  context.record({ stream: 'audit', kind: kinds[state], fields })
}
