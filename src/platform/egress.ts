/**
 * Promises that the program connects to no address that could be its own machine or network, whatever a name
 * resolves to, unless whoever runs Muster listed it; the address that was judged is the one connected to.
 */
import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import { connect as startTls, rootCertificates, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { isOwnAddress, isPublicAddress, readAllowed, type AllowList } from './egress-addresses.ts'

export type EgressTrouble =
  | 'unknown_host'
  | 'forbidden_address'
  | 'not_listed'
  | 'unreachable'
  | 'tls'
  /** A restored copy that nobody confirmed yet sends nothing. */
  | 'muted'

/** Why there is no connection; holds nothing that the other side said. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused'
  readonly trouble: EgressTrouble

  constructor(trouble: EgressTrouble, cause?: unknown) {
    super(`no connection: ${trouble}`, { cause })
    this.trouble = trouble
  }
}

export interface Destination {
  /** A name, or an address (an IPv6 one with or without brackets). */
  readonly host: string
  readonly port: number
  /** Ports that anyone may use; another one has to be listed by the operator. */
  readonly ports: readonly number[]
  /** True for traffic in clear: only to what the operator listed. */
  readonly onlyListed?: boolean
  readonly timeoutMillis: number
}

export interface Egress {
  /** @throws EgressRefused */
  connect(destination: Destination): Promise<Socket>
  /** The same with TLS, the certificate verified for the host. @throws EgressRefused */
  connectTls(destination: Destination): Promise<TLSSocket>
  /** How TLS is spoken to a host by a library that starts it itself on a socket from {@link connect}. */
  tlsFor(host: string): ConnectionOptions
}

export interface EgressOptions {
  /** Entries of `MUSTER_EGRESS_ALLOW`: ranges, addresses, `host`, `host:port`. */
  readonly allow: readonly string[]
  /** Certificate authorities in PEM that count beside the usual ones. */
  readonly trust?: readonly string[]
  /** Addresses of a name; the machine's own resolver unless given. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
}

/** @throws ConfigRefused naming an entry that cannot be used */
export function createEgress({ allow, trust = [], resolve = resolveByMachine }: EgressOptions): Egress {
  const allowed = readAllowed(allow)
  const tlsFor = (host: string): ConnectionOptions => ({
    host: bare(host),
    ...(isIP(bare(host)) === 0 && { servername: host }),
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(trust.length > 0 && { ca: [...rootCertificates, ...trust] }),
  })
  const open = async (destination: Destination) => {
    const deadline = AbortSignal.timeout(destination.timeoutMillis)
    const addresses = await judged(destination, allowed, resolve, deadline)
    return dial(addresses, destination.port, deadline)
  }
  return {
    connect: open,
    tlsFor,
    async connectTls(destination) {
      const socket = await open(destination)
      return secure(socket, tlsFor(destination.host), destination.timeoutMillis)
    },
  }
}

/** Whether this is a host name or address that everyone reads alike: no octal, hexadecimal or shortened addresses. */
export function isPlainHost(host: string): boolean {
  if (isIP(bare(host)) !== 0) return !host.includes('%')
  if (host.length > 253 || !hostShape.test(host)) return false
  const last = host.split('.').at(-1) ?? ''
  // What WHATWG calls "ends in a number" is an address to some parsers and a name to others.
  return !/^(?:\d+|0x[0-9a-f]*)$/i.test(last)
}

const hostShape = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?)*$/i

function bare(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host
}

async function resolveByMachine(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address)
}

/** The addresses of the host, each one permitted; one that is not spoils all, since its name cannot be trusted. */
async function judged(
  { host, port, ports, onlyListed }: Destination,
  allowed: AllowList,
  resolve: (host: string) => Promise<readonly string[]>,
  deadline: AbortSignal,
): Promise<readonly string[]> {
  if (!isPlainHost(host)) throw new EgressRefused('forbidden_address')
  const name = bare(host).toLowerCase()
  const addresses = isIP(name) === 0 ? await resolved(name, resolve, deadline) : [name]
  if (addresses.length === 0) throw new EgressRefused('unknown_host')
  for (const address of addresses) {
    if (allowed.hasName(name, port) || allowed.hasAddress(address, port)) continue
    if (onlyListed === true) throw new EgressRefused('not_listed')
    if (!ports.includes(port) || !isPublicAddress(address) || isOwnAddress(address))
      throw new EgressRefused('forbidden_address')
  }
  return addresses
}

async function resolved(
  name: string,
  resolve: (host: string) => Promise<readonly string[]>,
  deadline: AbortSignal,
): Promise<readonly string[]> {
  try {
    return await orAborted(resolve(name), deadline)
  } catch (error) {
    throw new EgressRefused('unknown_host', error)
  }
}

async function dial(addresses: readonly string[], port: number, deadline: AbortSignal): Promise<Socket> {
  const judgedOnes = addresses.map((address) => ({ address, family: isIP(address) }))
  const [first] = judgedOnes
  const socket = connect({
    host: 'judged.invalid',
    port,
    autoSelectFamily: true,
    // The judged addresses and no second question: a name that changes its answer changes nothing here.
    lookup: (_host, options, done) =>
      options.all === true ? done(null, judgedOnes) : done(null, first?.address ?? '', first?.family),
  })
  try {
    await orAborted(
      new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject)),
      deadline,
    )
  } catch (error) {
    socket.on('error', () => undefined).destroy()
    throw new EgressRefused('unreachable', error)
  }
  return socket
}

async function secure(socket: Socket, options: ConnectionOptions, timeoutMillis: number): Promise<TLSSocket> {
  const secured = startTls({ ...options, socket, ALPNProtocols: ['http/1.1'] })
  try {
    await orAborted(
      new Promise<void>((resolve, reject) => {
        secured.once('secureConnect', resolve).once('error', reject)
        secured.once('close', () => reject(new Error('closed during the handshake')))
      }),
      AbortSignal.timeout(timeoutMillis),
    )
  } catch (error) {
    secured.on('error', () => undefined).destroy()
    socket.destroy()
    throw new EgressRefused('tls', error)
  }
  return secured
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new Error('took too long'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop)
  }
}
