/**
 * Promises to hand on what arrives as syslog by UDP, TCP or TLS. Over TCP nothing more is read until what came was
 * taken, so a sender that waits loses nothing; UDP has no way to wait, and what does not fit is counted in the log.
 */
import { createSocket } from 'node:dgram'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { createServer as createTlsServer } from 'node:tls'
import type { Logger } from 'pino'
import { createFrames } from './frames.ts'

export interface SyslogOptions {
  readonly protocol: 'udp' | 'tcp' | 'tls'
  readonly host: string
  readonly port: number
  /** For `tls`. */
  readonly certificate?: { readonly cert: Buffer; readonly key: Buffer }
  readonly log: Logger
  /** Keeps messages; rejects when it cannot just now, and is asked again with the same. */
  readonly take: (messages: readonly Buffer[]) => Promise<void>
}

export interface Listener {
  readonly port: number
  /** Resolves when what was read is handed on, or cannot be. */
  stop(): Promise<void>
}

/** RFC 5424 section 6.1 wants 2,048 octets taken at least; 64 kB is what senders use at most. */
const longestMessage = 64 * 1024
const messagesAtOnce = 500
const waitMillis = 50
const retryMillis = 2000
const mostWaiting = 20_000
const mostConnections = 100
const idleMillis = 15 * 60_000

export async function startSyslog(options: SyslogOptions): Promise<Listener> {
  return options.protocol === 'udp' ? startUdp(options) : startStream(options)
}

async function startUdp({ host, port, log, take }: SyslogOptions): Promise<Listener> {
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: 4 * 1024 * 1024 })
  const waiting: Buffer[] = []
  let lost = 0
  let working: Promise<void> | undefined
  let isStopping = false
  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      if (waiting.length < messagesAtOnce && !isStopping) await delay(waitMillis)
      const batch = waiting.splice(0, messagesAtOnce)
      try {
        await take(batch)
      } catch (error) {
        log.warn({ err: error }, 'syslog messages could not be kept and wait')
        if (isStopping) return
        waiting.unshift(...batch)
        await delay(retryMillis)
      }
      if (lost > 0) log.warn({ lost }, 'syslog messages came faster than they could be kept; these are lost')
      lost = 0
    }
    working = undefined
  }
  socket.on('message', (message) => {
    if (waiting.length >= mostWaiting) lost += 1
    else waiting.push(message.subarray(0, longestMessage))
    working ??= work()
  })
  socket.on('error', (error) => log.warn({ err: error }, 'the syslog port had trouble'))
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, host, () => {
      socket.off('error', reject)
      resolve()
    })
  })
  return {
    port: socket.address().port,
    async stop() {
      isStopping = true
      await new Promise<void>((resolve) => socket.close(() => resolve()))
      await working
    },
  }
}

async function startStream(options: SyslogOptions): Promise<Listener> {
  const { host, port, log, protocol, certificate } = options
  const open = new Set<Socket>()
  const readings = new Set<Promise<void>>()
  const connected = (socket: Socket): void => {
    if (open.size >= mostConnections) {
      socket.destroy()
      return
    }
    open.add(socket)
    socket.setTimeout(idleMillis, () => socket.destroy())
    const reading = read(socket, options, () => isStopping).finally(() => {
      open.delete(socket)
      readings.delete(reading)
    })
    readings.add(reading)
  }
  let isStopping = false
  const server: Server =
    protocol === 'tls' && certificate !== undefined
      ? createTlsServer({ ...certificate, minVersion: 'TLSv1.2' }, connected)
      : createServer(connected)
  server.on('tlsClientError', (error) => log.debug({ err: error }, 'a syslog sender broke off the handshake'))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  server.on('error', (error) => log.warn({ err: error }, 'the syslog port had trouble'))
  return {
    port: (server.address() as AddressInfo).port, // a server that listens on TCP has a port
    async stop() {
      isStopping = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of open) socket.destroy()
      await Promise.all([closed, ...readings])
    },
  }
}

/** Reads a connection to its end; the loop itself is what holds the sender back. */
async function read(socket: Socket, { take, log }: SyslogOptions, isStopping: () => boolean): Promise<void> {
  const frames = createFrames(longestMessage)
  const keep = async (messages: readonly Buffer[]): Promise<void> => {
    for (let at = 0; at < messages.length; at += messagesAtOnce)
      for (;;) {
        try {
          await take(messages.slice(at, at + messagesAtOnce))
          break
        } catch (error) {
          log.warn({ err: error }, 'syslog messages could not be kept and wait')
          if (isStopping() || socket.destroyed) return
          await delay(retryMillis)
        }
      }
  }
  try {
    for await (const bytes of socket) await keep(frames.push(bytes as Buffer)) // no encoding was set
    await keep(frames.end())
  } catch (error) {
    log.debug({ err: error }, 'a syslog connection broke')
    await keep(frames.end())
  }
}
