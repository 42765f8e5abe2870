/** Whether what somebody reports is the mail of a rehearsal, and nothing that hides behind one. */

export interface Reported {
  readonly text: string
  readonly links: readonly string[]
  readonly attachments: number
  /** What stands in the header of a rehearsal; '' where it has none. */
  readonly mark: string
}

/** Name of the header by which a mail server lets a rehearsal pass, and by which it is known again. */
export const markHeader = 'X-Muster-Rehearsal'

const tokenShape = /\/notice\/([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/gu

/**
 * Tokens of links to this house. None where something else hangs on the mail or leads elsewhere: whoever got a rehearsal
 * could put its link into a real mail, so that reports of that are thanked and forgotten.
 * @param origin of this house
 * @param domains that were proved: forwarded mail carries the own address in its foot
 */
export function tokensIn(
  { text, links, attachments }: Reported,
  { origin, domains }: { readonly origin: string; readonly domains: readonly string[] },
): string[] {
  return attachments === 0 && isOwnAlone([...links, ...addressesIn(text)], { origin, domains })
    ? [...new Set([...links, text].flatMap((one) => tokensOf(one, origin)))]
    : []
}

function tokensOf(text: string, origin: string): string[] {
  return [...text.matchAll(tokenShape)].flatMap(({ index, 1: token }) =>
    token !== undefined && text.slice(Math.max(0, index - origin.length), index) === origin ? [token] : [],
  )
}

/** Whether it leads nowhere else: for a mail that is known by its mark alone. */
export function isOwnAlone(
  links: readonly string[],
  { origin, domains }: { readonly origin: string; readonly domains: readonly string[] },
): boolean {
  return links.every((link) => {
    if (/^mailto:/iu.test(link)) return true
    const url = URL.parse(link)
    if (url === null) return false
    return (
      url.origin === origin ||
      domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`))
    )
  })
}

export function addressesIn(text: string): string[] {
  const found = [...text.matchAll(/\b(?:(?:https?|ftp):\/\/|(?<!\/)www\.)[^\s<>"')\]]{1,2000}/giu)]
  return found.map(([link]) => (/^www\./iu.test(link) ? `http://${link}` : link))
}
