/** A mail taken apart, in bounds: text of others, hashes of what hangs on it, and nothing that acts. */
import type { Address, Email } from 'postal-mime'
import { refuse } from '../../../../../base/refusal.ts'
import type { ParsedMail } from '../../rules/mail/judge.ts'
import { anchorsIn, textOfMarkup } from '../../rules/mail/markup.ts'
import { sha256 } from '../intake.ts'
import { clean, cleanLine } from '../reading.ts'

export interface OpenedMail {
  readonly mail: ParsedMail
  /** The mail that hangs on this one, forwarded as a file. */
  readonly inner: ParsedMail | undefined
}

const longestText = 100_000
const mostLinks = 300
const mostAttachments = 100

/**
 * @param bytes an `.eml` file, or the source of a message
 * @throws Refusal `invalid` for what is no mail, with what to do instead
 */
export async function parseMail(bytes: Buffer): Promise<OpenedMail> {
  refuseOtherFiles(bytes)
  const email = await read(bytes)
  const nested = email.attachments.find(
    ({ mimeType, filename }) => mimeType === 'message/rfc822' || /\.eml$/iu.test(filename ?? ''),
  )
  const inner = nested === undefined ? undefined : await read(bytesOf(nested.content)).catch(() => undefined)
  const mail = plainMail(email)
  const within = inner === undefined ? forwardedIn(mail) : plainMail(inner)
  return { mail, inner: within?.from.length === 0 && within.subject === '' ? undefined : within }
}

/** What hangs on a mail, for those who know what to look for in it; empty for what is no mail. */
export async function attachmentsOf(bytes: Buffer): Promise<Buffer[]> {
  const { default: PostalMime } = await import('postal-mime')
  const email = await PostalMime.parse(withoutEnvelope(bytes), {
    maxNestingDepth: 30,
    maxHeadersSize: 512 * 1024,
  }).catch(() => undefined)
  return (email?.attachments ?? []).slice(0, 10).map(({ content }) => bytesOf(content))
}

async function read(bytes: Buffer): Promise<Email> {
  const { default: PostalMime } = await import('postal-mime')
  try {
    return await PostalMime.parse(withoutEnvelope(bytes), {
      forceRfc822Attachments: true,
      maxNestingDepth: 30,
      maxHeadersSize: 512 * 1024,
    })
  } catch {
    return refuse(
      'invalid',
      'This mail cannot be read: its parts are nested too deeply, or its head is too long.',
    )
  }
}

/** Programs that keep many mails in one file begin each with a line that is no header (`From … date`). */
function withoutEnvelope(bytes: Buffer): Buffer {
  if (bytes.subarray(0, 5).toString('latin1') !== 'From ') return bytes
  const end = bytes.indexOf(0x0a)
  return end < 0 ? bytes : bytes.subarray(end + 1)
}

function refuseOtherFiles(bytes: Buffer): void {
  if (bytes.length === 0)
    refuse('invalid', 'The file is empty. Save the mail once more and choose that file.')
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    refuse(
      'invalid',
      'This is a mail in the form of Outlook (.msg), which cannot be read here. Drag the mail out of Outlook on the web, or paste its source.',
    )
  const head = bytes.subarray(0, 200_000).toString('latin1')
  if (
    !/^(?:from|to|subject|date|received|message-id|return-path|mime-version|delivered-to)\s*:/imu.test(head)
  )
    refuse(
      'invalid',
      'This is no mail: it has no head with From or Subject. Choose the .eml file, or paste the source.',
    )
}

