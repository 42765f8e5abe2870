/**
 * Promises S/MIME 4.0 (RFC 8551) as other mail programs read it: a detached signature with SHA-256, an envelope that only
 * the holders of the named certificates open; and of what comes who signed, by the certificate that came along.
 */
import { createHash, createPrivateKey, webcrypto, X509Certificate as NodeCertificate } from 'node:crypto'
import { ObjectIdentifier, OctetString, UTCTime, type BaseBlock } from 'asn1js'
import {
  Attribute,
  type Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  EnvelopedData,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import type { OwnKey } from './cms-decrypt.ts'
import { certificateOf, contentOf, hashesByOid, oids } from './cms-structure.ts'

export interface Verified {
  readonly isGood: boolean
  /** PEM of the one who signed; undefined when the signature names nobody whose certificate came along. */
  readonly certificate: string | undefined
}

/** SHA-1 and MD5 are forged by anybody with some money: a signature over them says nothing. */
const soundHashes = new Set(['sha256', 'sha384', 'sha512'])

/** What a CMS structure holds; undefined for what is none. */
export function kindOfCms(der: Buffer): 'signed' | 'enveloped' | undefined {
  const info = contentOf(der)
  if (info?.oid === oids.signed) return 'signed'
  return info?.oid === oids.enveloped || info?.oid === oids.authEnveloped ? 'enveloped' : undefined
}

/** A detached signature (DER) over these bytes, with SHA-256. */
export async function signDetached(bytes: Buffer, own: OwnKey, now: Date): Promise<Buffer> {
  const certificate = certificateOf(own.certificate)
  const digest = createHash('sha256').update(bytes).digest()
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oids.data }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            new Attribute({ type: oids.contentType, values: [new ObjectIdentifier({ value: oids.data })] }),
            new Attribute({ type: oids.signingTime, values: [new UTCTime({ valueDate: now })] }),
            new Attribute({
              type: oids.messageDigest,
              values: [new OctetString({ valueHex: new Uint8Array(digest) })],
            }),
          ],
        }),
      }),
    ],
    certificates: [certificate],
  })
  const key = await webcrypto.subtle.importKey(
    'pkcs8',
    createPrivateKey(own.key).export({ type: 'pkcs8', format: 'der' }),
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  await signed.sign(key, 0, 'SHA-256', new Uint8Array(bytes).buffer)
  return wrapped(oids.signed, signed.toSchema(true))
}

/** Bytes that only the holders of these certificates open (DER): AES-256-CBC, the key by RSA-OAEP or ECDH. */
export async function encryptFor(bytes: Buffer, certificates: readonly string[]): Promise<Buffer> {
  const enveloped = new EnvelopedData()
  for (const one of certificates)
    enveloped.addRecipientByCertificate(certificateOf(one), {
      oaepHashAlgorithm: 'SHA-256',
      kdfAlgorithm: 'SHA-256',
      kekEncryptionLength: 256,
    })
  await enveloped.encrypt({ name: 'AES-CBC', length: 256 }, new Uint8Array(bytes).buffer)
  return wrapped(oids.enveloped, enveloped.toSchema())
}

/**
 * @param content what a detached signature is about; left out where the signature holds it
 * @returns the bytes that were signed, and whether the signature over them is right; undefined for what cannot be read
 */
export async function verifySigned(
  der: Buffer,
  content?: Buffer,
): Promise<(Verified & { readonly content: Buffer }) | undefined> {
  const signed = signedOf(der)
  const inner = signed?.encapContentInfo.eContent
  const about = content ?? (inner === undefined ? undefined : Buffer.from(inner.getValue()))
  if (signed === undefined || about === undefined) return undefined
  const nobody = { isGood: false, certificate: undefined, content: about }
  // RFC 8551 section 3.5.3: a detached one holds no content. One that does is about that, not about what stands beside it.
  if (content !== undefined && inner !== undefined) return nobody
  const [info] = signed.signerInfos
  if (info === undefined || signed.signerInfos.length !== 1) return nobody
  const data = new Uint8Array(about).buffer
  const verdict = await signed
    .verify({ signer: 0, data, checkChain: false, extendedMode: true })
    .catch((error: unknown) => error as { signatureVerified?: boolean; signerCertificate?: Certificate }) // it carries both where they are known
  const certificate = verdict.signerCertificate ?? undefined
  const hash = hashesByOid[info.digestAlgorithm.algorithmId] ?? ''
  const isGood = verdict.signatureVerified === true && soundHashes.has(hash)
  return { isGood, certificate: certificate && pemOf(certificate), content: about }
}

function signedOf(der: Buffer): SignedData | undefined {
  try {
    const info = ContentInfo.fromBER(new Uint8Array(der))
    return info.contentType === oids.signed ? new SignedData({ schema: info.content }) : undefined
  } catch {
    return undefined
  }
}

function wrapped(contentType: string, content: BaseBlock): Buffer {
  return Buffer.from(new ContentInfo({ contentType, content }).toSchema().toBER(false))
}

/** As it was sent, and not encoded anew: its fingerprint hangs on every byte. */
function pemOf(certificate: Certificate): string {
  return new NodeCertificate(Buffer.from(certificate.toSchema().toBER(false))).toString()
}
