/**
 * Promises RFC 3161: a request over given bytes, and a reply that is believed only when it is granted, is about these very
 * bytes, answers this request, and is signed by a certificate made for stamping; the signer is named by issuer and serial.
 */
import { createHash } from 'node:crypto'
import { Integer, Null, OctetString } from 'asn1js'
import {
  AlgorithmIdentifier,
  Certificate,
  ContentInfo,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs'
import { refuse } from '../../base/refusal.ts'
import { signerOf, wrong } from './timestamp-signer.ts'

export interface Timestamp {
  /** The token alone (DER), as it goes into a bundle. */
  readonly token: Uint8Array
  /** When the authority says that the bytes were there. */
  readonly at: Date
  /** Who signed: the issuer of the certificate, as `CN=..., O=...`, and its serial number in hexadecimal. */
  readonly issuer: string
  readonly serial: string
  /** The token's own number, in hexadecimal. */
  readonly number: string
  /** `trusted`: the signer's chain ends in one of the given roots; `unchecked`: nobody gave any. */
  readonly chain: 'trusted' | 'unchecked'
}

interface Wanted {
  /** What was stamped. */
  readonly about: Uint8Array
  /** What the request said; left out where the request is not ours. */
  readonly nonce?: Uint8Array
  /** Certificates in PEM: at least the authority's root, and what lies between. */
  readonly roots?: string
  /** Certificates in PEM that came with the token: they help to find the signer, and are trusted for nothing. */
  readonly certificates?: string
}

const sha256Oid = '2.16.840.1.101.3.4.2.1'
const hashes: Readonly<Record<string, string>> = {
  [sha256Oid]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const stampOid = '1.2.840.113549.1.9.16.1.4'

/** The request (DER) over the SHA-256 of these bytes; asks for the certificate (RFC 3161 section 2.4.1). */
export function timestampRequest(about: Uint8Array, nonce?: Uint8Array): Uint8Array {
  const digest = createHash('sha256').update(about).digest()
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Oid, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: new Uint8Array(digest) }),
    }),
    certReq: true,
    ...(nonce === undefined ? {} : { nonce: new Integer({ valueHex: new Uint8Array(nonce) }) }),
  })
  return new Uint8Array(request.toSchema().toBER(false))
}

/** The digest that a reply or token is about, in hexadecimal; undefined when it is none, or about another hash than SHA-256. */
export function stampedDigest(reply: Uint8Array): string | undefined {
  try {
    const { info } = parse(reply)
    const { hashAlgorithm, hashedMessage } = info.messageImprint
    if (hashAlgorithm.algorithmId !== sha256Oid) return undefined
    return Buffer.from(hashedMessage.valueBlock.valueHexView).toString('hex')
  } catch {
    return undefined
  }
}

/** Checks a reply, or a bare token. @throws Refusal `invalid` with the reason */
export async function checkTimestamp(reply: Uint8Array, wanted: Wanted): Promise<Timestamp> {
  const { token, signed, info } = readable(reply)
  const { hashAlgorithm, hashedMessage } = info.messageImprint
  const hash = hashes[hashAlgorithm.algorithmId]
  const digest = hash === undefined ? undefined : createHash(hash).update(wanted.about).digest()
  if (digest?.equals(hashedMessage.valueBlock.valueHexView) !== true)
    wrong('This timestamp is about something else, not about this checkpoint.', 'timestamp_other')
  if (wanted.nonce !== undefined && !sameNumber(info.nonce, wanted.nonce))
    wrong('This timestamp answers another request. Send the request once more.', 'timestamp_other')
  const roots = certificatesIn(wanted.roots ?? '')
  signed.certificates = [
    ...(signed.certificates ?? []),
    ...roots,
    ...certificatesIn(wanted.certificates ?? ''),
  ]
  const signer = signerOf(signed, info.genTime)
  const isTrusted = await isSignedWell(signed, { about: wanted.about, roots, at: info.genTime })
  return {
    token,
    at: info.genTime,
    issuer: signer.issuer,
    serial: signer.serial,
    number: Buffer.from(info.serialNumber.valueBlock.valueHexView).toString('hex'),
    chain: isTrusted ? 'trusted' : 'unchecked',
  }
}

