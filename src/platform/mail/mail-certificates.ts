/**
 * Promises certificates for mail (RFC 8550): what one says of its holder in plain values, and one of our own that stands
 * for itself, since a small firm has no authority. Whoever gets it compares its fingerprint.
 */
import { createPrivateKey, randomBytes, webcrypto, X509Certificate as NodeCertificate } from 'node:crypto'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { normalisedEmail } from '../../base/email-address.ts'
import type { OwnKey } from './cms-decrypt.ts'

export interface MailCertificate {
  /** PEM. */
  readonly certificate: string
  /** SHA-256 of the certificate, hexadecimal. */
  readonly fingerprint: string
  /** As it names its holder; '' for none. */
  readonly name: string
  /** Normalised; what the certificate itself names, and no other. */
  readonly emails: readonly string[]
  readonly validFrom: Date
  readonly validUntil: Date
  /** Whether a mail can be encrypted for it: RSA of 2048 bits or more, or ECDH on a curve of NIST. */
  readonly mayEncrypt: boolean
}

const years = 3
const dayMillis = 86_400_000
const curves = new Set(['prime256v1', 'secp384r1', 'secp521r1'])

/** @param text PEM, or the base64 that Windows exports; undefined for what is no certificate */
export function readMailCertificate(text: string): MailCertificate | undefined {
  try {
    const found = new NodeCertificate(certificateBlock(text))
    const { asymmetricKeyType, asymmetricKeyDetails } = found.publicKey
    const isRsa = asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
    const isCurve = asymmetricKeyType === 'ec' && curves.has(asymmetricKeyDetails?.namedCurve ?? '')
    return {
      certificate: found.toString(),
      fingerprint: found.fingerprint256.replaceAll(':', '').toLowerCase(),
      name: /^CN=(.{1,200})$/mu.exec(found.subject)?.[1] ?? '',
      emails: emailsOf(found),
      validFrom: new Date(found.validFrom),
      validUntil: new Date(found.validTo),
      mayEncrypt: isRsa || isCurve,
    }
  } catch {
    return undefined
  }
}

function certificateBlock(text: string): string {
  const found = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/u.exec(text)?.[0]
  if (found !== undefined) return found
  return `-----BEGIN CERTIFICATE-----\n${text.trim()}\n-----END CERTIFICATE-----\n`
}

function emailsOf({ subjectAltName = '', subject }: NodeCertificate): string[] {
  const named = [
    ...[...subjectAltName.matchAll(/(?:^|, )email:([^,\s"]{3,320})/gu)].map(([, one = '']) => one),
    ...[...subject.matchAll(/^emailAddress=(.{3,320})$/gmu)].map(([, one = '']) => one),
  ]
  return [...new Set(named.flatMap((one) => normalisedEmail(one) ?? []))]
}

/** A key of 3072 bits and a certificate for this address, which signs for itself, for three years. */
export async function makeMailKey(
  { email, name }: { readonly email: string; readonly name: string },
  now: Date,
): Promise<OwnKey> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 3072,
    publicExponent: new Uint8Array([1, 0, 1]),
  }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const usage = KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment
  const made = await X509CertificateGenerator.createSelfSigned({
    // Positive and of full length (RFC 5280 section 4.1.2.2).
    serialNumber: Buffer.concat([Buffer.of(0x40), randomBytes(15)]).toString('hex'),
    name: [{ CN: [name.slice(0, 64)] }],
    notBefore: new Date(now.getTime() - dayMillis),
    notAfter: new Date(now.getTime() + years * 365 * dayMillis),
    keys,
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(usage, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.emailProtection]),
      new SubjectAlternativeNameExtension([{ type: 'email', value: email }]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey, false),
    ],
  })
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  return {
    certificate: new NodeCertificate(Buffer.from(made.rawData)).toString(),
    key: createPrivateKey({ key, format: 'der', type: 'pkcs8' })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  }
}

/**
 * A key that was made elsewhere, as PEM with its certificate; the passphrase opens it and is kept nowhere.
 * @returns why it cannot be used, otherwise
 */
export function readOwnKey(
  text: string,
  passphrase: string,
): OwnKey | 'no_certificate' | 'no_key' | 'other_key' | 'not_rsa' {
  const certificate = readMailCertificate(text)
  if (certificate === undefined) return 'no_certificate'
  const block =
    /-----BEGIN (?:ENCRYPTED |RSA )?PRIVATE KEY-----[\s\S]{1,20000}?-----END (?:ENCRYPTED |RSA )?PRIVATE KEY-----/u
  const pem = block.exec(text)?.[0]
  if (pem === undefined) return 'no_key'
  try {
    const key = createPrivateKey({ key: pem, ...(passphrase !== '' && { passphrase }) })
    if (key.asymmetricKeyType !== 'rsa' || !certificate.mayEncrypt) return 'not_rsa'
    if (!new NodeCertificate(certificate.certificate).checkPrivateKey(key)) return 'other_key'
    return {
      certificate: certificate.certificate,
      key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }
  } catch {
    return 'no_key'
  }
}
