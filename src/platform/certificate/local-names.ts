/** Promises names that can only mean a machine of one's own network: what an authority of our own may vouch for. */
import { isIP } from 'node:net'
import { refuse } from '../../base/refusal.ts'

export interface LocalName {
  readonly kind: 'dns' | 'ip'
  /** Lower case; an address in its shortest form. */
  readonly value: string
}

/** RFC 6762 (.local), RFC 8375 (.home.arpa), ICANN's reservation of 2024 (.internal), and .lan by custom. */
export const localSuffixes = ['local', 'lan', 'internal', 'home.arpa'] as const

/** RFC 1918, RFC 3927, RFC 4193, RFC 4291 and loopback; address and mask as RFC 5280 section 4.2.1.10 wants them. */
export const localRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '127.0.0.0/8',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
] as const

/** @throws Refusal `invalid` for what is no name, and for one that somebody else on the internet may own */
export function localNameOf(typed: string): LocalName {
  const value = typed.trim().toLowerCase().replace(/\.$/, '')
  if (isIP(value) !== 0) {
    const bytes = bytesOf(value)
    if (localRanges.some((range) => isInside(bytes, range))) return { kind: 'ip', value: shortest(value) }
    return refuseName(
      typed,
      'it is an address on the internet. Give one of your own network, like 192.168.1.20, or get a certificate from a public authority.',
    )
  }
  if (value.length > 253 || !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(value))
    return refuseName(typed, 'it is no name of a computer. Use letters, digits and hyphens, like muster.lan')
  const labels = value.split('.')
  if (labels.some((label) => label.length > 63) || /^\d+$/.test(labels.at(-1) ?? ''))
    return refuseName(typed, 'it is no name of a computer. Use letters, digits and hyphens, like muster.lan')
  const isLocal = labels.length === 1 || localSuffixes.some((suffix) => value.endsWith(`.${suffix}`))
  if (isLocal && !(localSuffixes as readonly string[]).includes(value)) return { kind: 'dns', value } // widened: the list is literal
  return refuseName(
    typed,
    'it may belong to somebody on the internet, and your people would trust our authority for it. Use one word, or a name that ends in .local, .lan, .internal or .home.arpa. For a public name, get a certificate from a public authority.',
  )
}

/** Whether an authority of our own may vouch for it. */
export function isLocalName(typed: string): boolean {
  try {
    localNameOf(typed)
    return true
  } catch {
    return false
  }
}

/** The bytes of an address: 4 or 16. */
export function bytesOf(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  // URL writes an IPv6 address in one form, whatever it was typed as.
  const [head = '', tail] = shortest(address).split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)))
  const before = groups(head)
  const after = groups(tail ?? '')
  const all = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after]
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 255]))
}

/** Address and mask behind each other: `10.0.0.0/8` gives `0a 00 00 00 ff 00 00 00`. */
export function rangeBytes(range: string): Buffer {
  const [address = '', bits = '0'] = range.split('/')
  const bytes = bytesOf(address)
  const mask = Array.from(bytes, (_, index) => {
    const left = Math.min(8, Math.max(0, Number(bits) - index * 8))
    return (0xff << (8 - left)) & 0xff
  })
  return Buffer.concat([bytes, Buffer.from(mask)])
}

function isInside(bytes: Buffer, range: string): boolean {
  const both = rangeBytes(range)
  if (both.length !== bytes.length * 2) return false
  return bytes.every((byte, index) => (byte & (both[bytes.length + index] ?? 0)) === both[index])
}

function shortest(address: string): string {
  if (isIP(address) === 4) return address
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}

function refuseName(typed: string, why: string): never {
  refuse('invalid', `No certificate can be made for "${typed.slice(0, 260)}": ${why}`, {
    reason: 'name_not_local',
  })
}
