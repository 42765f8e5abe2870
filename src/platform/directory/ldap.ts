/**
 * Promises that a directory is read over a judged and verified connection, that no password goes out before TLS stands,
 * that reading is bounded, and that what goes wrong has a name of a closed list. Nothing that the server said leaves this file.
 */
import type { Socket } from 'node:net'
import { connect as startTls, type ConnectionOptions } from 'node:tls'
import type { Client, Entry } from 'ldapts'
import { EgressRefused, type Egress, type EgressTrouble } from '../egress.ts'

export interface LdapServer {
  readonly host: string
  readonly port: number
  readonly security: 'ldaps' | 'starttls'
  readonly bindDn: string
  readonly password: string
}

export type LdapTrouble =
  | EgressTrouble
  | 'no_starttls'
  | 'login'
  | 'base'
  | 'filter'
  | 'too_many'
  | 'broken_off'

export class LdapRefused extends Error {
  override readonly name = 'LdapRefused'
  readonly trouble: LdapTrouble

  constructor(trouble: LdapTrouble, cause?: unknown) {
    super(`the directory cannot be read: ${trouble}`, { cause })
    this.trouble = trouble
  }
}

/** One entry: its values by the name of the attribute in small letters, and its own unchanging name. */
export interface LdapEntry {
  readonly dn: string
  readonly id: string
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** Ports on which directories answer; others only where the operator listed the server. */
export const ldapPorts: readonly number[] = [389, 636]
const connectMillis = 15_000
const operationMillis = 60_000
const wholeMillis = 300_000
const pageSize = 500
/** One more than a group may have, so that one that was cut is known by it. */
const mostValues = 2001
const longestValue = 1000
/** The library gathers a whole page before it hands it on, and the server says how long that is. */
const mostBytes = 32 * 1024 * 1024

/**
 * All entries beneath the base that the filter finds, page by page.
 * @throws LdapRefused
 */
export async function readLdap(
  egress: Egress,
  server: LdapServer,
  wanted: {
    readonly base: string
    readonly searches: readonly {
      readonly filter: string
      readonly attributes: readonly string[]
      readonly most: number
    }[]
  },
): Promise<readonly (readonly LdapEntry[])[]> {
  await refuseUnreadable(wanted.searches.map(({ filter }) => filter))
  const meter = new Meter()
  const { client, socket } = await boundClient(egress, server, meter)
  const deadline = setTimeout(() => socket.destroy(), wholeMillis)
  try {
    const found: LdapEntry[][] = []
    for (const search of wanted.searches) found.push(await all(client, wanted.base, search))
    await client.unbind().catch(() => undefined)
    return found
  } catch (error) {
    throw refusedBy(error, meter)
  } finally {
    clearTimeout(deadline)
    socket.destroy()
  }
}

/** Counts what a server sends, and breaks off where it is more than a reading takes. */
class Meter {
  isOver = false
  private bytes = 0

  on<T extends Socket>(socket: T): T {
    return socket.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length
      if (this.bytes <= mostBytes) return
      this.isOver = true
      socket.destroy()
    })
  }
}

function refusedBy(error: unknown, { isOver }: Meter): LdapRefused {
  if (isOver) return new LdapRefused('too_many', error)
  return error instanceof LdapRefused ? error : new LdapRefused(troubleOf(error), error)
}

/** Before anybody is asked: a filter that nobody can read is a matter of the form. */
async function refuseUnreadable(filters: readonly string[]): Promise<void> {
  const { FilterParser } = await import('ldapts')
  try {
    for (const filter of filters) FilterParser.parseString(filter)
  } catch (error) {
    throw new LdapRefused('filter', error)
  }
}

