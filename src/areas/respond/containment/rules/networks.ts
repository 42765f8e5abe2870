/** Ranges of addresses: whether one reaches into another. */

interface Range {
  readonly bits: 32 | 128
  readonly start: bigint
  readonly prefix: number
}

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

function overlap(one: Range, other: Range): boolean {
  if (one.bits !== other.bits) return false
  const shift = BigInt(one.bits - Math.min(one.prefix, other.prefix))
  return one.start >> shift === other.start >> shift
}

function readRange(value: string): Range {
  const [address = '', length] = value.split('/')
  if (!address.includes(':'))
    return { bits: 32, start: numberOfV4(address), prefix: length === undefined ? 32 : Number(length) }
  const start = numberOfV6(address)
  const prefix = length === undefined ? 128 : Number(length)
  // An IPv4 address in IPv6 clothes (RFC 4291, 2.5.5.2) reaches the same machine.
  if (prefix >= 96 && start >> 32n === 0xffffn)
    return { bits: 32, start: start & 0xffffffffn, prefix: prefix - 96 }
  return { bits: 128, start, prefix }
}

function numberOfV4(address: string): bigint {
  return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n)
}

function numberOfV6(address: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)
  const plain = dotted === null ? address : `${dotted[1]}${asGroups(numberOfV4(dotted[2] ?? '0'))}`
  const [front = '', back] = plain.split('::')
  const groups = (text: string) => text.split(':').filter((group) => group !== '')
  const [before, after] = [groups(front), groups(back ?? '')]
  const gap = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...gap, ...after].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n)
}

function asGroups(number: bigint): string {
  return `${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`
}
