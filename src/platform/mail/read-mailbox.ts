/**
 * Promises that a mailbox is read over a judged and verified connection, that reading changes nothing in it, and that
 * what goes wrong has a name of a closed list. Nothing that the server said, and no password, leaves this file.
 */
import type { Socket } from 'node:net'
import { connect as startTls, type TLSSocket } from 'node:tls'
import type { ImapFlow } from 'imapflow'
import { EgressRefused, type Egress, type EgressTrouble } from '../egress.ts'

export interface Mailbox {
  readonly host: string
  readonly port: number
  /** `tls` from the first byte, `starttls` demanded before anything is said, `none` only to what the operator listed. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user: string
  readonly password: string
  readonly folder: string
  /** Whether mail will be marked or moved; else the folder is opened so that nothing can be changed in it. */
  readonly isChanged: boolean
}

export type MailboxTrouble = EgressTrouble | 'login' | 'folder' | 'busy' | 'broken_off'

export class MailboxRefused extends Error {
  override readonly name = 'MailboxRefused'
  readonly trouble: MailboxTrouble

  constructor(trouble: MailboxTrouble) {
    super(`the mailbox cannot be read: ${trouble}`)
    this.trouble = trouble
  }
}

export interface OpenMailbox {
  /** Both together name a mail for as long as the server does not count anew. */
  readonly validity: string
  /** The number that the next mail will get. */
  readonly next: number
  /** Numbers of mails above this one, ascending. `since` knows whole days only. */
  find(wanted: {
    readonly above: number
    readonly upTo?: number
    readonly isUnread?: boolean
    readonly since?: Date
  }): Promise<number[]>
  /** Bytes of each; those that are gone meanwhile are not in it. */
  sizes(uids: readonly number[]): Promise<Map<number, number>>
  /** The mail as it was sent, or only its head; undefined when it is gone. It stays unread. */
  read(uid: number, part: 'whole' | 'head'): Promise<Buffer | undefined>
  /** @returns whether the server did it */
  markSeen(uids: readonly number[]): Promise<boolean>
  /** @returns whether the server did it; an absent folder is not made */
  move(uids: readonly number[], folder: string): Promise<boolean>
}

/** Ports on which mailboxes are read; others only where the operator listed the server. */
export const mailboxPorts: readonly number[] = [143, 993]
const connectMillis = 15_000

/**
 * Opens the folder, does this work with it, and closes it.
 * @param limits `bytes` of the largest mail that is read whole, and `millis` for everything together
 * @throws MailboxRefused for what the network and the server do; whatever `work` throws of its own
 */
export async function withMailbox<T>(
  egress: Egress,
  mailbox: Mailbox,
  limits: { readonly bytes: number; readonly millis: number },
  work: (open: OpenMailbox) => Promise<T>,
): Promise<T> {
  const { host, port, security } = mailbox
  const onlyListed = security === 'none'
  const socket = await egress
    .connect({ host, port, ports: mailboxPorts, onlyListed, timeoutMillis: connectMillis })
    .catch((error: unknown) => {
      throw error instanceof EgressRefused ? new MailboxRefused(error.trouble) : error
    })
  const way: Way = { isSecured: security === 'none', isSignedIn: false }
  const client = await clientOn(egress, socket, mailbox, limits, way)
  const deadline = setTimeout(() => client.close(), limits.millis)
  try {
    await client.connect().catch((error: unknown) => refuseAs(troubleOf(error, way)))
    way.isSignedIn = true
    const box = await client
      .mailboxOpen(mailbox.folder, { readOnly: !mailbox.isChanged })
      .catch((error: unknown) => refuseAs(isSaidNo(error) ? 'folder' : 'broken_off'))
    const answer = await work(opened(client, { validity: String(box.uidValidity), next: box.uidNext }))
    // What was wanted is done; a server that does not say goodbye changes nothing of it.
    await client.logout().catch(() => undefined)
    return answer
  } finally {
    clearTimeout(deadline)
    client.close()
    socket.destroy()
  }
}

