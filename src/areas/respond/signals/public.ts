import type { SearchSource } from '../../../platform/database/find-rows.ts'
import type * as z from 'zod'
import { refuseUnless } from '../../../base/refusal.ts'
import type { Context, House } from '../../../platform/action.ts'
import { readQuery, signalOf } from './actions/triage-signals.ts'
import type { Signal } from './contract/signals.ts'
import { intakeOf, regrouperOf } from './intake/intake.ts'
import { recountClusters } from './store/clusters.ts'
import { lockGroupsOf } from './store/escalation.ts'
import { whyNotLinked } from './rules/triage.ts'
import { takeUp } from './store/attention.ts'
import {
  changeSignal,
  countNew,
  findReportOf,
  firstTitlesOf,
  getSignal,
  getSignalToChange,
  incidentsOfSameSources,
  listSignals,
  moveToIncident,
  settleSignals,
  signalsOfIncident,
  unsettleSignals,
} from './store/signals.ts'

export { countReports, listReportDays } from './store/figures.ts'
export { listWaitingGroups, listWaitingReports } from './store/waiting.ts'
export { countReportsIn } from './store/report-talk.ts'
export { firstTitlesOf }
export { placeMailWith } from './intake/mail/place-mail.ts'
export { spotForwarded } from './intake/mail/spot-rehearsal.ts'
export { textOfMarkup } from './rules/mail/markup.ts'

type ShownSignal = z.input<typeof Signal>

/**
 * Gives the signal to an incident; the caller records `signal.link` on the incident's stream.
 * A dismissed one is taken back first, on the record.
 * @throws Refusal `not_found`, or `conflict` when it belongs to an incident already
 */
export async function linkSignal(
  context: Context,
  { signalId, incidentId, incidentNumber }: { signalId: string; incidentId: string; incidentNumber: number },
): Promise<{ readonly title: string; readonly sourceName: string | null }> {
  // Its groups first, as everybody locks them; who may not see the case is not told how many it holds.
  const groups = await lockGroupsOf(context, [signalId])
  const signal = await getSignalToChange(context, signalId)
  const why = whyNotLinked(signal, incidentId)
  refuseUnless(why === undefined, 'conflict', why ?? '')
  if (signal.status === 'dismissed')
    context.record({
      stream: 'intake',
      kind: 'signal.restore',
      fields: { signal: signalId, title: signal.title },
    })
  await changeSignal(context, signalId, {
    status: 'linked',
    incidentId,
    incidentNumber,
    dismissedReason: null,
  })
  await recountClusters(context, groups)
  await takeUp(context, { signalId, at: context.now, by: context.actor.name })
  return { title: signal.title, sourceName: signal.sourceName }
}

/** The signals of an incident, oldest first, at most 500. */
export async function signalsOf(context: Context, incidentId: string): Promise<ShownSignal[]> {
  return (await signalsOfIncident(context, incidentId)).map((signal) => signalOf(context, signal))
}

/** The incident ended: whoever reported one of its signals reads that at their receipt. */
export async function settleSignalsOf(context: Context, incidentId: string): Promise<void> {
  await settleSignals(context, incidentId, context.now)
}

/** The incident was opened again: what was settled with it is not. */
export async function unsettleSignalsOf(context: Context, incidentId: string): Promise<void> {
  await unsettleSignals(context, incidentId)
}

/** These signals belong to another incident now; the caller records it on the streams of both. */
export async function moveSignals(
  context: Context,
  wanted: { ids: readonly string[]; incidentId: string; incidentNumber: number },
): Promise<void> {
  await moveToIncident(context, wanted)
}

/** What nobody has judged yet: how many, counted up to 1,000, and the newest few. */
export async function newSignals(
  context: Context,
  { limit }: { limit: number } = { limit: 5 },
): Promise<{ readonly count: number; readonly newest: ShownSignal[] }> {
  const newest = await listSignals(context, { limit, status: 'new' })
  return {
    count: await countNew(context, 1000),
    newest: newest.slice(0, limit).map((signal) => signalOf(context, signal)),
  }
}

/**
 * Incidents that hold signals of the same sources as this incident, or as this signal that nobody has judged yet,
 * with the name of the source; at most 200. An unknown id shares nothing.
 */
export async function sharedSources(
  context: Context,
  of: { readonly incidentId: string } | { readonly signalId: string },
): Promise<{ readonly incidentId: string; readonly name: string }[]> {
  return incidentsOfSameSources(context, of)
}

/** What a signal says, without its bytes and without who reported it. @throws Refusal `not_found` */
export async function signalFor(context: Context, id: string) {
  const signal = await getSignal(context, id)
  const report = signal.state === 'report' ? await findReportOf(context, id) : undefined
  const { title, summary, severityWord, labels, count, lastAt, incidentId } = signal
  const said = { title, summary, severityWord, labels, count, lastAt }
  /** What people are worried about may be about a person. */
  return { ...said, incidentId, isConcern: report?.kind === 'concern' }
}

/** @throws Refusal `not_found` */
export async function getSignalTitle(context: Context, id: string): Promise<string> {
  return (await getSignal(context, id)).title
}

export { ownDomains, raiseOf, toldAfter, type Told } from './intake/for-watchers.ts'
export { knowsMailAddress, linesFor, takeMail } from './intake/from-network.ts'

/** Resolves when all that was received by this process is written and grouped; for an orderly stop. */
export async function drainIntake(house: House): Promise<void> {
  await intakeOf(house).batcher.drain()
  await regrouperOf(house).drain()
}

export { unwatchedStanding } from './actions/watch-assets.ts'
export { linkGroup, unlinkGroup } from './actions/link-groups.ts'
export { habitsOf } from './rules/habits.ts'
export { kindOf, nameOf, tickOf, type Moment } from './rules/moments.ts'
export { shortList, type ShortList } from './rules/short-list.ts'

export { countNaming, type Naming } from './store/relations.ts'

/** By whole words and their beginnings: there are too many signals to look inside each word. */
export const signalSearch: SearchSource = {
  kind: 'signal',
  permission: 'signal.read',
  async find(context, { typed, limit }) {
    const query = readQuery(typed)
    if (query === null || query === undefined) return []
    const rows = await listSignals(context, { query, limit: limit - 1 })
    return rows.map(({ id, title, sourceName }) => ({
      ...{ id, title, more: sourceName ?? '', path: `/signals/${id}` },
    }))
  },
}
