/** What mails of one campaign share, whoever got them. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { MailVerdict } from '../../contract/mail.ts'
import { domainOf, registeredPart } from './domains.ts'
import type { ParsedMail } from './judge.ts'
import { hostOf } from './links.ts'

/** For how long after the last mail another one still belongs to the campaign. */
export const campaignDays = 30

/** `what` names the kind of mark for the words on the screen. */
export interface Mark {
  readonly what: 'message' | 'subject' | 'words' | 'link' | 'file'
  readonly key: string
}

/** Any one of these that two mails share makes them one campaign. */
export function marksOf(mail: ParsedMail, verdict: MailVerdict): Mark[] {
  const marks: Mark[] = []
  const add = (what: Mark['what'], of: string) => {
    if (marks.length < 40) marks.push({ what, key: `${what}:${digest(of)}` })
  }
  if (mail.messageId.length > 6) add('message', mail.messageId)
  const subject = plainSubject(mail.subject)
  const domain = registeredPart(domainOf(mail.from[0]?.address ?? ''))
  if (subject.length >= 6 && domain !== '') add('subject', `${domain} ${subject}`)
  const words = plainWords(mail.text)
  if (words.length >= 120) add('words', words)
  if (verdict !== 'nothing_found')
    for (const { href } of mail.links) {
      const host = hostOf(href)
      const path = href
        .replace(/[?#].*$/su, '')
        .split('/')
        .slice(3)
        .join('/')
      if (host !== '' && path.length > 3 && registeredPart(host) !== domain) add('link', `${host}/${path}`)
    }
  for (const { sha256: hash, size, mediaType } of mail.attachments)
    if (!mediaType.startsWith('image/') && size > 100) add('file', hash)
  return marks
}

/** Without `Re:` and its like, numbers and case. */
export function plainSubject(subject: string): string {
  return subject
    .toLowerCase()
    .replace(/^(?:\s*(?:re|fw|fwd|aw|wg|antw|tr|sv)\s*(?:\[\d+\])?\s*:)+/u, '')
    .replaceAll(/\d+/gu, '#')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, 200)
}

/** The body without what differs from one recipient to the next: the greeting, names of links, numbers, quotes. */
function plainWords(text: string): string {
  return text
    .slice(0, 20_000)
    .split('\n')
    .filter((line) => !/^\s*(?:dear|hello|hi|hallo|guten|sehr geehrte|liebe[rs]?|>)/iu.test(line))
    .join(' ')
    .toLowerCase()
    .replaceAll(/\S*(?:@|:\/\/|\[:\/\/\]|www\.)\S*/gu, '')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
    .slice(0, 2000)
}

function digest(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32)
}
