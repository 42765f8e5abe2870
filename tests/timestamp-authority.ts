import { createHash, randomBytes, webcrypto } from 'node:crypto'
import { Integer, Null, ObjectIdentifier, OctetString, Sequence, Utf8String } from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  ExtKeyUsage,
  Extension,
  IssuerAndSerialNumber,
  MessageImprint,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs'

export interface TimestampAuthorityForTests {
  /** Its certificate, the only root there is, in PEM. */
  readonly roots: string
  /** The reply to a request, at this time. */
  reply(request: Uint8Array, at: Date): Promise<Uint8Array>
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** What an authority gets wrong. */
export interface AuthorityFaults {
  readonly usages?: readonly string[]
  readonly isUsageCritical?: boolean
  /** What the token says that it holds, and what it says under its signature. */
  readonly contentType?: string
  readonly signedContentType?: string
  readonly signingCertificate?: 'none' | 'other'
}

/** An authority as RFC 3161 has it: a root of its own making, and a certificate below it that stamps. */
export async function timestampAuthority(faults: AuthorityFaults = {}): Promise<TimestampAuthorityForTests> {
  const [rootKeys, keys] = [await newKeys(), await newKeys()]
  const isAuthority = new BasicConstraints({ cA: true })
  const root = await certified('Root of stamps for tests', 1, rootKeys.publicKey, [
    new Extension({ extnID: '2.5.29.19', critical: true, extnValue: isAuthority.toSchema().toBER(false) }),
  ])
  await root.sign(rootKeys.privateKey, 'SHA-256')
  const { usages = ['1.3.6.1.5.5.7.3.8'], isUsageCritical: critical = true } = faults
  const purposes = new ExtKeyUsage({ keyPurposes: [...usages] })
  const certificate = await certified('Stamps for tests', 4711, keys.publicKey, [
    new Extension({ extnID: '2.5.29.37', critical, extnValue: purposes.toSchema().toBER(false) }),
  ])
  certificate.issuer = root.subject
  await certificate.sign(rootKeys.privateKey, 'SHA-256')
  const der = Buffer.from(root.toSchema(true).toBER(false)).toString('base64')
  return {
    roots: `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`,
    reply: (request, at) => reply({ keys, certificate, faults }, request, at),
  }
}

const newKeys = () => webcrypto.subtle.generateKey(curve, true, ['sign', 'verify'])

async function certified(
  name: string,
  number: number,
  key: webcrypto.CryptoKey,
  extensions: Extension[],
): Promise<Certificate> {
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: number }) })
  for (const part of [certificate.issuer, certificate.subject])
    part.typesAndValues.push(
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) }),
    )
  certificate.notBefore.value = new Date('2020-01-01T00:00:00Z')
  certificate.notAfter.value = new Date('2049-01-01T00:00:00Z')
  certificate.extensions = extensions
  await certificate.subjectPublicKeyInfo.importKey(key)
  return certificate
}

interface Stamping {
  readonly keys: webcrypto.CryptoKeyPair
  readonly certificate: Certificate
  readonly faults: AuthorityFaults
}

const stampOid = '1.2.840.113549.1.9.16.1.4'

/** SigningCertificateV2 (RFC 5035): by its default the hash is SHA-256. */
function signingCertificate({ certificate, faults }: Stamping): Attribute[] {
  if (faults.signingCertificate === 'none') return []
  const der = Buffer.from(certificate.toSchema(true).toBER(false))
  const digest = createHash('sha256')
    .update(faults.signingCertificate === 'other' ? 'another' : der)
    .digest()
  const named = new Sequence({ value: [new OctetString({ valueHex: new Uint8Array(digest) })] })
  const value = new Sequence({ value: [new Sequence({ value: [named] })] })
  return [new Attribute({ type: '1.2.840.113549.1.9.16.2.47', values: [value] })]
}

async function reply(
  { keys, certificate, faults }: Stamping,
  request: Uint8Array,
  at: Date,
): Promise<Uint8Array> {
  const asked = TimeStampReq.fromBER(new Uint8Array(request))
  const info = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({
        algorithmId: asked.messageImprint.hashAlgorithm.algorithmId,
        algorithmParams: new Null(),
      }),
      hashedMessage: new OctetString({
        valueHex: new Uint8Array(asked.messageImprint.hashedMessage.valueBlock.valueHexView),
      }),
    }),
    serialNumber: new Integer({ valueHex: new Uint8Array([1, ...randomBytes(7)]) }),
    genTime: at,
    ...(asked.nonce === undefined ? {} : { nonce: asked.nonce }),
  })
  const content = new Uint8Array(info.toSchema().toBER(false))
  const attribute = (type: string, value: ObjectIdentifier | OctetString) =>
    new Attribute({ type, values: [value] })
  const digest = new Uint8Array(createHash('sha256').update(content).digest())
  const signed = new SignedData({
    version: 3,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: faults.contentType ?? stampOid,
      eContent: new OctetString({ valueHex: content }),
    }),
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
            attribute(
              '1.2.840.113549.1.9.3',
              new ObjectIdentifier({ value: faults.signedContentType ?? stampOid }),
            ),
            attribute('1.2.840.113549.1.9.4', new OctetString({ valueHex: digest })),
            ...signingCertificate({ keys, certificate, faults }),
          ],
        }),
      }),
    ],
    certificates: [certificate],
  })
  await signed.sign(keys.privateKey, 0, 'SHA-256')
  const token = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) })
  const response = new TimeStampResp({ status: new PKIStatusInfo({ status: 0 }), timeStampToken: token })
  return new Uint8Array(response.toSchema().toBER(false))
}