/** The library opens a connection anew by itself where one broke; ours is given out once, so that it never does so in clear. */
async function boundClient(
  egress: Egress,
  { host, port, security, bindDn, password }: LdapServer,
  meter: Meter,
): Promise<{ client: Client; socket: Socket }> {
  // An empty password is taken by many servers as nobody's sign-in, which succeeds.
  if (password === '' || bindDn === '') throw new LdapRefused('login')
  const { Client: LdapClient } = await import('ldapts')
  const plain = await egress
    .connect({ host, port, ports: ldapPorts, timeoutMillis: connectMillis })
    .catch((error: unknown) => {
      throw error instanceof EgressRefused ? new LdapRefused(error.trouble, error) : error
    })
  const socket = security === 'ldaps' ? await secured(egress, host, plain) : plain
  let isGivenOut = false
  const client = new LdapClient({
    url: 'ldap://judged.invalid',
    timeout: operationMillis,
    connectTimeout: connectMillis,
    createConnection: () => {
      if (isGivenOut) throw new LdapRefused('broken_off')
      isGivenOut = true
      return meter.on(socket)
    },
    // Only StartTLS asks for it.
    createSecureConnection: (wanted: number | ConnectionOptions) =>
      meter.on(startTls(typeof wanted === 'number' ? { port: wanted } : wanted)),
  })
  try {
    if (security === 'starttls')
      await client.startTLS({ ...egress.tlsFor(host) }).catch((error: unknown) => {
        throw new LdapRefused(isAnswer(error) ? 'no_starttls' : 'tls', error)
      })
    await client.bind(bindDn, password)
    return { client, socket }
  } catch (error) {
    socket.destroy()
    throw refusedBy(error, meter)
  }
}

async function secured(egress: Egress, host: string, socket: Socket): Promise<Socket> {
  const tls = startTls({ ...egress.tlsFor(host), socket })
  try {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('took too long')), connectMillis)
      tls.once('secureConnect', () => (clearTimeout(late), resolve()))
      tls.once('error', (error: Error) => (clearTimeout(late), reject(error)))
      tls.once('close', () => reject(new Error('closed during the handshake')))
    })
    return tls
  } catch (error) {
    tls.on('error', () => undefined).destroy()
    socket.destroy()
    throw new LdapRefused('tls', error)
  }
}

async function all(
  client: Client,
  base: string,
  { filter, attributes, most }: { filter: string; attributes: readonly string[]; most: number },
): Promise<LdapEntry[]> {
  const found: LdapEntry[] = []
  const pages = client.searchPaginated(base, {
    scope: 'sub',
    filter,
    attributes: ['entryUUID', 'objectGUID', ...attributes],
    explicitBufferAttributes: ['objectGUID'],
    paged: { pageSize },
    timeLimit: operationMillis / 1000,
  })
  for await (const { searchEntries } of pages) {
    found.push(...searchEntries.flatMap((entry) => entryOf(entry) ?? []))
    if (found.length > most) throw new LdapRefused('too_many')
  }
  return found
}

/** None for what has no name that stays: a person who moves to another branch is the same one. */
function entryOf(entry: Entry): LdapEntry | undefined {
  const values = new Map<string, readonly string[]>()
  let id = ''
  for (const [name, value] of Object.entries(entry)) {
    const known = name.toLowerCase()
    const several = [value].flat()
    if (known === 'objectguid')
      id = several.map((one) => (Buffer.isBuffer(one) ? one.toString('hex') : '')).join('')
    else if (known !== 'dn')
      values.set(
        known,
        several
          .flatMap((one) => (typeof one === 'string' && one.length <= longestValue ? [one] : []))
          .slice(0, mostValues),
      )
  }
  if (id === '') id = values.get('entryuuid')?.[0] ?? ''
  return id === '' ? undefined : { dn: entry.dn, id: id.slice(0, 100), values }
}

/** Whether the server answered, with a code of its own. */
function isAnswer(error: unknown): error is Error & { code: number } {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
}

/** RFC 4511, appendix A. */
function troubleOf(error: unknown): LdapTrouble {
  if (!isAnswer(error)) return 'broken_off'
  if ([8, 13, 48, 49, 50, 53].includes(error.code)) return 'login'
  if ([32, 34].includes(error.code)) return 'base'
  if ([18, 87].includes(error.code)) return 'filter'
  return [3, 4, 11].includes(error.code) ? 'too_many' : 'broken_off'
}
