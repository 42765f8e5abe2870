/** The organisation as its mail and its rules know it: its own domains, and the names of its people. */
import type { Context } from '../../../../platform/action.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import { domainOf, registeredPart } from '../rules/mail/domains.ts'
import type { Recipient } from '../rules/mail/judge.ts'

/** Providers where anybody has an address: a domain there is nobody's own. */
const anybodys = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com gmx.at gmx.de gmx.net web.de t-online.de aon.at a1.net proton.me protonmail.com posteo.de mailbox.org'.split(
    ' ',
  ),
)

/** The organisation by the addresses and names of its people. */
export async function recipientOf(context: Context): Promise<Recipient> {
  const people = (await listActiveMembers(context)).filter(({ role }) => role !== 'guest')
  return {
    domains: ownDomainsOf(people.map(({ email }) => email)),
    people: people.map(({ name }) => name),
  }
}

/** The domains of these addresses that are an organisation's own. */
export function ownDomainsOf(emails: readonly string[]): string[] {
  const domains = new Set(emails.map((email) => registeredPart(domainOf(email))))
  return [...domains].filter((domain) => domain !== '' && !anybodys.has(domain))
}
