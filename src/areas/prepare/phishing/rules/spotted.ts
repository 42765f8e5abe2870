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
  const here = URL.parse(origin)?.host
  const isOwn = ({ host, hostname }: URL) =>
    host === here || domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))
  return links
    .flatMap((link) => (/^mailto:/iu.test(link) ? hostsWrittenTo(link) : [link]))
    .every((link) => {
      const url = URL.parse(link)
      return url !== null && isOwn(url)
    })
}

const nowhere = ''

/** Hosts of all to whom a click would write, those in copy too, each as a link. */
function hostsWrittenTo(mailto: string): string[] {
  const url = URL.parse(mailto)
  const path = url === null ? undefined : decoded(url.pathname)
  if (url === null || path === undefined) return [nowhere]
  const copies = [...url.searchParams].filter(([name]) => /^(?:to|cc|bcc)$/iu.test(name))
  return [path, ...copies.map(([, value]) => value)]
    .flatMap((some) => some.split(/[,;\s]/u))
    .filter((address) => address !== '')
    .map((address) => {
      const [name, host, ...more] = address.split('@')
      return name === '' || host === undefined || more.length > 0 ? nowhere : `http://${host}`
    })
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const tail = String.raw`[^\s<>"')\]]{0,2000}`
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`
/** No domain ends like the name of a file, and GmbH & Co.KG is none. */
const noHost = String.raw`(?!(?:docx?|xlsx?|pptx?|pdf|txt|csv|jpe?g|png|gif|html?)(?![\p{L}\p{N}.-]))(?!(?<=(?<![\p{L}\p{N}.-])co\.)kg(?![\p{L}\p{N}.-]))`
const host = String.raw`(?:${label}\.){1,9}${noHost}(?:[a-z]{2,63}|(?:(?!\p{Script=Latin})\p{L}){2,63}|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}])`
const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`
const machine = String.raw`(?<![\d.+])(?:${octet}\.){3}${octet}(?=[:/])`
const addressShape = new RegExp(
  [
    String.raw`(?:https?|ftp):\/\/[^\s<>"')\]]{1,2000}`,
    String.raw`(?<mail>[\p{L}\p{N}._%+'-]{1,64}@${host})`,
    String.raw`(?<bare>(?:${host}|${machine})(?:[:/?#]${tail})?)`,
  ].join('|'),
  'giu',
)

/** Every address in a text as a link, also one that stands there bare, as mail programs make links of them. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(addressShape)].map(({ 0: found, groups }) =>
    groups?.['mail'] !== undefined
      ? `mailto:${found}`
      : groups?.['bare'] !== undefined
        ? `http://${found}`
        : found,
  )
}
