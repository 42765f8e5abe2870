/**
 * Promises that one letter goes to exactly one recipient over a verified connection, and says in a closed list of
 * words how that ended. Nothing that the other server said, and no password, leaves this file.
 */
import type { NodemailerError } from 'nodemailer'
import { normalisedEmail } from '../../base/email-address.ts'
import { EgressRefused, type Egress, type EgressTrouble } from '../egress.ts'
import { encodedWords } from './mime.ts'

export interface MailServer {
  readonly host: string
  readonly port: number
  /** `tls` from the first byte, `starttls` demanded before anything is said, `none` only to what the operator listed. */
  readonly security: 'tls' | 'starttls' | 'none'
  /** Empty: no login. */
  readonly user: string
  readonly password: string
  /** The one address that letters come from. */
  readonly from: string
}

interface Addressed {
  readonly to: string
  readonly subject: string
  /** With its angle brackets; the same at every try, so that a server or person can see a second copy for what it is. */
  readonly messageId: string
  readonly date: Date
}

/** Written by the program. */
interface PlainLetter extends Addressed {
  readonly text: string
  /** An address where whoever gets this ends it, for letters that go to those who asked for them. */
  readonly wayOut?: string
}

/** Written by a person, as part of a conversation. */
interface WrittenLetter extends Addressed {
  /** What it holds, signed and encrypted as it has to be, with its own headers: it goes out byte for byte. */
  readonly entity: Uint8Array
  readonly fromName: string
  /** The mails before it in this conversation, oldest first, each with its brackets. */
  readonly references: readonly string[]
}

export type Letter = PlainLetter | WrittenLetter

/** What is wrong with the server or the way to it: the letter waits. `later` may be meant for this recipient alone. */
export type ServerTrouble = EgressTrouble | 'login' | 'sender' | 'busy' | 'later' | 'broken_off'
/** What is wrong with the letter or its recipient: another try would change nothing. */
export type LetterTrouble = 'recipient' | 'content'

export type MailOutcome =
  | { readonly state: 'accepted' }
  | { readonly state: 'waits'; readonly trouble: ServerTrouble }
  | { readonly state: 'refused'; readonly trouble: LetterTrouble }

/** Ports on which mail is handed in; others only where the operator listed the server. */
export const mailPorts: readonly number[] = [25, 465, 587, 2525]
/** A whole hand-over takes less than this, or is broken off. */
export const mailDeadlineMillis = 60_000

const connectMillis = 15_000

/** Hands one letter to the server. Never throws for what the network or the server does. */
export async function sendMail(egress: Egress, server: MailServer, letter: Letter): Promise<MailOutcome> {
  const [to, from] = [exactAddress(letter.to), exactAddress(server.from)]
  if (to === undefined) return { state: 'refused', trouble: 'recipient' }
  if (from === undefined) return { state: 'waits', trouble: 'sender' }
  const timer = new AbortController()
  const deadline = setTimeout(() => timer.abort(), mailDeadlineMillis)
  try {
    const transport = await transportTo(egress, server, timer.signal)
    const { accepted } = await transport.sendMail({
      envelope: { from, to: [to] },
      ...('entity' in letter ? { raw: rawLetter(letter, { from, to }) } : composed(letter, { from, to })),
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return accepted.length === 1 ? { state: 'accepted' } : { state: 'refused', trouble: 'recipient' }
  } catch (error) {
    return outcomeOf(error)
  } finally {
    clearTimeout(deadline)
  }
}

interface Ends {
  readonly from: string
  readonly to: string
}

function composed(letter: PlainLetter, { from, to }: Ends) {
  return {
    // Objects, not text: nothing here is ever parsed as a list of addresses.
    from: { name: 'Muster', address: from },
    to: { name: '', address: to },
    subject: oneLine(letter.subject),
    text: letter.text,
    messageId: letter.messageId,
    date: letter.date,
    // RFC 3834 section 5: no answering machine replies to this.
    headers: {
      'Auto-Submitted': 'auto-generated',
      // RFC 2369 section 3.2: mail programs offer it as a button.
      ...(letter.wayOut !== undefined && { 'List-Unsubscribe': `<${letter.wayOut}>` }),
    },
  }
}

/** Our own head around what was made; a signature would not survive being written anew. */
function rawLetter(letter: WrittenLetter, { from, to }: Ends): Buffer {
  const { subject, date, messageId, references, entity, fromName } = letter
  const last = references.at(-1)
  const head = [
    `From: ${encodedWords(fromName, 'phrase')} <${from}>`,
    `To: <${to}>`,
    `Subject: ${encodedWords(subject)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageId}`,
    ...(last === undefined ? [] : [`In-Reply-To: ${last}`, `References: ${references.join('\r\n ')}`]),
    'MIME-Version: 1.0',
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n`), entity])
}

/** Addresses come normalised; one that is not was never checked (quoted parts, groups, lists, line breaks). */
function exactAddress(text: string): string | undefined {
  return normalisedEmail(text) === text ? text : undefined
}

/** A line break in a subject would begin a header of somebody else's choice. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

async function transportTo(egress: Egress, server: MailServer, signal: AbortSignal) {
  const { default: nodemailer } = await import('nodemailer')
  const { host, port, security, user, password } = server
  return nodemailer.createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: egress.tlsFor(host),
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    // Says who we are without naming the machine.
    name: 'muster.invalid',
    connectionTimeout: connectMillis,
    greetingTimeout: connectMillis,
    socketTimeout: mailDeadlineMillis / 2,
    maxResponseSize: 64 * 1024,
    getSocket: (_options, done) => {
      egress
        .connect({
          host,
          port,
          ports: mailPorts,
          onlyListed: security === 'none',
          timeoutMillis: connectMillis,
        })
        .then(
          (connection) => {
            signal.addEventListener('abort', () => connection.destroy(), { once: true })
            done(null, { connection })
          },
          (error: unknown) => done(error instanceof Error ? error : new Error('no connection')),
        )
    },
  })
}

/** Reply codes as in RFC 5321 section 4.2.1: 4yz is worth another try, 5yz is not. */
function outcomeOf(error: unknown): MailOutcome {
  if (error instanceof EgressRefused) return { state: 'waits', trouble: error.trouble }
  const { code, responseCode = 0, command = '' } = error as Partial<NodemailerError> // every field is optional here
  if (code === 'EAUTH' || code === 'ENOAUTH') return { state: 'waits', trouble: 'login' }
  if (code === 'ETLS' || command === 'STARTTLS') return { state: 'waits', trouble: 'tls' }
  const isPermanent = responseCode >= 500 && responseCode < 600
  if (isPermanent && command === 'RCPT TO') return { state: 'refused', trouble: 'recipient' }
  if (isPermanent && command === 'DATA') return { state: 'refused', trouble: 'content' }
  if (isPermanent && command === 'MAIL FROM') return { state: 'waits', trouble: 'sender' }
  if (responseCode >= 400) return { state: 'waits', trouble: isAboutLetter(command) ? 'later' : 'busy' }
  return { state: 'waits', trouble: 'broken_off' }
}

function isAboutLetter(command: string): boolean {
  return command === 'RCPT TO' || command === 'DATA'
}
