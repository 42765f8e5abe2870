/** Which domains can be one's own, and who may be written to from where. */
import { normalisedEmail } from '../../../../base/email-address.ts'

/** Anybody has an address there, so that nobody owns it. */
const publicProviders = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'yahoo.com'],
  ...['yahoo.de', 'ymail.com', 'icloud.com', 'me.com', 'mac.com', 'aol.com', 'gmx.de', 'gmx.net', 'gmx.at'],
  ...['gmx.ch', 'gmx.com', 'web.de', 'freenet.de', 't-online.de', 'magenta.de', '1und1.de', 'online.de'],
  ...['mail.de', 'posteo.de', 'mailbox.org', 'proton.me', 'protonmail.com', 'pm.me', 'tutanota.com'],
  ...['tuta.io', 'fastmail.com', 'hey.com', 'zoho.com', 'mail.com', 'mail.ru', 'yandex.ru', 'yandex.com'],
  ...['qq.com', '163.com', 'orange.fr', 'free.fr', 'laposte.net', 'libero.it', 'bluewin.ch', 'aon.at'],
  ...['btinternet.com', 'sky.com', 'comcast.net', 'verizon.net', 'att.net', 'arcor.de', 'vodafone.de'],
])

/** Under this name of the domain the record is looked for. */
export function recordNameOf(domain: string): string {
  return `_muster-rehearsal.${domain}`
}

export function recordValueOf(code: string): string {
  return `muster-rehearsal=${code}`
}

/** The one spelling of a domain that can belong to somebody; otherwise why not. */
export function ownDomain(text: string): { readonly domain: string } | { readonly why: string } {
  const domain = normalisedEmail(`x@${text.trim().replace(/^@/u, '').replace(/\.$/u, '')}`)?.slice(2)
  if (domain === undefined) return { why: 'Write a domain, as bakery.example.' }
  if (publicProviders.has(domain))
    return {
      why: 'Anybody can have an address there, so it is not your own domain. Rehearsals go to your own alone.',
    }
  return { domain }
}

/** The record has to stand as long as mail goes out, and is looked for so often; more often once it is gone. */
const lookHours = 20
const lookHoursUnproved = 1
/** Nothing is sent on the strength of a record that nobody has seen for so long: the domain may have gone to others. */
const proofHours = 48

interface Proof {
  readonly verifiedAt: Date | null
  readonly checkedAt: Date | null
}

export function isLookDue({ verifiedAt, checkedAt }: Proof, now: Date): boolean {
  return isOlder(checkedAt, verifiedAt === null ? lookHoursUnproved : lookHours, now)
}

/** Whether it was proved, and seen of late. */
export function isProvedStill({ verifiedAt, checkedAt }: Proof, now: Date): boolean {
  return verifiedAt !== null && !isOlder(checkedAt, proofHours, now)
}

function isOlder(moment: Date | null, hours: number, now: Date): boolean {
  return (moment?.getTime() ?? 0) < now.getTime() - hours * 3_600_000
}

/** The part behind the at sign. */
function hostOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/**
 * Whether a mail of a rehearsal may go to this address: it is spelt as addresses are kept here, and its domain is one
 * that was proved. A part of a proved domain may be run by somebody else, and is proved by itself.
 */
export function mayReceive(address: string, proved: readonly string[]): boolean {
  return normalisedEmail(address) === address && proved.includes(hostOf(address))
}

/** Why a mail may not come from this address; undefined where it may: from the proved domain, or from a part of it. */
export function senderFault(address: string, domain: string): string | undefined {
  const plain = normalisedEmail(address)
  if (plain === undefined) return 'Write one plain address, as invoices@bakery.example.'
  const host = hostOf(plain)
  if (host === domain || host.endsWith(`.${domain}`)) return undefined
  return `The sender has to be in ${domain} or in a part of it, such as mail.${domain}. Nothing is sent in the name of others.`
}