interface Way {
  isSecured: boolean
  isSignedIn: boolean
}

async function clientOn(
  egress: Egress,
  socket: Socket,
  { host, port, security, user, password }: Mailbox,
  limits: { readonly bytes: number; readonly millis: number },
  way: Way,
): Promise<ImapFlow> {
  const { ImapFlow: Client } = await import('imapflow')
  const secure = (onSecure: () => void): TLSSocket =>
    startTls({ ...egress.tlsFor(host), socket }, () => {
      way.isSecured = true
      onSecure()
    })
  const client = new Client({
    host,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls',
    auth: { user, pass: password },
    clientInfo: { name: 'Muster' },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    greetingTimeout: connectMillis,
    socketTimeout: Math.min(limits.millis, 60_000),
    maxLiteralSize: limits.bytes + 1024,
    maxResponseSize: limits.bytes + 4 * 1024 * 1024,
    maxLineLength: 4 * 1024 * 1024,
    transport: {
      // The judged connection and no other: this library never looks up the name itself.
      connect(_options, onConnect) {
        if (security === 'tls') return secure(onConnect)
        setImmediate(onConnect)
        return socket
      },
      upgrade: (_socket, _options, onSecure) => secure(onSecure),
    },
  })
  // Errors reach whoever waits for an answer; without a listener they would end the program.
  client.on('error', () => undefined)
  return client
}

function refuseAs(trouble: MailboxTrouble): never {
  throw new MailboxRefused(trouble)
}

function troubleOf(error: unknown, way: Way): MailboxTrouble {
  const { authenticationFailed, serverResponseCode } = error as {
    authenticationFailed?: boolean
    serverResponseCode?: string
  } // every field is looked at for what it may be
  if (!way.isSecured) return 'tls'
  if (authenticationFailed !== true) return 'broken_off'
  // RFC 5530 section 3: these say nothing about the password.
  return ['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG'].includes(serverResponseCode ?? '') ? 'busy' : 'login'
}

function isSaidNo(error: unknown): boolean {
  const { responseStatus } = error as { responseStatus?: string } // looked at for what it may be
  return responseStatus === 'NO' || responseStatus === 'BAD'
}

function opened(client: ImapFlow, box: { readonly validity: string; readonly next: number }): OpenMailbox {
  const alive = async <T>(asked: Promise<T>): Promise<T> => {
    const answer = await asked.catch(() => refuseAs('broken_off'))
    if (!client.usable) refuseAs('broken_off')
    return answer
  }
  return {
    ...box,
    async find({ above, upTo, isUnread, since }) {
      if (upTo !== undefined && upTo <= above) return []
      const found = await alive(
        client.search(
          {
            uid: `${above + 1}:${upTo ?? '*'}`,
            ...(isUnread === true && { seen: false }),
            ...(since && { since }),
          },
          { uid: true },
        ),
      )
      if (!Array.isArray(found)) return refuseAs('broken_off')
      // `n:*` means the last one too, where all are below n.
      return found
        .filter((uid) => uid > above && (upTo === undefined || uid <= upTo))
        .toSorted((a, b) => a - b)
    },
    async sizes(uids) {
      if (uids.length === 0) return new Map()
      const all = await alive(client.fetchAll([...uids].join(','), { uid: true, size: true }, { uid: true }))
      return new Map(all.map(({ uid, size }) => [uid, size ?? 0]))
    },
    async read(uid, part) {
      const query = part === 'whole' ? { uid: true, source: true } : { uid: true, headers: true }
      const found = await alive(client.fetchOne(String(uid), query, { uid: true }))
      return found === false ? undefined : (found.source ?? found.headers)
    },
    async markSeen(uids) {
      return client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true }).catch(() => false)
    },
    async move(uids, folder) {
      const moved = await client
        .messageMove(uids.join(','), folder, { uid: true })
        .catch(() => false as const)
      return moved !== false
    },
  }
}
