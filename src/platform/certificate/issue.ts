/**
 * Promises certificates (RFC 5280) that the common browsers accept: an authority that can vouch for names of the own
 * network alone, and a server certificate under it. ECDSA on P-256 with SHA-256.
 */
import { createPrivateKey, generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { localRanges, localSuffixes, rangeBytes, type LocalName } from './local-names.ts'

/** Both as PEM; the key is PKCS #8. */
export interface Issued {
  readonly certificate: string
  readonly key: string
}

/** A little less than the 398 days that browsers take at most. */
export const serverDays = 397
const authorityDays = 5 * 365
const dayMs = 86_400_000
const signing = { name: 'ECDSA', hash: 'SHA-256' }
const curve = { name: 'ECDSA', namedCurve: 'P-256' }

/**
 * A self-signed authority for five years that may sign no further authority.
 * @param names one-word names have no suffix in common, so the authority is bound to those named now
 */
export async function issueAuthority(names: readonly LocalName[], now: Date): Promise<Issued> {
  const pair = await newPair()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: [{ CN: [`Muster on the local network ${randomBytes(3).toString('hex')}`] }],
    ...validity(now, authorityDays),
    keys: pair,
    signingAlgorithm: signing,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await SubjectKeyIdentifierExtension.create(pair.publicKey, false),
      new Extension(nameConstraints, true, constraintsFor(names)),
    ],
  })
  return { certificate: pem(certificate), key: pair.pem }
}

/** Whether this authority's constraints let it vouch for the name. */
export function mayVouchFor(authority: string, { kind, value }: LocalName): boolean {
  if (kind === 'ip' || localSuffixes.some((suffix) => value.endsWith(`.${suffix}`))) return true
  const extension = new X509Certificate(authority).getExtension(nameConstraints)
  return extension !== null && Buffer.from(extension.value).includes(dnsSubtree(value))
}

/** A certificate for a server with these names, the first one as its title. */
export async function issueForServer(
  authority: Issued,
  names: readonly LocalName[],
  now: Date,
): Promise<Issued> {
  const pair = await newPair()
  const issuer = new X509Certificate(authority.certificate)
  const latest = Math.min(now.getTime() + serverDays * dayMs, issuer.notAfter.getTime())
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: [{ CN: [(names[0]?.value ?? 'localhost').slice(0, 64)] }],
    issuer: issuer.subjectName,
    ...validity(now, serverDays),
    notAfter: new Date(latest),
    publicKey: pair.publicKey,
    signingKey: await signingKeyOf(authority.key),
    signingAlgorithm: signing,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(names.map(({ kind, value }) => ({ type: kind, value }))),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey, false),
      await SubjectKeyIdentifierExtension.create(pair.publicKey, false),
    ],
  })
  return { certificate: pem(certificate), key: pair.pem }
}

async function newPair() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const text = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  return {
    pem: text,
    privateKey: await signingKeyOf(text),
    publicKey: await webcrypto.subtle.importKey('spki', spki, curve, true, ['verify']),
  }
}

async function signingKeyOf(key: string): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(key).export({ format: 'der', type: 'pkcs8' })
  return webcrypto.subtle.importKey('pkcs8', der, curve, false, ['sign'])
}

/** An hour back, for clocks that are behind ours. */
function validity(now: Date, days: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(now.getTime() - 3_600_000), notAfter: new Date(now.getTime() + days * dayMs) }
}

/** Positive, and no longer than the 20 octets of RFC 5280 section 4.1.2.2. */
function serial(): string {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes.toString('hex')
}

function pem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`
}

const nameConstraints = '2.5.29.30'

/** RFC 5280 section 4.2.1.10: only permitted subtrees, so that every other DNS name and address is refused. */
function constraintsFor(names: readonly LocalName[]): Buffer {
  const words = names
    .filter(({ kind, value }) => kind === 'dns' && !value.includes('.'))
    .map(({ value }) => value)
  const subtrees = [
    ...[...new Set([...localSuffixes, 'localhost', ...words])].map(dnsSubtree),
    ...localRanges.map((range) => der(0x30, der(0x87, rangeBytes(range)))),
  ]
  return der(0x30, der(0xa0, ...subtrees))
}

function dnsSubtree(name: string): Buffer {
  return der(0x30, der(0x82, Buffer.from(name, 'ascii')))
}

/** Tag, length, content (X.690 section 8.1). */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
