/** Ranges of addresses: whether one reaches into a network that is not an attacker's alone. */
import { overlap, readRange } from '../../../../base/network-range.ts'

/**
 * Whether an address or a range of them, as zod takes it, reaches into a network that is nobody's on the internet
 * (RFC 1918, RFC 6598, RFC 4193, RFC 6890), or is so wide that it shuts out everybody.
 */
export function reachesOwnNetwork(value: string): boolean {
  const range = readRange(value)
  return range.prefix <= widest || own.some((one) => overlap(one, range))
}

/** Nothing that wide belongs to one attacker. */
const widest = 7

const own = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::/127',
  'fc00::/7',
  'fe80::/10',
].map(readRange)
