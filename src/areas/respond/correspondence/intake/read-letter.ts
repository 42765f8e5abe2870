/** The text of a mail and what hangs on it: no markup, no live link, nothing fetched. */
import { normalisedEmail } from '../../../../base/email-address.ts'
import { entityOf } from '../../../../platform/mail/mime.ts'
import type { OpenedMail } from '../../../../platform/mail/secured-mail.ts'
import { textOfMarkup } from '../../signals/public.ts'
import { longestText } from '../rules.ts'

export interface ReadMail {
  /** As the mail says it. */
  readonly by: string
  /** The address in it, normalised; '' for none. */
  readonly address: string
  readonly subject: string
  readonly text: string
  /** With its brackets; '' for none. */
  readonly messageId: string
  readonly files: readonly { readonly name: string; readonly mediaType: string; readonly content: Buffer }[]
}

/** @param opened what may be shown of it; sender and Message-ID stand outside of it */
export async function readLetter(bytes: Buffer, opened: OpenedMail): Promise<ReadMail> {
  const { default: PostalMime } = await import('postal-mime')
  const limits = { forceRfc822Attachments: true, maxNestingDepth: 30, maxHeadersSize: 512 * 1024 }
  const parse = (content: Buffer) => PostalMime.parse(content, limits).catch(() => undefined)
  const head = await parse(headOf(bytes))
  const shown = opened.trouble === '' ? await parse(opened.entity) : undefined
  const plain = shown?.text ?? ''
  const text = plain.trim() === '' ? textOfMarkup((shown?.html ?? '').slice(0, 500_000)) : plain
  const { name = '', address = '' } = head?.from ?? {}
  const id = /<[^<>\s]{3,300}>/u.exec(entityOf(bytes).headers.get('message-id') ?? '')?.[0] ?? ''
  return {
    by: line(name === '' || name === address ? address : `${name} <${address}>`, 300),
    address: normalisedEmail(address) ?? '',
    // Inside what is encrypted stands the true one.
    subject: line((opened.isEncrypted ? shown?.subject : undefined) ?? head?.subject ?? '', 300),
    text: words(text, longestText),
    messageId: line(id, 310),
    files: (shown?.attachments ?? []).map(({ filename, mimeType, content }) => ({
      name: line(filename ?? '', 200) || 'attachment',
      mediaType: line(mimeType, 100),
      content: typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content)),
    })),
  }
}

function headOf(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length - entityOf(bytes).body.length)
}

/** Without what cannot be stored, or would write over what stands around it. */
function words(text: string, most: number): string {
  return text
    .slice(0, most * 2)
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (one) => (one === '\n' || one === '\t' ? one : ''))
    .slice(0, most)
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .trim()
}

function line(text: string, most: number): string {
  return words(text.replaceAll(/\s+/gu, ' '), most)
}
