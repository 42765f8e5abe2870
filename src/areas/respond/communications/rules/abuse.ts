/**
 * To whom a report of abuse goes: from a directory of our own, and from what a person pasted of WHOIS (RFC 3912) or of a
 * security.txt (RFC 9116). Nothing is looked up. Pure.
 */
import { readIpv4 } from '../../../../base/addresses.ts'
import { normalisedEmail } from '../../../../base/email-address.ts'
import { defang, kindOf, refang } from '../../../../base/observables.ts'

const targetKinds = ['domain', 'url', 'ipv4', 'ipv6', 'email'] as const
type TargetKind = (typeof targetKinds)[number]

export interface AbuseTarget {
  readonly kind: TargetKind
  readonly value: string
  /** The domain or address that somebody hosts. */
  readonly host: string
  /** Written so that nobody clicks it. */
  readonly shown: string
}

/** What a report can be about; undefined for a hash, a name, or words. */
export function abuseTargetOf(typed: string): AbuseTarget | undefined {
  const found = kindOf(typed)
  const kind = targetKinds.find((one) => one === found?.kind)
  if (found === undefined || kind === undefined) return undefined
  const { value } = found
  const host =
    kind === 'url' ? new URL(value).hostname.replace(/^\[|\]$/g, '') : (value.split('@').at(-1) ?? value)
  return { kind, value, host, shown: defang(kind, value) }
}

export interface DirectoryContact {
  readonly id: string
  readonly name: string
  readonly covers: readonly string[]
  readonly email: string
  readonly form: string
  /** As `2026-03-01`. */
  readonly checkedOn: string
}

export interface Addressee {
  readonly email: string
  /** A form where the place takes no mail; '' for none. */
  readonly form: string
  readonly name: string
  readonly from: 'directory' | 'whois' | 'security.txt' | 'custom'
  /** What to be careful about; '' for nothing. */
  readonly caution: '' | 'stale' | 'expired' | 'own_domain'
}

/** Days after which an entry is too old to be trusted without a look. */
const staleAfterDays = 180

/**
 * Places to write to, the surest first. The mailbox that RFC 2142 asks of each domain comes last: where the domain is
 * the attacker's, so is its mailbox.
 * @param today as `2026-03-01`
 */
export function addresseesOf(
  { kind, host }: Pick<AbuseTarget, 'kind' | 'host'>,
  directory: readonly DirectoryContact[],
  { pasted, today }: { readonly pasted: string; readonly today: string },
): Addressee[] {
  const known = directory
    .filter(({ covers }) => covers.some((one) => isCovered(host, one)))
    .map(({ name, email, form, checkedOn }): Addressee => {
      const isStale = Date.parse(today) - Date.parse(checkedOn) > staleAfterDays * 86_400_000
      return { name, email, form, from: 'directory', caution: isStale ? 'stale' : '' }
    })
  const isName = kind !== 'ipv4' && kind !== 'ipv6' && readIpv4(host) === undefined && !host.includes(':')
  const custom = isName ? normalisedEmail(`abuse@${host}`) : undefined
  const all = [
    ...known,
    ...contactsIn(pasted, today),
    ...(custom === undefined
      ? []
      : [{ name: '', email: custom, form: '', from: 'custom', caution: 'own_domain' } as const]),
  ]
  return all.filter(
    ({ email, form }, at) => all.findIndex((one) => one.email === email && one.form === form) === at,
  )
}

/** Whether a host is this domain or below it, this address, or in this IPv4 network. */
export function isCovered(host: string, pattern: string): boolean {
  const [network = '', bits] = pattern.toLowerCase().split('/')
  if (bits === undefined) return host === network || host.endsWith(`.${network}`)
  const [there, base, size] = [numberOf(host), numberOf(network), Number(bits)]
  if (there === undefined || base === undefined || !(size >= 0 && size <= 32)) return false
  const block = 2 ** (32 - size)
  return Math.floor(there / block) === Math.floor(base / block)
}

function numberOf(address: string): number | undefined {
  const parts = readIpv4(address)?.split('.')
  return parts?.reduce((sum, part) => sum * 256 + Number(part), 0)
}

/**
 * How what a place answers for stands in the directory: as {@link isCovered} compares it, however it was typed.
 * Undefined for what could never match.
 */
export function patternOf(typed: string): string | undefined {
  const [network = '', bits] = refang(typed.trim()).split('/')
  if (bits !== undefined) {
    const base = readIpv4(network)
    return base !== undefined && /^(?:\d|[12]\d|3[0-2])$/.test(bits) ? `${base}/${bits}` : undefined
  }
  const found = kindOf(network)
  return found !== undefined && ['domain', 'ipv4', 'ipv6'].includes(found.kind) ? found.value : undefined
}

/** How registries name the place for abuse; what stands for the holder of a domain is not asked for. */
const whoisLine =
  /^[%#\s]*(?:OrgAbuseEmail|RAbuseEmail|abuse-mailbox|Registrar Abuse Contact Email|abuse(?:[ -]?e-?mail)?|abuse contact for .{0,120}? is)\s*:?\s*['"]?(\S{3,254}?)['"]?\s*$/iu
const longestPaste = 2000

/** Contacts for abuse in a pasted text, in its order, each once. Linear: lines are cut before they are read. */
export function contactsIn(pasted: string, today: string): Addressee[] {
  const lines = refang(pasted)
    .split(/\r?\n/)
    .slice(0, longestPaste)
    .map((line) => line.slice(0, 400))
  const expires = lines.map((line) => /^Expires:\s*(\S+)/i.exec(line)?.[1]).find((one) => one !== undefined)
  const isExpired = expires !== undefined && !(Date.parse(expires) >= Date.parse(today))
  const found = lines.flatMap((line): Addressee[] => {
    const mail = whoisLine.exec(line)?.[1]
    const whois = mail === undefined ? undefined : normalisedEmail(mail)
    if (whois !== undefined) return [{ ...nothing, email: whois, from: 'whois' }]
    const contact = /^Contact:\s*(\S+)\s*$/i.exec(line)?.[1] ?? ''
    const email = normalisedEmail(contact.replace(/^mailto:/i, ''))
    const caution = isExpired ? ('expired' as const) : ('' as const)
    if (email !== undefined) return [{ ...nothing, email, from: 'security.txt', caution }]
    const isForm = /^https:\/\/[^\s]+$/i.test(contact) && URL.canParse(contact)
    return isForm ? [{ ...nothing, form: contact, from: 'security.txt', caution }] : []
  })
  return found.filter(
    ({ email, form }, at) => found.findIndex((one) => one.email === email && one.form === form) === at,
  )
}

const nothing = { name: '', email: '', form: '', caution: '' } as const

/** Confirmed facts that name the target, however it is written there: a report of abuse rests on them alone. */
export function factsNaming(
  { value, host }: Pick<AbuseTarget, 'value' | 'host'>,
  confirmed: readonly string[],
): string[] {
  return confirmed.filter((fact) => {
    const plain = refang(fact).toLowerCase()
    return [value, host].some((one) => isIn(plain, one.toLowerCase()))
  })
}

/** As a whole: `evil.example` does not stand in `notevil.example`. */
function isIn(text: string, sought: string): boolean {
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text.slice(at + sought.length)]
    if (!/[\p{L}\p{N}-]/u.test(before) && !/^(?:[\p{L}\p{N}-]|\.[\p{L}\p{N}])/u.test(after)) return true
  }
  return false
}
