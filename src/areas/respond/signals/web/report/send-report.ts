import type * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { upload } from '../../../../../ui/transfer.ts'
import type { ReportKind } from '../../contract/report-kinds.ts'
import { handInMail } from '../../contract/report-talk.ts'

type Judged = z.output<typeof handInMail.output>

/** What the reporter is shown at once. */
export interface Sent {
  readonly receipt: string
  /** Well spotted: it was the mail of a rehearsal, and nothing more is to be done. */
  readonly isRehearsal: boolean
  readonly kind: ReportKind
  /** Nothing of it may stay in this browser. */
  readonly isAnonymous: boolean
  readonly mail: Judged | undefined
  /** Why the mail was not taken; the report itself was. */
  readonly mailFailure: string | undefined
}

/** The source of a mail that is short enough to go with the report: a rehearsal is known by it before it alarms anybody. */
export async function sourceOf(mail: Blob | undefined): Promise<{ mailSource?: string }> {
  if (mail === undefined || mail.size > 60_000) return {}
  const mailSource = await mail.text()
  return mailSource.length > 100_000 ? {} : { mailSource: mailSource.replaceAll('\0', '') }
}

/** Hands the mail in behind the receipt of its report. A mail that is not taken does not undo the report. */
export async function withMail(
  sent: Pick<Sent, 'receipt' | 'isRehearsal' | 'kind' | 'isAnonymous'>,
  mail: Blob | undefined,
): Promise<Sent> {
  const plain = { ...sent, mail: undefined, mailFailure: undefined }
  if (mail === undefined || sent.isRehearsal) return plain
  try {
    const judged = await upload(handInMail, { receipt: sent.receipt }, mail, {
      tenant: null,
      asksForIdentity: false,
    })
    return { ...plain, mail: judged }
  } catch (error) {
    return { ...plain, mailFailure: error instanceof CallError ? error.message : String(error) }
  }
}
