import type { Outcome } from '../people/contract/own-accounts.ts'

/** What a provider said of a person, and was proved to have said. */
export interface Said {
  readonly subject: string
  /** In the one spelling of addresses; undefined when there is none, or none that is one. */
  readonly email: string | undefined
  readonly isVerified: boolean
}

/** A person here, as far as it decides. */
export interface Known {
  readonly id: string
  readonly email: string
  readonly status: 'invited' | 'active' | 'suspended'
  readonly isOutsider: boolean
}

export interface Grounds {
  readonly said: Said
  readonly provedDomains: readonly string[]
  readonly joins: boolean
  /** Who has come in with this subject before. */
  readonly linked: Known | undefined
  /** Who has this address here. */
  readonly byMail: Known | undefined
  /** Whether that person has come in with another subject before. */
  readonly isLinkedElsewhere: boolean
}

export type Verdict =
  | { readonly enters: 'known' | 'link'; readonly memberId: string }
  | { readonly enters: 'new' }
  | { readonly enters: false; readonly outcome: Outcome }

/**
 * Who somebody is here. A subject that came in before is that person; without one an address decides, and only where the
 * provider vouches for it and the organisation proved that the domain is its own.
 */
export function judge(grounds: Grounds): Verdict {
  const { said, linked, byMail, provedDomains } = grounds
  const isOurs = (email: string) => provedDomains.includes(domainOf(email))
  if (linked !== undefined)
    return isOurs(linked.email) ? entering(linked, 'known') : refused('foreign_domain')
  if (said.email === undefined) return refused('no_mail')
  if (!said.isVerified) return refused('unverified_mail')
  if (!isOurs(said.email)) return refused('foreign_domain')
  if (byMail === undefined) return grounds.joins ? { enters: 'new' } : refused('unknown_person')
  // A mailbox given to somebody else brings another subject: that is another person.
  if (grounds.isLinkedElsewhere) return refused('other_account')
  return entering(byMail, 'link')
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1)
}

function entering(person: Known, enters: 'known' | 'link'): Verdict {
  if (person.status === 'suspended') return refused('suspended')
  if (person.isOutsider) return refused('outsider')
  return { enters, memberId: person.id }
}

function refused(outcome: Outcome): Verdict {
  return { enters: false, outcome }
}

/** What stands in the text record of a domain. */
export function recordOf(domain: string, token: string): { readonly record: string; readonly value: string } {
  return { record: `_muster.${domain}`, value: `muster-domain=${token}` }
}

/** The one spelling of an issuer; undefined for what is no address of a server. */
export function issuerOf(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return undefined
  const url = new URL(text)
  const isPlain =
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  // People copy the address of the description instead of the issuer's own.
  return isPlain ? text.replace(/\/\.well-known\/openid-configuration\/?$/, '') : undefined
}

/** Providers in whose directories anybody may be: Microsoft's shared issuers vouch for no organisation. */
export function isSharedIssuer(issuer: string): boolean {
  return /^https:\/\/login\.microsoftonline\.com\/(?:common|organizations|consumers|9188040d-6c67-4c5b-b112-36a304b66dad)\b/i.test(
    issuer,
  )
}
