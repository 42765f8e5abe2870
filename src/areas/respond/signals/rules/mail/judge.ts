/** Signs of a trick in a mail, each with what shows it. There is no sign for "safe". */
import type { MailReason, MailVerdict } from '../../contract/mail.ts'
import { defangText } from './defang.ts'
import { domainOf, likenessOf, registeredPart } from './domains.ts'
import { signsOfFile } from './files.ts'
import { signsOfLink } from './links.ts'
import { hasForm } from './markup.ts'

/** A mail taken apart. All of it is text of others. */
export interface ParsedMail {
  readonly from: readonly { readonly name: string; readonly address: string }[]
  readonly replyTo: readonly string[]
  readonly returnPath: string
  readonly subject: string
  readonly date: string
  readonly messageId: string
  readonly authentication: string
  readonly text: string
  readonly html: string
  readonly links: readonly { readonly href: string; readonly shown: string }[]
  readonly attachments: readonly {
    readonly name: string
    readonly mediaType: string
    readonly size: number
    readonly sha256: string
  }[]
}

/** What is known of the organisation that the mail came to. */
export interface Recipient {
  /** Registered parts of its domains, as `example.org`. */
  readonly domains: readonly string[]
  /** Names of its people. */
  readonly people: readonly string[]
}

type Weight = MailReason['weight']

export function judgeMail(mail: ParsedMail, recipient: Recipient): MailReason[] {
  const reasons = new Map<string, MailReason>()
  const add = (sign: string, detail: string, weight: Weight) => {
    if (!reasons.has(sign)) reasons.set(sign, { sign, detail: defangText(detail).slice(0, 300), weight })
  }
  senderSigns(mail, recipient, add)
  checkSigns(mail, recipient, add)
  for (const link of mail.links)
    for (const { sign, weight } of signsOfLink(link, recipient.domains))
      add(
        sign,
        link.shown === '' || link.shown === link.href ? link.href : `${link.shown} → ${link.href}`,
        weight,
      )
  for (const file of mail.attachments)
    for (const { sign, weight } of signsOfFile(file)) add(sign, file.name, weight)
  if (hasForm(mail.html)) add('form_inside', '', 'strong')
  wordSigns(mail, add)
  const order: readonly Weight[] = ['strong', 'some', 'note']
  return [...reasons.values()].toSorted((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight))
}

/** Nothing found is no promise: only what speaks against a mail is weighed. */
export function verdictOf(reasons: readonly Pick<MailReason, 'weight'>[]): MailVerdict {
  const strong = reasons.filter(({ weight }) => weight === 'strong').length
  const some = reasons.filter(({ weight }) => weight === 'some').length
  if (strong > 1 || (strong === 1 && some > 0)) return 'dangerous'
  return strong === 1 || some > 1 ? 'suspicious' : 'nothing_found'
}

type Add = (sign: string, detail: string, weight: Weight) => void

function senderSigns(mail: ParsedMail, { domains, people }: Recipient, add: Add): void {
  const [first] = mail.from
  if (first === undefined || !first.address.includes('@')) {
    add('sender_missing', first?.name ?? '', 'some')
    return
  }
  if (mail.from.length > 1) add('sender_many', mail.from.map(({ address }) => address).join(', '), 'some')
  const domain = domainOf(first.address)
  const isOwn = domains.includes(registeredPart(domain))
  const shown = /[^\s<>"']+@[^\s<>"']+\.[a-z]{2,}/iu.exec(first.name)?.[0] ?? ''
  if (shown !== '' && registeredPart(domainOf(shown)) !== registeredPart(domain))
    add('sender_shows_other', `${first.name} <${first.address}>`, 'strong')
  const name = plain(first.name)
  if (!isOwn && name.length > 4 && name.includes(' ') && people.some((person) => plain(person) === name))
    add('sender_colleague', `${first.name} <${first.address}>`, 'strong')
  const like = likenessOf(domain, domains)
  if (like !== undefined)
    add('sender_lookalike', `${domain} / ${like.of}`, like.how === 'other_ending' ? 'some' : 'strong')
  for (const reply of mail.replyTo) {
    const other = domainOf(reply)
    if (other === '' || registeredPart(other) === registeredPart(domain)) continue
    if (likenessOf(other, domains) !== undefined)
      add('reply_lookalike', `${first.address} → ${reply}`, 'strong')
    else add('reply_elsewhere', `${first.address} → ${reply}`, 'some')
  }
  const returned = domainOf(mail.returnPath)
  if (returned !== '' && registeredPart(returned) !== registeredPart(domain))
    add('return_elsewhere', `${first.address} / ${mail.returnPath}`, 'note')
}

/** What the receiving server wrote (RFC 8601). A failed check speaks against the mail; a passed one speaks for nothing. */
function checkSigns(mail: ParsedMail, { domains }: Recipient, add: Add): void {
  const said = mail.authentication.toLowerCase()
  const results = [...said.matchAll(/\b(spf|dkim|dmarc)\s*=\s*(\w+)/gu)].slice(0, 10)
  const failed = results.filter(
    ([, , result]) => result === 'fail' || result === 'softfail' || result === 'permerror',
  )
  const isOwn = domains.includes(registeredPart(domainOf(mail.from[0]?.address ?? '')))
  for (const [words, method] of failed)
    add(`check_${method}`, words, method === 'dmarc' || isOwn ? 'strong' : 'some')
  if (failed.length === 0 && results.some(([, , result]) => result === 'pass'))
    add('check_passed', '', 'note')
}

const money =
  /\b(?:iban|bank (?:details|account)|new account (?:number|details)|wire transfer|gift ?cards?|bankverbindung|neue kontonummer|[üu]berweis\w{2,}|gutscheinkarten?|zahlungsanweisung)\b/iu
const pressure =
  /\b(?:urgent(?:ly)?|immediately|within 24 hours|account (?:will be|has been|is) (?:suspended|locked|closed|disabled)|verify your|confirm your (?:account|identity|password)|password (?:expires|will expire)|unusual sign.?in|dringend|sofort|umgehend|innerhalb von 24 stunden|konto (?:wird|wurde|ist) (?:gesperrt|eingeschr[äa]nkt)|passwort (?:l[äa]uft|best[äa]tigen)|best[äa]tigen sie ihr)\b/iu

function wordSigns(mail: ParsedMail, add: Add): void {
  const words = `${mail.subject}\n${mail.text}`.slice(0, 50_000)
  const paid = money.exec(words)?.[0]
  if (paid !== undefined) add('asks_money', paid, 'some')
  const pressed = pressure.exec(words)?.[0]
  if (pressed !== undefined) add('asks_haste', pressed, 'some')
  if (/[\u202a-\u202e\u2066-\u2069]/u.test(mail.subject)) add('turned_letters', '', 'strong')
}

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
}
