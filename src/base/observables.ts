/** Promises that a trace has one spelling everywhere: checked, refanged when it comes in, defanged when it is shown. */
import { isInternalAddress, readIpv4, readIpv6 } from './addresses.ts'

export const observableKinds = [
  'ipv4',
  'ipv6',
  'domain',
  'url',
  'email',
  'md5',
  'sha1',
  'sha256',
  'sha512',
  'file_name',
  'account',
] as const
export type ObservableKind = (typeof observableKinds)[number]

const hashLengths = { md5: 32, sha1: 40, sha256: 64, sha512: 128 } as const
type HashKind = keyof typeof hashLengths

/** Written so that nobody clicks it: `hxxps[://]evil[.]example`. Hashes and names stand as they are. */
export function defang(kind: ObservableKind, value: string): string {
  switch (kind) {
    case 'url': {
      const [, scheme = '', host = '', rest = ''] = /^([a-z]+):\/\/([^/?#]*)(.*)$/s.exec(value) ?? []
      return `${scheme.replace('http', 'hxxp').replace('ftp', 'fxp')}[://]${dotted(host)}${rest}`
    }
    case 'email':
      return dotted(value).replace('@', '[@]')
    case 'domain':
    case 'ipv4':
      return dotted(value)
    case 'ipv6':
      return value.replaceAll(':', '[:]')
    default:
      return value
  }
}

function dotted(text: string): string {
  return text.replaceAll('.', '[.]')
}

/** Takes the usual defanging out of a text, so that what is meant can be read. */
export function refang(text: string): string {
  return text
    .replaceAll(/\bhxxp/gi, 'http')
    .replaceAll(/\bfxp(?=s?\[?:)/gi, 'ftp')
    .replaceAll(/\[:\/\/\]/g, '://')
    .replaceAll(/[[({](?:\.|dot)[\])}]/gi, '.')
    .replaceAll(/[[({](?:@|at)[\])}]/gi, '@')
    .replaceAll(/[[({]:[\])}]/g, ':')
}

/** The one spelling of a value of this kind; undefined when it is none. */
export function readObservable(kind: ObservableKind, typed: string): string | undefined {
  const value = refang(typed.trim())
  if (value === '' || value.length > 2000) return undefined
  switch (kind) {
    case 'ipv4':
      return readIpv4(value)
    case 'ipv6':
      return readIpv6(value)
    case 'domain':
      return readDomain(value)
    case 'url':
      return readUrl(value)
    case 'email':
      return readEmail(value)
    case 'file_name':
    case 'account':
      return typed.length <= 300 && !/[\p{Cc}\p{Cf}]/u.test(typed) ? typed.trim() : undefined
    default:
      return readHash(kind, value)
  }
}

/** What a typed value is, most telling kind first; undefined when it is nothing that can be told by its looks. */
export function kindOf(typed: string): { kind: ObservableKind; value: string } | undefined {
  for (const kind of guessed) {
    const value = readObservable(kind, typed)
    if (value !== undefined) return { kind, value }
  }
  return undefined
}

const guessed = ['url', 'email', 'ipv4', 'ipv6', 'sha512', 'sha256', 'sha1', 'md5', 'domain'] as const

export interface FoundTrace {
  readonly kind: ObservableKind
  readonly value: string
  readonly isInternal: boolean
}

/** At most this many different traces are offered from one text. */
export const tracesAtMost = 500

/**
 * Traces in a text, in the order in which they stand, each once. Linear in the length of the text: it is cut
 * into words by single characters, and each word of at most 2,000 is judged alone.
 */
export function findTraces(text: string, atMost = tracesAtMost): FoundTrace[] {
  const found = new Map<string, FoundTrace>()
  const take = (trace: { kind: ObservableKind; value: string } | undefined): boolean => {
    if (trace === undefined) return false
    const isInternal = isInternalAddress(trace.kind, trace.value)
    found.set(`${trace.kind} ${trace.value}`, { ...trace, isInternal })
    return true
  }
  for (const [word] of refang(text).matchAll(/[^\s<>"'`\u201C\u201D\u201E|\\^]{4,2000}/gu)) {
    if (found.size >= atMost) break
    const url = /(?:https?|ftp):\/\/[^\s]+/i.exec(word)?.[0]
    if (url !== undefined) take(urlIn(url))
    else for (const part of partsOf(word)) take(bareKindOf(part))
  }
  return [...found.values()].slice(0, atMost)
}

/** A link without what a sentence put behind it. */
function urlIn(text: string): { kind: ObservableKind; value: string } | undefined {
  const value = readUrl(withoutEnd(text, (character) => '.,;:!?)]}'.includes(character)))
  return value === undefined ? undefined : { kind: 'url', value }
}

/** A word as it stands, and its pieces: `from=bob@x.example`, `10.0.0.1:443`, `(evil.example)`. */
function partsOf(word: string): string[] {
  const bare = withoutEnd(
    word.replace(/^[^\p{L}\p{N}:]+/u, ''),
    (character) => !/[\p{L}\p{N}:]/u.test(character),
  )
  if (readIpv6(bare) !== undefined) return [bare]
  return bare.split(/[=,;:()[\]{}/]+/).filter((part) => part.length >= 4)
}

/** Walked from the end: an expression bound to the end is tried anew from every character, which is quadratic. */
function withoutEnd(text: string, isDropped: (character: string) => boolean): string {
  let end = text.length
  while (end > 0) {
    const low = text.charCodeAt(end - 1)
    const size = low >= 0xdc00 && low <= 0xdfff && end > 1 ? 2 : 1
    if (!isDropped(text.slice(end - size, end))) break
    end -= size
  }
  return text.slice(0, end)
}

/** A domain in running text is one only when it does not end like a file. */
function bareKindOf(part: string): { kind: ObservableKind; value: string } | undefined {
  const trace = kindOf(part)
  if (trace?.kind !== 'domain') return trace
  const ending = trace.value.split('.').at(-1) ?? ''
  return fileEndings.has(ending) ? undefined : trace
}

const fileEndings = new Set(
  (
    'exe dll sys bat cmd ps1 psm1 vbs js jse hta msi scr lnk iso img cab jar apk doc docx docm dot xls xlsx xlsm ' +
    'ppt pptx pdf rtf txt csv tsv json jsonl xml yaml yml ini cfg conf log evtx html htm php asp aspx jsp css png ' +
    'jpg jpeg gif svg webp bmp mp3 mp4 avi wav eml msg pst ost tmp bak old dat db sqlite sql gz tgz tar rar 7z ts ' +
    'tsx jsx rb java cs cpp hpp service local lan internal localdomain'
  ).split(' '),
)

function readHash(kind: HashKind, value: string): string | undefined {
  return value.length === hashLengths[kind] && /^[0-9a-f]+$/i.test(value) ? value.toLowerCase() : undefined
}

/** Host name in ASCII with a top-level domain of letters, as DNS writes it. */
function readDomain(value: string): string | undefined {
  const bare = value.toLowerCase().replace(/\.$/, '')
  if (!bare.includes('.') || bare.length > 253 || /[^\p{L}\p{N}.-]/u.test(bare)) return undefined
  const host = hostOf(`http://${bare}`)
  if (host === undefined) return undefined
  const labels = host.split('.')
  const isName = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  return isName && /^([a-z]{2,63}|xn--[a-z0-9-]+)$/.test(labels.at(-1) ?? '') ? host : undefined
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined
}

function readUrl(value: string): string | undefined {
  if (!/^(https?|ftp):\/\/\S+$/i.test(value) || !URL.canParse(value)) return undefined
  const { hostname, href } = new URL(value)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isHost =
    readIpv4(host) !== undefined || readIpv6(host) !== undefined || readDomain(host) !== undefined
  return isHost && href.length <= 2000 ? href : undefined
}

function readEmail(value: string): string | undefined {
  const at = value.lastIndexOf('@')
  const [name, host] = [value.slice(0, at), readDomain(value.slice(at + 1))]
  const isName = at > 0 && name.length <= 64 && /^[\p{L}\p{N}.!#$%&'*+/?^_`{|}~-]+$/u.test(name)
  return isName && host !== undefined ? `${name.toLowerCase()}@${host}` : undefined
}
