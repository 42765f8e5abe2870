/** From the bytes of an odd mail to what people are shown of it. */
import type { MailFound } from '../../contract/mail.ts'
import { marksOf, type Mark } from '../../rules/mail/campaign.ts'
import { defangText } from '../../rules/mail/defang.ts'
import { domainOf, registeredPart } from '../../rules/mail/domains.ts'
import { judgeMail, verdictOf, type ParsedMail, type Recipient } from '../../rules/mail/judge.ts'
import { clean } from '../reading.ts'
import { parseMail } from './parse-mail.ts'

export interface Examined {
  readonly found: MailFound
  readonly marks: readonly Mark[]
}

/**
 * The mail that is meant: where a colleague forwards one, the forwarded one. The signs of both count, so that nothing
 * hides in a wrapping.
 * @throws Refusal `invalid` for what is no mail
 */
export async function examineMail(bytes: Buffer, recipient: Recipient): Promise<Examined> {
  const { mail, inner } = await parseMail(bytes)
  const isForwarded =
    inner !== undefined && recipient.domains.includes(registeredPart(domainOf(mail.from[0]?.address ?? '')))
  const meant = isForwarded ? inner : mail
  const reasons = new Map(
    [meant, ...(inner === undefined || isForwarded ? [] : [inner])]
      .flatMap((one) => judgeMail(one, recipient))
      .toReversed()
      .map((reason) => [reason.sign, reason]),
  )
  const sorted = [...reasons.values()].toSorted(
    (a, b) => weights.indexOf(a.weight) - weights.indexOf(b.weight),
  )
  const verdict = verdictOf(sorted)
  return { found: { ...shownOf(meant), verdict, reasons: sorted }, marks: marksOf(meant, verdict) }
}

const weights = ['strong', 'some', 'note']

function shownOf(mail: ParsedMail): Omit<MailFound, 'verdict' | 'reasons'> {
  const [from] = mail.from
  return {
    from: from === undefined ? '' : from.name === '' ? from.address : `${from.name} <${from.address}>`,
    replyTo: mail.replyTo.join(', '),
    subject: defangText(mail.subject),
    date: mail.date,
    text: clean(defangText(mail.text), 20_000),
    links: [...new Set(mail.links.map(({ href }) => clean(defangText(href), 500)))].slice(0, 100),
    attachments: mail.attachments.slice(0, 50),
    authentication: mail.authentication,
  }
}
