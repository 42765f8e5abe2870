/** Promises to know which addresses belong to the public internet, and which local ones the operator opened. */
import { BlockList, isIP, isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { ConfigRefused } from './config.ts'

/** What `MUSTER_EGRESS_ALLOW` opens. */
export interface AllowList {
  hasAddress(address: string, port: number): boolean
  /** The operator trusts the name, wherever it leads. */
  hasName(name: string, port: number): boolean
}

/** Whether an address is one of the public internet (IANA special-purpose registries, RFC 6890 and later). */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !special4.check(address, 'ipv4')
  if (family !== 6 || address.includes('%')) return false
  return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6') && !isIsatap(address)
}

/** Whether an address is one of this machine's own, on which its database and neighbours may listen. */
export function isOwnAddress(address: string): boolean {
  const own = new BlockList()
  for (const { address: one, family } of Object.values(networkInterfaces()).flatMap((list) => list ?? []))
    own.addAddress(one.replace(/%.*$/, ''), family === 'IPv6' ? 'ipv6' : 'ipv4')
  return own.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** @throws ConfigRefused naming the entry */
export function readAllowed(entries: readonly string[]): AllowList {
  const parsed = entries.map(readEntry)
  const fits = (entry: Allowed, port: number) => entry.port === undefined || entry.port === port
  return {
    hasAddress: (address, port) => parsed.some((entry) => fits(entry, port) && covers(entry.range, address)),
    hasName: (name, port) => parsed.some((entry) => fits(entry, port) && entry.name === name),
  }
}

function blockList(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', bits = ''] = range.split('/')
    list.addSubnet(net, Number(bits), family)
  }
  return list
}

const special4 = blockList('ipv4', [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // shared by carriers; a cloud's metadata as well
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // metadata of a cloud, in public clothes
  '169.254.0.0/16', // link-local; metadata of most clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
])

// Everything else is loopback, mapped, NAT64, unique local, link-local, multicast or unassigned.
const global6 = blockList('ipv6', ['2000::/3'])
const special6 = blockList('ipv6', [
  '2001::/23', // protocol assignments, among them Teredo and ORCHID
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which carries an IPv4 address
  '3fff::/20', // documentation
])

/** RFC 5214 section 6.1: an interface identifier that carries an IPv4 address. */
function isIsatap(address: string): boolean {
  const hextets = expanded(address)
  return (hextets[4] === 0 || hextets[4] === 0x200) && hextets[5] === 0x5efe
}

function expanded(address: string): number[] {
  const { hostname } = new URL(`http://[${address}]`)
  const [head = '', tail] = hostname.slice(1, -1).split('::')
  const words = (text: string) =>
    text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16))
  const [before, after] = [words(head), words(tail ?? '')]
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after]
}

interface Range {
  readonly list: BlockList
  readonly family: 'ipv4' | 'ipv6'
}

/** A BlockList takes IPv4 for a part of IPv6, so that `::/0` would open everything local. */
function covers(range: Range | undefined, address: string): boolean {
  const family = familyOf(address)
  return range?.family === family && range.list.check(address, family)
}

interface Allowed {
  readonly range?: Range
  readonly name?: string
  readonly port?: number
}

function readEntry(entry: string): Allowed {
  const range = readRange(entry)
  if (range !== undefined) return { range }
  const [, host = '', portText] = /^(\[[^\]]+\]|[^:[\]/]+)(?::(\d{1,5}))?$/.exec(entry) ?? []
  const address = readRange(host.replace(/^\[(.*)\]$/, '$1'))
  const port = portText === undefined ? undefined : Number(portText)
  const isName =
    /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(host) &&
    !/^(?:\d+|0x[0-9a-f]*)$/i.test(host.split('.').at(-1) ?? '')
  if ((port === undefined || (port >= 1 && port <= 65_535)) && (address !== undefined || isName))
    return address === undefined ? { name: host.toLowerCase(), port } : { range: address, port }
  throw new ConfigRefused(
    `MUSTER_EGRESS_ALLOW holds "${entry}"; each entry must look like 192.168.1.0/24, 192.168.1.5:25, [fd00::5]:25 or mail.lan:25.`,
  )
}

/** A range like `10.0.0.0/8`, or a single address. */
function readRange(text: string): Range | undefined {
  const [net = '', bits, ...rest] = text.split('/')
  if (isIP(net) === 0 || rest.length > 0 || net.includes('%')) return undefined
  const family = familyOf(net)
  const widest = family === 'ipv4' ? 32 : 128
  const wanted = bits === undefined ? widest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
  if (wanted < 0 || wanted > widest) return undefined
  const list = new BlockList()
  list.addSubnet(net, wanted, family)
  return { list, family }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}
