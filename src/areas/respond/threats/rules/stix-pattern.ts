/**
 * What a STIX pattern watches for, as far as each thing alone says it: `[a:value = 'x'] OR [b:value = 'y']`. One that needs
 * several things at once, an order or a time is not for a list of single things.
 */
import type { ObservableKind } from '../../../../base/observables.ts'
import { thingOf, type Thing } from './warning.ts'

const hashes: Readonly<Record<string, ObservableKind>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  SHA1: 'sha1',
  'SHA-256': 'sha256',
  SHA256: 'sha256',
  'SHA-512': 'sha512',
  SHA512: 'sha512',
}
const paths: Readonly<Record<string, ObservableKind | 'ip'>> = {
  'ipv4-addr:value': 'ip',
  'ipv6-addr:value': 'ip',
  'domain-name:value': 'domain',
  'url:value': 'url',
  'email-addr:value': 'email',
  'email-message:from_ref.value': 'email',
  'email-message:sender_ref.value': 'email',
}

interface Token {
  readonly kind: 'word' | 'text' | 'sign'
  readonly text: string
}

/** Undefined for a pattern that is no such list. */
export function thingsOfPattern(pattern: string): Thing[] | undefined {
  const tokens = tokensOf(pattern)
  if (tokens === undefined) return undefined
  const found: Thing[] = []
  for (const part of splitAt(tokens, 'OR')) {
    const things = alternativeOf(part.filter(({ kind, text }) => kind !== 'sign' || !'[]()'.includes(text)))
    if (things === undefined) return undefined
    found.push(...things)
  }
  return found.length === 0 ? undefined : found
}

/** Comparisons that hold at once: a hash tells the file by itself, and the type of an address says nothing more. */
function alternativeOf(tokens: readonly Token[]): Thing[] | undefined {
  const things: (Thing & { isHash: boolean })[] = []
  let others = 0
  for (const comparison of splitAt(tokens, 'AND')) {
    const [path, equals, value, ...rest] = comparison
    const isPlain =
      path?.kind === 'word' && equals?.text === '=' && value?.kind === 'text' && rest.length === 0
    if (!isPlain) return undefined
    if (path.text.endsWith('_ref.type')) continue
    const kind = kindOfPath(path.text)
    const [thing] = kind === undefined ? [] : thingOf(kind, value.text)
    if (thing === undefined) others += 1
    else things.push({ ...thing, isHash: kind !== undefined && Object.values<string>(hashes).includes(kind) })
  }
  const byHash = things.filter(({ isHash }) => isHash)
  if (byHash.length > 0) return byHash.map(({ kind, value }) => ({ kind, value }))
  return things.length === 1 && others === 0 ? things.map(({ kind, value }) => ({ kind, value })) : undefined
}

function kindOfPath(path: string): ObservableKind | 'ip' | undefined {
  if (Object.hasOwn(paths, path)) return paths[path]
  const [, hash = ''] = /^(?:file|artifact):hashes\.(.+)$/.exec(path) ?? []
  if (Object.hasOwn(hashes, hash.toUpperCase())) return hashes[hash.toUpperCase()]
  return /^network-traffic:(?:src|dst)_ref\.value$/.test(path) ? 'ip' : undefined
}

function splitAt(tokens: readonly Token[], word: string): Token[][] {
  const parts: Token[][] = [[]]
  for (const token of tokens)
    if (token.kind === 'word' && token.text.toUpperCase() === word) parts.push([])
    else parts.at(-1)?.push(token)
  return parts
}

/** Read once from left to right. A path may hold quoted names: `file:hashes.'SHA-256'`. */
function tokensOf(pattern: string): Token[] | undefined {
  if (pattern.length > 20_000) return undefined
  const tokens: Token[] = []
  const whole = /\s+|('(?:[^'\\]|\\.)*')|([a-z0-9-]+:(?:[\w.-]|'[^']*'|\[[*\d]+\])+|[a-z]+)|([[\]()]|!=|=)/giy
  while (whole.lastIndex < pattern.length) {
    const found = whole.exec(pattern)
    if (found === null) return undefined
    const [, text, word, sign] = found
    if (text !== undefined) tokens.push({ kind: 'text', text: text.slice(1, -1).replaceAll(/\\(.)/gs, '$1') })
    if (word !== undefined) tokens.push({ kind: 'word', text: word.replaceAll("'", '') })
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
  }
  const isOrdered = tokens.some(
    ({ kind, text }) =>
      kind === 'word' && /^(?:FOLLOWEDBY|WITHIN|REPEATS|START|STOP|NOT|IN|LIKE|MATCHES)$/i.test(text),
  )
  return isOrdered ? undefined : tokens
}
