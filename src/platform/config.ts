/** Settings from the environment: read once, checked, with a sentence for each that cannot be used. */
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { isLocalName } from './certificate/local-names.ts'
import { readLanguageModel, type LanguageModelSettings } from './language-model/settings.ts'
import { projectRoot } from './root.ts'

export interface Config {
  /** Data folder: embedded database, evidence, backups. */
  readonly dataFolder: string
  readonly keysFolder: string
  readonly filesFolder: string
  readonly port: number
  readonly host: string
  /** Address people open, without a trailing slash; printed, put into links, the origin for sign-in. */
  readonly url: string
  readonly databaseUrl: string | undefined
  readonly runtimeUrl: string | undefined
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined
  /**
   * It listens beyond this computer, and nobody was named who ends TLS: it makes a certificate of its own before it does.
   * Whoever wants to go without writes a MUSTER_URL that begins with http.
   */
  readonly needsCertificate: boolean
  /** Addresses or ranges of proxies whose forwarded headers are believed. */
  readonly trustedProxies: readonly string[]
  /** Local addresses that the operator opens for outgoing connections, e.g. a mail server on the network. */
  readonly egressAllow: readonly string[]
  /** Name servers that are asked for the records of a domain, as `192.0.2.53` or `192.0.2.53:5353`; the machine's own unless set. */
  readonly dnsServers: readonly string[]
  /** Where syslog is listened for, and whose messages they are; nowhere unless it is set. */
  readonly syslog: readonly SyslogPort[]
  /** Where mail is taken for sources of that kind; nowhere unless it is set. */
  readonly mailPort: Port | undefined
  /** Whom to tell of a weakness of this installation, as RFC 9116 section 2.5.3 wants it; without one nothing is published. */
  readonly securityContact: string | undefined
  /** The language model that may be asked to propose words; none unless whoever runs Muster chose one. */
  readonly languageModel: LanguageModelSettings | undefined
  readonly logLevel: string
  readonly postgresBinaries: string | undefined
  /** The built stand-alone verifier. */
  readonly verifierFile: string
}

export interface Port {
  readonly host: string
  readonly port: number
}

export interface SyslogPort extends Port {
  readonly protocol: 'udp' | 'tcp' | 'tls'
  /** Syslog has no way to say who sends, so each port belongs to one source. */
  readonly sourceId: string
}

export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused'
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws ConfigRefused naming the variable and what it should look like */
export function readConfig(environment: Environment, workingFolder: string): Config {
  const dataFolder = resolve(workingFolder, environment['MUSTER_DATA'] ?? 'data')
  const port = readPort(environment['MUSTER_PORT'])
  const tls = readTls(environment)
  const host = environment['MUSTER_HOST'] ?? loopback
  const trustedProxies = list(environment['MUSTER_TRUSTED_PROXIES'])
  const url = readUrl(
    environment['MUSTER_URL'],
    `${tls === undefined ? 'http' : 'https'}://localhost:${port}`,
  )
  const isPlain = environment['MUSTER_URL'] !== undefined && !isLocalHttps(url)
  const needsCertificate = tls === undefined && trustedProxies.length === 0 && !isLoopback(host) && !isPlain
  return {
    dataFolder,
    keysFolder: resolve(workingFolder, environment['MUSTER_KEYS'] ?? `${dataFolder}-keys`),
    filesFolder: resolve(workingFolder, environment['MUSTER_FILES'] ?? join(dataFolder, 'files')),
    port,
    host,
    url,
    databaseUrl: environment['DATABASE_URL'],
    runtimeUrl: environment['MUSTER_RUNTIME_URL'],
    tls,
    needsCertificate,
    trustedProxies,
    egressAllow: list(environment['MUSTER_EGRESS_ALLOW']),
    dnsServers: list(environment['MUSTER_DNS']).map(readNameServer),
    syslog: list(environment['MUSTER_SYSLOG']).map((text) =>
      readSyslogPort(text, tls !== undefined || needsCertificate),
    ),
    mailPort: readMailPort(environment['MUSTER_SMTP']),
    securityContact: readContact(environment['MUSTER_SECURITY_CONTACT']),
    languageModel: readLanguageModel(environment, (sentence) => new ConfigRefused(sentence)),
    logLevel: environment['MUSTER_LOG'] ?? 'info',
    postgresBinaries: environment['MUSTER_POSTGRES'],
    verifierFile: join(projectRoot(), 'dist', 'muster-verify.mjs'),
  }
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? '8420')
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new ConfigRefused(`MUSTER_PORT is "${text}"; it must be a number from 0 to 65535.`)
}

