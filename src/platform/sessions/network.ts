/** Promises one name for each client network, however its address is written: IPv4 whole, IPv6 by its /64. */
import { isIPv4, isIPv6 } from 'node:net'

/**
 * The canonical text of an address: dotted IPv4 (also for IPv4-mapped IPv6), else IPv6 as RFC 5952 writes it.
 * @returns `unknown` for anything that is no address; such clients share one limit
 */
export function canonicalAddress(text: string): string {
  const address = text.trim().replace(/%.*$/, '')
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return 'unknown'
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical)
  if (!mapped) return canonical
  return mapped
    .slice(1)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join('.')
}

/** The network an address is counted by. A household or a host holds a whole /64 and can rotate through it. */
export function networkOf(text: string): string {
  const address = canonicalAddress(text)
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  return `${groups.slice(0, 4).join(':')}::/64`
}
