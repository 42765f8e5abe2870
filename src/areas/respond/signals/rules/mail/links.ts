/** What a link says of itself, without opening it. */
import { likenessOf, registeredPart, unicodeOf } from './domains.ts'

export interface LinkSign {
  readonly sign:
    | 'link_lookalike'
    | 'link_shows_other'
    | 'link_number'
    | 'link_user'
    | 'link_letters'
    | 'link_script'
    | 'link_short'
  readonly weight: 'strong' | 'some'
}

interface Link {
  readonly href: string
  /** Empty for a link that stands in the text as it is. */
  readonly shown: string
}

const shorteners = new Set(
  'bit.ly tinyurl.com t.co goo.gl is.gd ow.ly rebrand.ly cutt.ly rb.gy tiny.cc t.ly shorturl.at qrco.de buff.ly lnkd.in'.split(
    ' ',
  ),
)

/** The host of a link in small letters; empty where it has none that can be read. */
export function hostOf(href: string): string {
  const match = /^(?:https?|ftp):[/\\]{1,4}([^/?#\\]*)/iu.exec(href.trim())
  const authority = match?.[1] ?? ''
  return authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/u, '')
    .toLowerCase()
}

/** @param own registered parts of our own domains */
export function signsOfLink({ href, shown }: Link, own: readonly string[]): LinkSign[] {
  if (/^\s*(?:javascript|data|vbscript|file|search-ms|ms-[a-z-]{1,30}):/iu.test(href))
    return [{ sign: 'link_script', weight: 'strong' }]
  const host = hostOf(href)
  if (host === '') return []
  const signs: LinkSign[] = []
  if (likenessOf(host, own) !== undefined) signs.push({ sign: 'link_lookalike', weight: 'strong' })
  const claimed = claimedHost(shown)
  if (claimed !== '' && registeredPart(claimed) !== registeredPart(host) && !shorteners.has(host))
    signs.push({ sign: 'link_shows_other', weight: 'strong' })
  if (/^(?:\d{1,3}(?:\.\d{1,3}){3}|0x[\da-f]+|\d{8,10}|\[[\da-f:.]+\])$/iu.test(host))
    signs.push({ sign: 'link_number', weight: 'some' })
  if (/^(?:https?):[/\\]{1,4}[^/?#\\]*@/iu.test(href.trim()))
    signs.push({ sign: 'link_user', weight: 'strong' })
  if (mixesLetters(unicodeOf(host))) signs.push({ sign: 'link_letters', weight: 'strong' })
  if (shorteners.has(host)) signs.push({ sign: 'link_short', weight: 'some' })
  return signs
}

/** The host that the reader believes to see. */
function claimedHost(shown: string): string {
  const match = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,24})(?:[/:?#].*)?$/iu.exec(shown.trim())
  return match?.[1]?.toLowerCase() ?? ''
}

/** Latin beside Cyrillic or Greek within one label: nobody's own spelling. */
function mixesLetters(host: string): boolean {
  return host
    .split('.')
    .some((label) => /\p{Script=Latin}/u.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label))
}
