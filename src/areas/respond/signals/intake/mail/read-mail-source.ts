/** A mail that a source sent, as a signal: what speaks against it in words, its head and attachments as labels. */
import type { Recipient } from '../../rules/mail/judge.ts'
import { Refusal } from '../../../../../base/refusal.ts'
import { faulty } from '../entries.ts'
import type { Reading } from '../reading.ts'
import { signalOf } from '../told.ts'
import { examineMail } from './examine.ts'
import { attachmentsOf } from './parse-mail.ts'
import { readDmarc } from './read-dmarc.ts'

const severities = { dangerous: 'high', suspicious: 'medium', nothing_found: 'low' } as const

export async function readMailSource(bytes: Buffer, recipient: Recipient): Promise<Reading> {
  // A report about our domain is a file of its own, or hangs on a mail.
  for (const file of [bytes, ...(await attachmentsOf(bytes))]) {
    const report = readDmarc(file)
    if (report !== undefined) return report
  }
  const examined = await examineMail(bytes, recipient).catch((error: unknown) => {
    if (error instanceof Refusal) return error.message
    throw error
  })
  if (typeof examined === 'string') return faulty(examined)
  const { found, marks } = examined
  const campaign = marks.find(({ what }) => what === 'subject') ?? marks[0]
  return {
    faults: [],
    signals: [
      signalOf({
        sameWhen: [
          marks.find(({ what }) => what === 'message')?.key ?? '',
          found.from,
          found.subject,
          found.date,
        ],
        title: found.subject,
        untitled: 'A mail without a subject',
        summary: found.text.slice(0, 2000),
        word: found.verdict.replace('_', ' '),
        severity: severities[found.verdict],
        at: found.date,
        group: {
          key: campaign?.key ?? `from:${found.from}`,
          title: found.subject || found.from,
          because: 'These mails come from one domain and have the same subject.',
        },
        labels: [
          ['from', found.from],
          ['reply to', found.replyTo],
          ['verdict', found.verdict.replace('_', ' ')],
          ['signs', found.reasons.map(({ sign }) => sign).join(', ')],
          ['authentication', found.authentication],
          ...found.attachments.slice(0, 20).flatMap(({ name, sha256 }, index): [string, string][] => [
            [`attachment.${index + 1}`, name],
            [`attachment.${index + 1}.sha256`, sha256],
          ]),
          ...found.links.slice(0, 20).map((link, index): [string, string] => [`link.${index + 1}`, link]),
        ],
      }),
    ],
  }
}
