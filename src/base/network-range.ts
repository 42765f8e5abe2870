/** Promises one reading of IP addresses and ranges of them, IPv4 and IPv6 alike, as numbers that can be compared. */
import * as z from 'zod'

export interface NetworkRange {
  readonly bits: 32 | 128
  readonly start: bigint
  readonly prefix: number
}

const known = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

/** An address, or a range in CIDR notation; undefined for what is neither. */
export function findRange(text: string): NetworkRange | undefined {
  return text.length <= 64 && known.safeParse(text).success ? readRange(text) : undefined
}

/** Reads what zod takes for an address or a range in CIDR notation; the caller has asked it. */
export function readRange(value: string): NetworkRange {
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

/** Whether one holds a part of the other. */
export function overlap(one: NetworkRange, other: NetworkRange): boolean {
  if (one.bits !== other.bits) return false
  const shift = BigInt(one.bits - Math.min(one.prefix, other.prefix))
  return one.start >> shift === other.start >> shift
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