function readable(reply: Uint8Array) {
  try {
    return parse(reply)
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') throw error
    return refuse('invalid', 'This is no timestamp. Hand in the reply of the authority as it came (.tsr).', {
      reason: 'no_timestamp',
      cause: error,
    })
  }
}

/** A reply wraps the token in a status; a bare token is taken as well. */
function parse(reply: Uint8Array): { token: Uint8Array; signed: SignedData; info: TSTInfo } {
  const content = contentOf(new Uint8Array(reply))
  const signed = new SignedData({ schema: content.content })
  if (signed.encapContentInfo.eContentType !== stampOid) throw new Error('the token holds no timestamp')
  const inner = signed.encapContentInfo.eContent
  if (inner === undefined) throw new Error('the token holds nothing')
  const info = TSTInfo.fromBER(new Uint8Array(inner.getValue()))
  return { token: new Uint8Array(content.toSchema().toBER(false)), signed, info }
}

function contentOf(bytes: Uint8Array<ArrayBuffer>): ContentInfo {
  try {
    return ContentInfo.fromBER(bytes)
  } catch {
    const response = TimeStampResp.fromBER(bytes)
    const { status } = response.status
    if (Number(status) > 1 || response.timeStampToken === undefined)
      wrong(
        'The authority did not grant the timestamp. Ask it again, or ask another one.',
        'timestamp_refused',
      )
    return response.timeStampToken
  }
}

/** @returns whether the chain was checked as well */
async function isSignedWell(
  signed: SignedData,
  { about, roots, at }: { about: Uint8Array; roots: readonly Certificate[]; at: Date },
): Promise<boolean> {
  const data = new Uint8Array(about).buffer
  const isChained = roots.length > 0
  const ends = roots.filter((one) => one.issuer.isEqual(one.subject))
  const trustedCerts = ends.length > 0 ? ends : [...roots]
  const options = {
    signer: 0,
    data,
    checkChain: isChained,
    trustedCerts,
    checkDate: at,
    extendedMode: true as const,
  }
  const verdict = await signed.verify(options).catch((error: unknown) => error)
  const isGood =
    typeof verdict === 'object' &&
    verdict !== null &&
    'signatureVerified' in verdict &&
    verdict.signatureVerified === true
  if (!isGood) {
    const code = typeof verdict === 'object' && verdict !== null && 'code' in verdict ? verdict.code : 0
    if (isChained && code === 5)
      wrong(
        'The chain of the signer does not lead to the certificates that were given.',
        'timestamp_untrusted',
      )
    wrong(
      'The signature of this timestamp is not right: it was changed, or is not the authority’s.',
      'timestamp_forged',
    )
  }
  return isChained
}

/** Certificates of a PEM text. @throws Refusal when one cannot be read */
export function certificatesIn(pem: string): Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0 && pem.trim() !== '')
    wrong(
      'These are no certificates. Hand in PEM: lines between BEGIN CERTIFICATE and END CERTIFICATE.',
      'no_certificate',
    )
  return blocks.map((block) => {
    try {
      return Certificate.fromBER(
        new Uint8Array(Buffer.from(block.replaceAll(/-----[A-Z ]+-----/g, ''), 'base64')),
      )
    } catch {
      return wrong('One of the certificates cannot be read.', 'no_certificate')
    }
  })
}

function sameNumber(found: Integer | undefined, wanted: Uint8Array): boolean {
  if (found === undefined) return false
  const plain = (bytes: Uint8Array) =>
    Buffer.from(bytes)
      .toString('hex')
      .replace(/^(?:00)+/, '')
  return plain(found.valueBlock.valueHexView) === plain(wanted)
}
