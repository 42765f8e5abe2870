import { createHash } from 'node:crypto'
import { type Certificate, isForStamping, isValidAt, readCertificate, rootOf } from './certificate.ts'
import { algorithmOf, inside, octetsOf, oidOf, type Part, readable, tags } from './der.ts'
import { failUnless } from './failure.ts'
import { nameOf } from './names.ts'
import { hashOf, isSignedBy, schemeOf, whyNot, whyNotKey } from './signature.ts'
import { readToken, type Token } from './token.ts'

/** What a timestamp token says of itself, and what of it was checked. */
export interface Stamp {
  /** Of the certificate that signed: who issued it, and its serial number in hexadecimal. */
  readonly issuer: string
  readonly serial: string
  readonly stampedAt: string
  readonly policy: string
  /** In hexadecimal; null where the request held none. */
  readonly nonce: string | null
  /**
   * `trusted`: rightly signed, by a certificate that leads to one which the reader gave; `signed`: rightly signed, by a
   * certificate whose own issuer was not checked; `unchecked`: this program cannot tell, for the reason in `why`.
   */
  readonly state: 'trusted' | 'signed' | 'unchecked'
  readonly why: string | null
  /** Whom the certificate names, and the certificate of the reader that it leads to. */
  readonly signer: string | null
  readonly root: string | null
  /** What in the token its signature does not cover, in words. */
  readonly uncovered: readonly string[]
}

/**
 * Rule 20: the token is about this checkpoint, and its signature is right; where the reader gave certificates of
 * authorities, it leads to one of them. Undefined, or `unchecked`, where this program cannot tell and none were given.
 * @param what the anchor, as it is called in a refusal
 */
export function checkToken(
  bytes: Uint8Array,
  note: string,
  given: readonly Certificate[],
  what: string,
): Stamp | undefined {
  const token = readToken(bytes)
  const said = token && saidBy(token)
  if (token === undefined || said === undefined) {
    failUnless(given.length === 0, rule, `The timestamp of ${what} cannot be read here. ${byOpenssl}`)
    return undefined
  }
  checkContent(token, note, what)
  const found = checkSigner(token, given, what)
  failUnless(
    given.length === 0 || found.state === 'trusted',
    rule,
    found.why === null
      ? `The timestamp of ${what} is signed by ${found.signer ?? ''}, whose certificate does not lead to one that you gave.`
      : `The timestamp of ${what} cannot be checked here: ${found.why}. ${byOpenssl}`,
  )
  return { ...said, ...found }
}

const rule = 20
const byOpenssl = 'Check it with --anchors and openssl, without --tsa-ca.'
const stampOid = '1.2.840.113549.1.9.16.1.4'

function saidBy({ info, signer }: Token) {
  const { serial } = signer
  const { stampedAt, policy, nonce = null } = info
  return readable(() => ({ issuer: nameOf(signer.issuer), serial, stampedAt, policy, nonce }))
}

function checkContent({ contentType, info }: Token, note: string, what: string): void {
  failUnless(contentType === stampOid, rule, `What the timestamp of ${what} holds is no timestamp.`)
  const { algorithm, digest } = info.imprint
  const hash = hashOf(algorithm)
  failUnless(
    hash !== undefined,
    rule,
    `The timestamp of ${what} names what it is about by ${whyNot(algorithm)}.`,
  )
  failUnless(
    createHash(hash).update(note).digest().equals(digest),
    rule,
    `The timestamp of ${what} is about something else, not about its checkpoint.`,
  )
}

type Found = Pick<Stamp, 'state' | 'why' | 'signer' | 'root' | 'uncovered'>

const unchecked = (why: string): Found => ({
  ...{ state: 'unchecked', why, signer: null, root: null, uncovered: [] },
})