function readTls(environment: Environment): Config['tls'] {
  const [certFile, keyFile] = [environment['MUSTER_TLS_CERT'], environment['MUSTER_TLS_KEY']]
  if (certFile === undefined && keyFile === undefined) return undefined
  if (certFile !== undefined && keyFile !== undefined) return { certFile, keyFile }
  throw new ConfigRefused('MUSTER_TLS_CERT and MUSTER_TLS_KEY belong together: set both, or none.')
}

function readUrl(text: string | undefined, otherwise: string): string {
  try {
    const url = new URL(text ?? otherwise)
    if ((url.protocol === 'http:' || url.protocol === 'https:') && url.pathname === '/' && url.search === '')
      return url.origin
  } catch {
    // falls through to the sentence below
  }
  throw new ConfigRefused(
    `MUSTER_URL is "${text}"; it must be an address like https://muster.example.com without a path.`,
  )
}

const loopback = '127.0.0.1'

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** An address that only the own network knows; for another one somebody has a certificate already. */
function isLocalHttps(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' && isLocalName(hostname.replaceAll(/^\[|\]$/g, ''))
}

/** As `udp://:5514/<id of a source>`: loopback unless an address stands before the port. */
function readSyslogPort(text: string, hasCertificate: boolean): SyslogPort {
  const match =
    /^(udp|tcp|tls):\/\/(\[[\da-f:.]+\]|[\w.-]*):(\d{1,5})\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.exec(
      text,
    )
  const port = Number(match?.[3])
  if (match === null || port > 65_535)
    throw new ConfigRefused(
      `MUSTER_SYSLOG holds "${text}"; each part must look like udp://127.0.0.1:5514/ (or tcp, tls) with the id of a source after it.`,
    )
  const [, protocol = 'udp', host = '', , sourceId = ''] = match
  if (protocol === 'tls' && !hasCertificate)
    throw new ConfigRefused('MUSTER_SYSLOG wants tls: set MUSTER_TLS_CERT and MUSTER_TLS_KEY too.')
  return {
    protocol: protocol === 'tcp' || protocol === 'tls' ? protocol : 'udp',
    host: host.replaceAll(/[[\]]/g, '') || loopback,
    port,
    sourceId,
  }
}

/** As `:2525` or `192.0.2.1:25`. */
function readMailPort(text: string | undefined): Port | undefined {
  if (text === undefined || text === '') return undefined
  const match = /^(\[[\da-f:.]+\]|[\w.-]*):(\d{1,5})$/.exec(text)
  const port = Number(match?.[2])
  if (match === null || port > 65_535)
    throw new ConfigRefused(
      `MUSTER_SMTP is "${text}"; it must be an address and a port, such as 127.0.0.1:2525.`,
    )
  return { host: (match[1] ?? '').replaceAll(/[[\]]/g, '') || loopback, port }
}

function readNameServer(text: string): string {
  const host = /^\[(?<six>[\da-f:.]+)\](?::\d{1,5})?$|^(?<four>\d+(?:\.\d+){3})(?::\d{1,5})?$/u.exec(
    text,
  )?.groups
  if (isIP(host?.['six'] ?? host?.['four'] ?? text) !== 0) return text
  throw new ConfigRefused(
    `MUSTER_DNS holds "${text}"; each part must be an address, such as 192.0.2.53 or [2001:db8::53]:5353.`,
  )
}

function readContact(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  if (/^(?:mailto:|https:\/\/|tel:)[\x21-\x7e]+$/.test(text)) return text
  throw new ConfigRefused(
    `MUSTER_SECURITY_CONTACT is "${text}"; it must look like mailto:security@example.com, or be an address with https.`,
  )
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
