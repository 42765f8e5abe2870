import { type KeyObject, X509Certificate } from 'node:crypto'
import {
  type Algorithm,
  algorithmOf,
  inside,
  integerOf,
  isTrue,
  need,
  oidOf,
  octetsOf,
  only,
  type Part,
  readable,
  taken,
  tags,
  timeOf,
  Unreadable,
} from './der.ts'
import { nameOf } from './names.ts'
import { schemeOf, whyNotKey } from './signature.ts'

/** An X.509 certificate (RFC 5280), read by us for what it says and by Node for what it signed. */
export interface Certificate {
  readonly der: Buffer
  readonly x509: X509Certificate
  readonly key: KeyObject
  /** In DER, to be compared. */
  readonly issuer: Buffer
  readonly subject: Buffer
  readonly name: string
  readonly serial: string
  readonly notBefore: string
  readonly notAfter: string
  readonly algorithm: Algorithm
  readonly extensions: ReadonlyMap<string, Extension>
}

interface Extension {
  readonly isCritical: boolean
  readonly value: Buffer
}

/** Undefined where the bytes are no certificate in DER. */
export function readCertificate(der: Buffer): Certificate | undefined {
  return readable(() => certificateOf(der))
}

/** The certificates of a PEM text; undefined where there is none in it, or one that cannot be read. */
export function certificatesOf(pem: string): Certificate[] | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? []
  const found = blocks.map((block) =>
    readCertificate(Buffer.from(block.replaceAll(/-----[A-Z ]+-----/g, ''), 'base64')),
  )
  const read = found.filter((one) => one !== undefined)
  return read.length === 0 || read.length < found.length ? undefined : read
}

function certificateOf(der: Buffer): Certificate {
  const [body, algorithm, signature, ...more] = inside(only(der, tags.sequence), tags.sequence)
  need(signature, tags.bits)
  const parts = inside(body, tags.sequence)
  taken(parts, tags.explicit(0))
  const serial = integerOf(parts.shift())
  algorithmOf(parts.shift())
  const issuer = need(parts.shift(), tags.sequence)
  const [notBefore, notAfter] = inside(parts.shift(), tags.sequence)
  const subject = need(parts.shift(), tags.sequence)
  need(parts.shift(), tags.sequence)
  taken(parts, tags.implicit(1))
  taken(parts, tags.implicit(2))
  const extensions = taken(parts, tags.explicit(3))
  if (parts.length > 0 || more.length > 0) throw new Unreadable()
  const { x509, key } = readByNode(der)
  return {
    ...{ der, x509, key, serial },
    issuer: issuer.whole,
    subject: subject.whole,
    name: nameOf(subject),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    algorithm: algorithmOf(algorithm),
    extensions: extensions === undefined ? new Map() : extensionsOf(extensions),
  }
}

function readByNode(der: Buffer): { x509: X509Certificate; key: KeyObject } {
  try {
    const x509 = new X509Certificate(der)
    return { x509, key: x509.publicKey }
  } catch {
    throw new Unreadable()
  }
}

function extensionsOf(part: Part): Map<string, Extension> {
  const found = new Map<string, Extension>()
  for (const one of inside(only(part.value, tags.sequence), tags.sequence)) {
    const parts = inside(one, tags.sequence)
    const oid = oidOf(parts.shift())
    const critical = taken(parts, tags.boolean)
    const [value, ...more] = parts
    if (more.length > 0 || found.has(oid)) throw new Unreadable()
    found.set(oid, { isCritical: critical !== undefined && isTrue(critical), value: octetsOf(value) })
  }
  return found
}

const oids = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  policies: '2.5.29.32',
  purposes: '2.5.29.37',
  stamping: '1.3.6.1.5.5.7.3.8',
  anyPurpose: '2.5.29.37.0',
} as const
/** What may be critical: this program heeds it, or, as for policies, it asks nothing of one who demands none. */
const heeded: readonly string[] = [oids.keyUsage, oids.basicConstraints, oids.policies, oids.purposes]

/** RFC 3161 section 2.3: made for stamping and for nothing else, and critically so; its key may sign. */
export function isForStamping(certificate: Certificate): boolean {
  const purposes = purposesOf(certificate)
  const isAlone = purposes?.length === 1 && purposes[0] === oids.stamping
  const mayUse = usageOf(certificate)
  const maySign = mayUse === undefined || (mayUse & 0xc0) !== 0
  return isAlone && maySign && certificate.extensions.get(oids.purposes)?.isCritical === true
}

