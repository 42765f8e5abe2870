import type * as z from 'zod'
import { encodeCursor } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import type { WordQuery } from '../../../../base/search.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/signals.ts'
import { searchQuery } from '../rules/said.ts'
import { whyNotDismissed, whyNotRestored } from '../rules/triage.ts'
import { takeUp } from '../store/attention.ts'
import {
  changeSignal,
  findReportOf,
  getPayload,
  getSignal,
  getSignalToChange,
  listSignals,
  type SignalRecord,
} from '../store/signals.ts'
import { belowOf } from './manage-sources.ts'
import { attentionOf } from './attention.ts'
import { payloadOf } from './payload.ts'
import { reportOf } from './show-report.ts'

export const list = action(contract.listSignals, async (context, { q, cursor, limit, ...filters }) => {
  const query = readQuery(q)
  if (query === null) return { items: [], next: null }
  const rows = await listSignals(context, { ...filters, query, below: belowOf(cursor), limit })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((signal) => signalOf(context, signal)),
    next: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
  }
})

export const get = action(contract.getSignal, async (context, { id }) => {
  const signal = await getSignal(context, id)
  const { payload, sha256 } = await getPayload(context, signal.deliveryId)
  const report = signal.state === 'report' ? await findReportOf(context, id) : undefined
  return {
    ...signalOf(context, signal),
    ...payloadOf(payload, sha256),
    attention: await attentionOf(context, id),
    report: report === undefined ? null : await reportOf(context, report),
  }
})

export const dismiss = action(contract.dismissSignal, async (context, { id, reason }) => {
  const signal = await getSignalToChange(context, id)
  const why = whyNotDismissed(signal)
  refuseUnless(why === undefined, 'conflict', why ?? '')
  const changed = await changeSignal(context, id, { status: 'dismissed', dismissedReason: reason })
  await takeUp(context, { signalId: id, at: context.now, by: context.actor.name })
  context.record({
    stream: 'intake',
    kind: 'signal.dismiss',
    fields: { signal: id, title: signal.title, reason },
  })
  return signalOf(context, changed)
})

export const restore = action(contract.restoreSignal, async (context, { id }) => {
  const signal = await getSignalToChange(context, id)
  const why = whyNotRestored(signal)
  refuseUnless(why === undefined, 'conflict', why ?? '')
  const changed = await changeSignal(context, id, { status: 'new', dismissedReason: null })
  context.record({ stream: 'intake', kind: 'signal.restore', fields: { signal: id, title: signal.title } })
  return signalOf(context, changed)
})

/** What stands where a source would, when a person wrote it. */
export const reporters = 'Staff report'

/** Undefined without a search, null for one that can find nothing. */
export function readQuery(q: string | undefined): WordQuery | null | undefined {
  return q === undefined || q.trim() === '' ? undefined : (searchQuery(q) ?? null)
}

/** A signal as people see it, with what this actor may do. */
export function signalOf(context: Context, signal: SignalRecord): z.input<typeof contract.Signal> {
  const { id, title, summary, state, status, severity, severityWord, sourceId, labels, count } = signal
  return {
    id,
    title,
    summary,
    state,
    status,
    severity,
    severityWord,
    sourceId,
    sourceName: signal.sourceName ?? reporters,
    labels,
    count,
    saidAt: signal.saidAt?.toISOString() ?? null,
    saidAtText: signal.saidText,
    firstAt: signal.firstAt.toISOString(),
    lastAt: signal.lastAt.toISOString(),
    resolvedAt: signal.resolvedAt?.toISOString() ?? null,
    incidentId: signal.incidentId,
    incidentNumber: signal.incidentNumber,
    dismissedReason: signal.dismissedReason,
    can: { triage: context.can('signal.triage') },
  }
}