function checkSigner(token: Token, given: readonly Certificate[], what: string): Found {
  const { signer, content } = token
  const attributes = attributesOf(signer.attributes)
  const type = attributes.get(oids.contentType)
  failUnless(
    type !== undefined && isOid(type, stampOid),
    rule,
    `The timestamp of ${what} does not say under its signature that it is one.`,
  )
  const hash = hashOf(signer.digest)
  if (hash === undefined) return unchecked(`it is signed with ${whyNot(signer.digest)}`)
  const digest = attributes.get(oids.messageDigest)
  const isWhole = digest !== undefined && isOctets(digest, createHash(hash).update(content).digest())
  failUnless(isWhole, rule, `The timestamp of ${what} was changed after it was signed.`)

  const known = token.certificates.map((der) => readCertificate(der))
  const sent = known.filter((one) => one !== undefined)
  const certificate = [...sent, ...given].find(
    ({ issuer, serial }) => serial === signer.serial && issuer.equals(signer.issuer.whole),
  )
  if (certificate === undefined)
    return unchecked('the certificate of its signer is not in it, or cannot be read')
  failUnless(
    namesCertificate(attributes, certificate),
    rule,
    `The timestamp of ${what} does not name under its signature the certificate that signed it.`,
  )
  const scheme = schemeOf(signer.algorithm)
  if (scheme === undefined) return unchecked(`it is signed with ${whyNot(signer.algorithm)}`)
  const whyKey = whyNotKey(certificate.key)
  if (whyKey !== undefined) return unchecked(`its signer has ${whyKey}`)
  const bytes = Buffer.from(signer.attributes?.whole ?? '')
  // What is signed is the set itself, not its place in the token (RFC 5652 section 5.4).
  bytes[0] = tags.set
  failUnless(
    isSignedBy(certificate.key, scheme, { bytes, hash, signature: signer.signature }),
    rule,
    `The signature of the timestamp of ${what} does not match: it was changed, or is not that of its signer.`,
  )
  return judged(token, { certificate, sent, isPlain: sent.length === known.length }, given, what)
}

/** The signature is right; what remains is who made it. */
function judged(
  token: Token,
  signed: { certificate: Certificate; sent: readonly Certificate[]; isPlain: boolean },
  given: readonly Certificate[],
  what: string,
): Found {
  const { certificate, sent } = signed
  const at = token.info.stampedAt
  const isMade = isForStamping(certificate)
  failUnless(
    isMade,
    rule,
    `The certificate that signed the timestamp of ${what} was not made for timestamps alone.`,
  )
  failUnless(
    isValidAt(certificate, at),
    rule,
    `The certificate that signed the timestamp of ${what} was not valid at the time that it names.`,
  )
  if (token.info.hasExtensions) return unchecked('it makes demands that this program does not know')
  const root = rootOf(certificate, { given, between: sent, at })
  const others = sent.some(({ der }) => !der.equals(certificate.der)) || !signed.isPlain
  return {
    state: root === undefined ? 'signed' : 'trusted',
    why: null,
    signer: certificate.name,
    root: root?.name ?? null,
    uncovered: [...token.uncovered, ...(others ? ['certificates other than its signer’s'] : [])],
  }
}

const oids = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const

/** Attributes with exactly one value, by their kind. One that stands there twice counts as none. */
function attributesOf(part: Part | undefined): Map<string, Part> {
  const found = new Map<string, Part[]>()
  const all = part && readable(() => inside(part, tags.explicit(0)))
  for (const attribute of all ?? []) {
    const read = readable(() => {
      const [kind, values, ...more] = inside(attribute, tags.sequence)
      return { oid: oidOf(kind), values: [...inside(values, tags.set), ...more] }
    })
    if (read !== undefined) found.set(read.oid, [...(found.get(read.oid) ?? []), ...read.values])
  }
  return new Map(
    [...found].flatMap(([oid, [value, ...more]]) => (value && more.length === 0 ? [[oid, value]] : [])),
  )
}

function isOid(part: Part, oid: string): boolean {
  return readable(() => oidOf(part)) === oid
}

function isOctets(part: Part, wanted: Buffer): boolean {
  return part.tag === tags.octets && part.value.equals(wanted)
}

/** ESSCertID (RFC 2634), by SHA-1 as that has it, or ESSCertIDv2 (RFC 5035), by SHA-256 where it says nothing. */
function namesCertificate(attributes: ReadonlyMap<string, Part>, { der }: Certificate): boolean {
  const newer = attributes.get(oids.signingCertificateV2)
  if (newer !== undefined) return isNamed(newer, 'sha256', der)
  const older = attributes.get(oids.signingCertificate)
  return older !== undefined && isNamed(older, 'sha1', der)
}

function isNamed(attribute: Part, usual: 'sha1' | 'sha256', der: Buffer): boolean {
  const found = readable(() => {
    const [list] = inside(attribute, tags.sequence)
    const [first] = inside(list, tags.sequence)
    const parts = inside(first, tags.sequence)
    const isOwn = usual === 'sha256' && parts[0]?.tag === tags.sequence
    const hash = isOwn ? hashOf(algorithmOf(parts.shift())) : usual
    return hash !== undefined && createHash(hash).update(der).digest().equals(octetsOf(parts[0]))
  })
  return found === true
}
