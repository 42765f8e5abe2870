/** What a signal is about, read from its labels: the things by which it may belong together with others. */

import { findTraces, type FoundTrace } from '../../../../base/observables.ts'

const hostNames = new Set(
  'host hostname host.name instance computer computername machine node device devicename agent agent.name server'.split(
    ' ',
  ),
)
const accountNames = new Set(
  (
    'user username user.name account accountname userprincipalname upn email srcuser dstuser targetusername ' +
    'subjectusername actor principal login'
  ).split(' '),
)
const thingsAtMost = 12
/** Domains, mailboxes, files: kept to find what is similar. */
const tracesAtMost = 20
/** A message may be a book; what identifies it stands at its beginning. */
const textAtMost = 20_000
const addressShape = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/
const techniqueShape = /\bT\d{4}(?:\.\d{3})?\b/g

/**
 * The things of a signal, hosts first, each once, at most twelve.
 * @param labels as the sender wrote them; names of nested fields are joined by dots
 */
export function thingsIn(labels: Readonly<Record<string, string>>): string[] {
  const hosts = new Set<string>()
  const others = new Set<string>()
  for (const [label, value] of Object.entries(labels)) {
    const thing = thingOf(label.toLowerCase(), value.trim())
    if (thing?.startsWith('host ') === true) hosts.add(thing)
    else if (thing !== undefined) others.add(thing)
    if (label.toLowerCase().includes('technique') || label.toLowerCase().includes('mitre'))
      for (const [id] of value.matchAll(techniqueShape)) others.add(`technique ${id}`)
  }
  return [...hosts, ...others].slice(0, thingsAtMost)
}

/**
 * Domains, mailboxes, files and addresses in what a tool wrote, at most twenty. Slower than all else: half a
 * millisecond for a long message.
 */
export function tracesIn(labels: Readonly<Record<string, string>>, words: string): string[] {
  const said = [words, ...Object.values(labels)].join(' ').slice(0, textAtMost)
  return [...new Set(findTraces(said, tracesAtMost).flatMap((trace) => traceThing(trace) ?? []))]
}

function traceThing({ kind, value }: FoundTrace): string | undefined {
  switch (kind) {
    case 'ipv4':
      return isNowhere.test(value) ? undefined : `address ${value}`
    case 'ipv6':
      return value === '::' || value === '::1' ? undefined : `address ${value}`
    case 'url':
      return URL.canParse(value) ? `domain ${new URL(value).hostname}` : undefined
    case 'domain':
    case 'email':
      return `${kind} ${value}`
    case 'file_name':
    case 'account':
      return undefined
    default:
      return `hash ${value}`
  }
}

function thingOf(label: string, value: string): string | undefined {
  if (value === '' || value.length > 253 || isNobody.test(value)) return undefined
  // `instance` is often `name:port`, and an account `DOMAIN\name`.
  const bare = value.replace(/:\d{1,5}$/, '').toLowerCase()
  if (addressShape.test(bare)) return isNowhere.test(bare) ? undefined : `address ${bare}`
  const last = label.split('.').slice(-1)[0] ?? ''
  const lastTwo = label.split('.').slice(-2).join('.')
  if (hostNames.has(last) || hostNames.has(lastTwo)) return `host ${bare.replace(/\.$/, '')}`
  if (accountNames.has(last) || accountNames.has(lastTwo)) return `account ${bare.split('\\').at(-1) ?? bare}`
  return undefined
}

const isNobody = /^(?:-|n\/a|none|null|unknown|undefined|localhost|\(none\))$/i
/** Addresses that name no machine: unspecified, loopback, broadcast, multicast. */
const isNowhere = /^(?:0\.|127\.|22[4-9]\.|23\d\.|255\.)/