/** @param at an instant as a token names it */
export function isValidAt({ notBefore, notAfter }: Certificate, at: string): boolean {
  const time = Date.parse(at)
  return Date.parse(notBefore) <= time && time <= Date.parse(notAfter)
}

const mostSteps = 8

/**
 * Whether a chain leads from the signer to one of the roots: each certificate signed by the next, every issuer allowed to
 * issue, all of them valid at the time and without a demand that is unknown here. Whether one was revoked is not looked up.
 * @param given what the reader trusts: of these the self-signed ones, or all where none is
 */
export function rootOf(
  signer: Certificate,
  { given, between, at }: { given: readonly Certificate[]; between: readonly Certificate[]; at: string },
): Certificate | undefined {
  const selfMade = given.filter(({ issuer, subject }) => issuer.equals(subject))
  const roots = selfMade.length > 0 ? selfMade : given
  const known = [...roots, ...given, ...between]
  const seen = new Set<string>()
  const climb = (from: Certificate, steps: number): Certificate | undefined => {
    const key = `${steps} ${from.der.toString('base64')}`
    if (steps > mostSteps || seen.has(key) || hasUnheeded(from) || !isValidAt(from, at)) return undefined
    seen.add(key)
    const end = roots.find(({ der }) => der.equals(from.der))
    if (end !== undefined) return end
    for (const issuer of known) {
      const found = isIssuedBy(from, issuer, steps) ? climb(issuer, steps + 1) : undefined
      if (found !== undefined) return found
    }
    return undefined
  }
  return climb(signer, 0)
}

function hasUnheeded({ extensions }: Certificate): boolean {
  return [...extensions].some(([oid, { isCritical }]) => isCritical && !heeded.includes(oid))
}

/** @param below how many issuers stand between this one and the signer (RFC 5280 section 4.2.1.9) */
function isIssuedBy(from: Certificate, issuer: Certificate, below: number): boolean {
  const { isAuthority, mostBelow } = constraintsOf(issuer)
  const mayUse = usageOf(issuer)
  const mayIssue = mayUse === undefined || (mayUse & 0x04) !== 0
  const purposes = purposesOf(issuer)
  const isMeant =
    purposes === undefined || purposes.includes(oids.stamping) || purposes.includes(oids.anyPurpose)
  const isFit = isAuthority && below <= mostBelow && mayIssue && isMeant && from.issuer.equals(issuer.subject)
  return (
    isFit &&
    schemeOf(from.algorithm) !== undefined &&
    whyNotKey(issuer.key) === undefined &&
    from.x509.checkIssued(issuer.x509) &&
    isSigned(from, issuer)
  )
}

function isSigned(from: Certificate, issuer: Certificate): boolean {
  try {
    return from.x509.verify(issuer.key)
  } catch {
    return false
  }
}

function constraintsOf({ extensions }: Certificate): { isAuthority: boolean; mostBelow: number } {
  const found = extensions.get(oids.basicConstraints)
  if (found === undefined) return { isAuthority: false, mostBelow: 0 }
  const parts = partsIn(found.value)
  const flag = parts && taken(parts, tags.boolean)
  const most = parts && taken(parts, tags.integer)
  const isAuthority = flag !== undefined && flag.value[0] === 0xff && parts?.length === 0
  const mostBelow = most === undefined ? Infinity : Number.parseInt(most.value.toString('hex'), 16)
  return { isAuthority, mostBelow }
}

/** The first byte of the key's uses, the highest bit first; undefined where any use is allowed. */
function usageOf({ extensions }: Certificate): number | undefined {
  const found = extensions.get(oids.keyUsage)
  if (found === undefined) return undefined
  const [tag, length, , uses = 0] = found.value
  return tag === tags.bits && length !== undefined && length >= 2 ? uses : 0
}

function purposesOf({ extensions }: Certificate): string[] | undefined {
  const found = extensions.get(oids.purposes)
  if (found === undefined) return undefined
  return readable(() => partsIn(found.value)?.map((part) => oidOf(part))) ?? []
}

function partsIn(value: Buffer): Part[] | undefined {
  return readable(() => inside(only(value, tags.sequence), tags.sequence))
}
