import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { Temporal } from 'temporal-polyfill'
import { action, asSystem, doorAction, type Context, type DoorContext } from '../../../../platform/action.ts'
import { callSomeone, refuseFlood } from '../../../../platform/visits.ts'
import { listActiveMembers, organisationFor } from '../../../register/people/public/people.ts'
import * as contract from '../contract/report-talk.ts'
import { receiptHashes } from '../intake/receipts.ts'
import { clean } from '../intake/reading.ts'
import { lastTwelveMonths, reportFigures } from '../rules/report-kinds.ts'
import { receiptStatus } from '../rules/triage.ts'
import { noticeFigures } from '../store/attention.ts'
import { tenantOfReceipt } from '../store/reports.ts'
import {
  addMessage,
  findReportByReceipt,
  getReportToAnswer,
  listForFigures,
  listMessages,
  mostMessages,
  noteAnswer,
  setOutcome,
} from '../store/report-talk.ts'

export const readReceipt = doorAction(contract.readReceipt, async (door, { receipt }) =>
  behindReceipt(door, { receipt, what: 'receipt', perMinute: 30 }, progressOf),
)

export const writeToReport = doorAction(contract.writeToReport, async (door, { receipt, text }) =>
  behindReceipt(door, { receipt, what: 'receipt message', perMinute: 20 }, async (context, found) => {
    await say(context, { reportId: found.report.id, signalId: found.signal.id, by: '', text })
    await context.announce({
      kind: 'report.written',
      signalId: found.signal.id,
      title: found.signal.title,
      incidentId: found.signal.incidentId,
    })
    return progressOf(context, found)
  }),
)

/** A member answers in their own name: whoever asks for trust shows their face. */
export const answer = action(contract.answerReport, async (context, { id, text, outcome }) => {
  refuseUnless(text !== '' || outcome !== undefined, 'invalid', 'Write an answer, or say what came of it.')
  const found = await getReportToAnswer(context, id)
  if (text !== '') await say(context, { reportId: found.id, signalId: id, by: context.actor.name, text })
  await noteAnswer(context, found.id, context.now)
  if (outcome !== undefined && outcome !== found.outcome) {
    await setOutcome(context, found.id, { outcome, at: context.now })
    context.record({ stream: 'intake', kind: 'report.settle', fields: { signal: id, outcome } })
  } else if (text === '') refuse('conflict', 'The reporter was told this already.')
  return { outcome: outcome ?? found.outcome, messages: await messagesOf(context, found.id) }
})

export const figures = action(contract.readReportFigures, async (context) => {
  const { timeZone } = await organisationFor(context)
  const monthOf = (at: Date) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toPlainYearMonth()
      .toString()
  const months = lastTwelveMonths(monthOf(context.now))
  // A day before the first month, so that no zone loses its first hours.
  const since = new Date(Date.parse(`${months[0] ?? ''}-01T00:00:00Z`) - 86_400_000)
  const counted = reportFigures(await listForFigures(context, since), {
    now: context.now,
    people: (await listActiveMembers(context)).filter(({ role }) => role !== 'guest').length,
    months,
    monthOf,
  })
  return { ...counted, ...(await noticeFigures(context, new Date(context.now.getTime() - 90 * 86_400_000))) }
})

type Found = NonNullable<Awaited<ReturnType<typeof findReportByReceipt>>>

/**
 * Work for whoever holds this receipt. The program itself looks, since a case that was closed to others meanwhile stays
 * open to the one who reported it, as far as their own report goes.
 */
export async function behindReceipt<T>(
  door: DoorContext,
  { receipt, what, perMinute }: { receipt: string; what: string; perMinute: number },
  work: (context: Context, found: Found) => Promise<T>,
): Promise<T> {
  const { house } = door
  refuseFlood(door, { what, perMinute, advice: callSomeone })
  for (const hash of await receiptHashes(house.services, receipt)) {
    const tenantId = await tenantOfReceipt(house.services.door, hash)
    if (tenantId === undefined) continue
    return asSystem(house, tenantId, 'A visitor', async (context) => {
      const found = await findReportByReceipt(context, hash)
      refuseUnless(found !== undefined, 'not_found', unknownReceipt)
      return work(context, found)
    })
  }
  return refuse('not_found', unknownReceipt)
}

const unknownReceipt = 'This receipt is not known. Check it letter by letter.'

async function progressOf(context: Context, { report, signal }: Found) {
  return {
    receivedAt: report.receivedAt.toISOString(),
    kind: report.kind,
    status: receiptStatus(signal.status, signal.settledAt, report.outcome),
    outcome: report.outcome,
    messages: await messagesOf(context, report.id),
  }
}

async function say(
  context: Context,
  { reportId, signalId, by, text }: { reportId: string; signalId: string; by: string; text: string },
): Promise<void> {
  refuseUnless(
    (await listMessages(context, reportId)).length < mostMessages,
    'conflict',
    'This report has as many messages as it can hold. Send another report, or talk to each other.',
  )
  const id = context.newId()
  await addMessage(context, { id, reportId, by, text: clean(text, 4000), at: context.now })
  context.record({
    stream: 'intake',
    kind: 'report.message',
    // Nothing of who the reporter is, and nothing of what was said: others read this stream.
    fields: { ...(by === '' && { actor: 'visitor', by: 'A visitor' }), signal: signalId, message: id },
  })
}

export async function messagesOf(context: Context, reportId: string) {
  return (await listMessages(context, reportId)).map(({ id, by, text, at }) => ({
    id,
    by,
    text,
    at: at.toISOString(),
  }))
}