function plainMail(email: Email): ParsedMail {
  const html = (email.html ?? '').slice(0, 500_000)
  const anchors = anchorsIn(html)
  const own = email.text ?? ''
  const text = own.trim() === '' ? textOfMarkup(html) : own
  const bare = [...text.slice(0, longestText).matchAll(/\b(?:https?|ftp):\/\/[^\s<>"')\]]{1,2000}/giu)].map(
    ([href]) => ({
      href,
      shown: '',
    }),
  )
  const all = [...anchors, ...bare].map(({ href, shown }) => ({
    href: cleanLine(href, 2000),
    shown: cleanLine(shown, 300),
  }))
  return {
    from: mailboxes(email.from === undefined ? [] : [email.from]),
    replyTo: mailboxes(email.replyTo ?? []).map(({ address }) => address),
    returnPath: cleanLine((email.returnPath ?? '').replaceAll(/[<>]/gu, ''), 300),
    subject: cleanLine(email.subject ?? '', 300),
    date: cleanLine(email.date ?? '', 100),
    messageId: cleanLine(email.messageId ?? '', 300),
    authentication: cleanLine(headerOf(email, 'authentication-results'), 1000),
    text: clean(text, longestText),
    html,
    links: uniqueBy(all, ({ href, shown }) => `${href} ${shown}`).slice(0, mostLinks),
    attachments: email.attachments.slice(0, mostAttachments).map(({ filename, mimeType, content }) => {
      const bytes = bytesOf(content)
      return {
        name: cleanLine(filename ?? '', 200),
        mediaType: cleanLine(mimeType, 100),
        size: bytes.length,
        sha256: sha256(bytes).toString('hex'),
      }
    }),
  }
}

/** The topmost is the one that the last server wrote; others may be the sender's own invention. */
function headerOf(email: Email, name: string): string {
  return email.headers.find(({ key }) => key === name)?.value ?? ''
}

function mailboxes(addresses: readonly Address[]): { name: string; address: string }[] {
  return addresses
    .flatMap((one) => (one.group === undefined ? [one] : one.group))
    .slice(0, 50)
    .map(({ name, address }) => ({ name: cleanLine(name, 200), address: cleanLine(address, 320) }))
}

const headWords =
  /^[>\s*]*\**(from|von|de|subject|betreff|objet|sent|gesendet|date|datum|reply-to|antwort an)\**\s*:\**\s*(.*)$/iu

/** A mail that a colleague forwarded in the text: the head stands there in the words of their program. */
function forwardedIn(mail: ParsedMail): ParsedMail | undefined {
  const lines = mail.text.split('\n', 400)
  const start = lines.findIndex((line, index) => {
    const word = headWords.exec(line)?.[1]?.toLowerCase() ?? ''
    return ['from', 'von', 'de'].includes(word) && lines.slice(index + 1, index + 8).some(isSubject)
  })
  if (start < 0) return undefined
  const head = new Map<string, string>()
  let at = start
  for (; at < Math.min(lines.length, start + 10); at += 1) {
    const found = headWords.exec(lines[at] ?? '')
    if (found === null && (lines[at] ?? '').trim() === '' && head.size > 1) break
    if (found !== null) head.set(found[1]?.toLowerCase() ?? '', found[2]?.trim() ?? '')
  }
  const from = head.get('from') ?? head.get('von') ?? head.get('de') ?? ''
  const address = /[^\s<>"'[\]():]+@[^\s<>"'[\]():]+/u.exec(from)?.[0] ?? ''
  const name = from
    .replace(/[<[(].*$/u, '')
    .replaceAll('"', '')
    .trim()
  return {
    ...mail,
    from: address === '' ? [] : [{ name: name === address ? '' : name, address }],
    replyTo: [],
    returnPath: '',
    messageId: '',
    authentication: '',
    subject: head.get('subject') ?? head.get('betreff') ?? head.get('objet') ?? '',
    date: head.get('date') ?? head.get('sent') ?? head.get('datum') ?? head.get('gesendet') ?? '',
    text: lines.slice(at).join('\n').trim(),
  }
}

function isSubject(line: string): boolean {
  return ['subject', 'betreff', 'objet'].includes(headWords.exec(line)?.[1]?.toLowerCase() ?? '')
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content)
  return content instanceof ArrayBuffer
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength)
}

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()]
}
