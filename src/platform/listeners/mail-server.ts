/** Promises to take mail for known addresses only, to pass nothing on, and to say "taken" when it is stored. */
import type { Logger } from 'pino'
import type { Listener } from './syslog-server.ts'

export interface MailListenerOptions {
  readonly host: string
  readonly port: number
  /** Offers STARTTLS. */
  readonly certificate?: { readonly cert: Buffer; readonly key: Buffer }
  readonly log: Logger
  /** Whether mail to this address is taken here. */
  readonly knows: (address: string) => Promise<boolean>
  /** Keeps the mail for these addresses, all of which are known; rejects when it cannot just now. */
  readonly take: (addresses: readonly string[], bytes: Buffer) => Promise<void>
}

export const longestMail = 10 * 1024 * 1024
const mostRecipients = 20
const mostClients = 20
const patienceMillis = 60_000

export async function startMailListener(options: MailListenerOptions): Promise<Listener> {
  const { host, port, certificate, log, knows, take } = options
  const { SMTPServer } = await import('smtp-server')
  const server = new SMTPServer({
    ...certificate,
    name: 'muster',
    banner: 'Muster',
    size: longestMail,
    maxClients: mostClients,
    socketTimeout: patienceMillis,
    authOptional: true,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    disabledCommands: ['AUTH', ...(certificate === undefined ? (['STARTTLS'] as const) : [])],
    onRcptTo({ address }, session, done) {
      if (session.envelope.rcptTo.length >= mostRecipients) return done(reply(452, 'Too many recipients'))
      knows(address).then(
        (isKnown) => done(isKnown ? null : reply(550, 'There is no such address here')),
        () => done(reply(451, 'Try again in a moment')),
      )
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      let size = 0
      stream.on('data', (part: Buffer) => {
        size += part.length
        // Read to its end all the same, or the sender would not hear the answer.
        if (size <= longestMail) parts.push(part)
      })
      stream.on('error', () => done(reply(451, 'Try again in a moment')))
      stream.on('end', () => {
        if (stream.sizeExceeded || size > longestMail)
          return done(reply(552, `A mail may have ${longestMail / 1024 / 1024} MB`))
        take(
          session.envelope.rcptTo.map(({ address }) => address),
          Buffer.concat(parts),
        ).then(
          () => done(null, 'Taken'),
          (error: unknown) => {
            log.warn({ err: error }, 'a mail could not be kept and will be sent again')
            done(reply(451, 'Try again in a moment'))
          },
        )
      })
    },
  })
  server.on('error', (error) => log.debug({ err: error }, 'a mail connection had trouble'))
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, () => {
      server.server.off('error', reject)
      resolve()
    })
  })
  const address = server.server.address()
  return {
    port: address === null || typeof address === 'string' ? port : address.port,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
