import type * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { upload } from '../../../../../ui/transfer.ts'
import type { ReportKind } from '../../contract/report-kinds.ts'
import { handInMail } from '../../contract/report-talk.ts'

type Judged = z.output<typeof handInMail.output>

/** What the reporter is shown at once. */
export interface Sent {
  readonly receipt: string
  readonly kind: ReportKind
  /** Nothing of it may stay in this browser. */
  readonly isAnonymous: boolean
  readonly mail: Judged | undefined
  /** Why the mail was not taken; the report itself was. */
  readonly mailFailure: string | undefined
}

/** Hands the mail in behind the receipt of its report. A mail that is not taken does not undo the report. */
export async function withMail(
  sent: Pick<Sent, 'receipt' | 'kind' | 'isAnonymous'>,
  mail: Blob | undefined,
): Promise<Sent> {
  const plain = { ...sent, mail: undefined, mailFailure: undefined }
  if (mail === undefined) return plain
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
