import { refuseUnless } from '../../../../base/refusal.ts'
import { webhookAction, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/report-talk.ts'
import { examineMail } from '../intake/mail/examine.ts'
import { withoutRecipients } from '../intake/mail/without-recipients.ts'
import { sha256 } from '../intake/intake.ts'
import { recipientOf } from '../intake/recipient.ts'
import { addMail, listMails } from '../store/report-talk.ts'
import { findPlainDelivery } from '../store/campaigns.ts'
import { retitleSignal } from '../store/signals.ts'
import { cleanLine } from '../intake/reading.ts'
import { oddMail } from './report-something.ts'
import { saveDeliveries } from '../store/batch.ts'
import { behindReceipt } from './answer-reports.ts'
import { joinMailCampaign } from './join-campaign.ts'

const mostMails = 10

export const handInMail = webhookAction(contract.handInMail, async (door, { receipt }, { body }) =>
  behindReceipt(
    door,
    { receipt, what: 'report mail', perMinute: 20 },
    async (context, { report, signal }) => {
      refuseUnless(
        (await listMails(context, report.id)).length < mostMails,
        'conflict',
        'This report holds as many mails as it can. Send another report.',
      )
      const given = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
      // The mail names whom it was sent to, and so who hands it in.
      const bytes = report.name === '' && report.contact === '' ? withoutRecipients(given) : given
      const { found, marks } = await examineMail(bytes, await recipientOf(context))
      const deliveryId = await keepBytes(context, bytes)
      const isNew = await addMail(context, {
        id: context.newId(),
        reportId: report.id,
        deliveryId,
        at: context.now,
        found,
      })
      if (isNew) {
        context.record({
          stream: 'intake',
          kind: 'report.mail',
          fields: {
            actor: 'visitor',
            by: 'A visitor',
            signal: signal.id,
            verdict: found.verdict,
            sha256: sha256(bytes).toString('hex'),
          },
        })
        if (signal.title === oddMail && found.subject !== '')
          await retitleSignal(context, signal.id, cleanLine(`${oddMail}: ${found.subject}`))
        await joinMailCampaign(context, { signalId: signal.id, title: found.subject, marks })
      }
      return { verdict: found.verdict, reasons: found.reasons }
    },
  ),
)

async function keepBytes(context: Context, payload: Buffer): Promise<string> {
  const hash = sha256(payload)
  const known = await findPlainDelivery(context, hash)
  if (known !== undefined) return known
  const id = context.newId()
  await saveDeliveries(context, [
    {
      id,
      sourceId: null,
      sha256: hash,
      payload,
      mediaType: 'message/rfc822',
      count: 1,
      firstAt: context.now,
      lastAt: context.now,
    },
  ])
  return id
}
