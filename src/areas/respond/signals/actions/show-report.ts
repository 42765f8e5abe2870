import type * as z from 'zod'
import type { Context } from '../../../../platform/action.ts'
import type { getSignal } from '../contract/signals.ts'
import { listMails, type ReportRow } from '../store/report-talk.ts'
import { hashesOf } from '../store/signals.ts'
import { messagesOf } from './answer-reports.ts'

type Shown = NonNullable<z.input<typeof getSignal.output>['report']>

/** A report as those who triage see it. */
export async function reportOf(context: Context, report: ReportRow): Promise<Shown> {
  const mails = await listMails(context, report.id)
  const hashes = await hashesOf(
    context,
    mails.map(({ deliveryId }) => deliveryId),
  )
  return {
    what: report.what,
    where: report.place,
    stillGoing: report.stillGoing,
    name: report.name,
    contact: report.contact,
    kind: report.kind,
    stoppedBy: report.stoppedBy,
    wouldHelp: report.wouldHelp,
    outcome: report.outcome,
    messages: await messagesOf(context, report.id),
    mails: mails.map(({ found, deliveryId }) => ({
      ...found,
      sha256: hashes.get(deliveryId)?.toString('hex') ?? '',
    })),
  }
}
