import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { TestCertificate } from './certificate.ts'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** As sent: headers, empty line, body. */
  readonly raw: string
  readonly messageId: string
  readonly subject: string
}

export interface MailServerForTests {
  readonly port: number
  readonly received: ReceivedMail[]
  /** How often somebody connected. */
  connections(): number
  stop(): Promise<void>
}

/** What the server does instead of taking a mail. */
export interface MailTemper {
  readonly onRecipient?: (address: string) => { code: number } | undefined
  /** After it has taken a mail, the connection breaks before the answer. */
  readonly dropAfterData?: (mail: ReceivedMail) => boolean
  readonly login?: { user: string; password: string }
  readonly certificate?: TestCertificate
  readonly port?: number
  readonly options?: SMTPServerOptions
}

/** A real SMTP server on this machine. It offers STARTTLS when it has a certificate. */
export async function mailServer(temper: MailTemper = {}): Promise<MailServerForTests> {
  const received: ReceivedMail[] = []
  let connections = 0
  const { login, certificate } = temper
  const server = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    disabledCommands: [
      ...(login === undefined ? ['AUTH'] : []),
      ...(certificate === undefined ? ['STARTTLS'] : []),
    ],
    ...certificate,
    onConnect: (_session, done) => {
      connections++
      done()
    },
    onAuth: ({ username, password }, _session, done) => {
      const isRight = username === login?.user && password === login?.password
      if (isRight) done(null, { user: username })
      else done(new Error('wrong'))
    },
    onRcptTo: ({ address }, _session, done) => {
      const refused = temper.onRecipient?.(address)
      done(refused === undefined ? null : Object.assign(new Error('no'), { responseCode: refused.code }))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const mail = mailOf(Buffer.concat(chunks).toString('utf8'), mailFrom, rcptTo)
        received.push(mail)
        if (temper.dropAfterData?.(mail) === true) for (const one of server.connections) one.close()
        else done()
      })
    },
    ...temper.options,
  })
  // A client that breaks off is what some tests are about.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    server.listen(temper.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port')
  return {
    port: address.port,
    received,
    connections: () => connections,
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

function mailOf(
  raw: string,
  mailFrom: { address: string } | false,
  rcptTo: readonly { address: string }[],
): ReceivedMail {
  const header = (name: string) => new RegExp(`^${name}:\\s+(.*)$`, 'im').exec(raw)?.[1]?.trim() ?? ''
  return {
    raw,
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
    messageId: header('Message-ID'),
    subject: header('Subject'),
  }
}
