/**
 * Promises who signed a timestamp: one signer, named by issuer and serial, whose certificate was made for stamping and for
 * nothing else, and who signed over the hash of that very certificate (RFC 3161 sections 2.3 and 2.4.2, RFC 5816).
 */
import { createHash } from 'node:crypto'
import { ObjectIdentifier, OctetString, Sequence, type BaseBlock } from 'asn1js'
import { Certificate, ExtKeyUsage, IssuerAndSerialNumber, type SignedData, type SignerInfo } from 'pkijs'
import { refuse } from '../../base/refusal.ts'

const stampOid = '1.2.840.113549.1.9.16.1.4'
const stampingUsage = '1.3.6.1.5.5.7.3.8'
const contentTypeOid = '1.2.840.113549.1.9.3'
const signingCertificateOid = '1.2.840.113549.1.9.16.2.12'
const signingCertificateV2Oid = '1.2.840.113549.1.9.16.2.47'
const hashes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/**
 * The signer, before the signature itself is checked.
 * @param signed with every certificate that is known, beside those in the token
 * @param at the time that the token names
 * @throws Refusal `invalid` with the reason
 */
export function signerOf(signed: SignedData, at: Date): { issuer: string; serial: string } {
  const [info] = signed.signerInfos
  const sid: unknown = info?.sid
  if (info === undefined || signed.signerInfos.length !== 1 || !(sid instanceof IssuerAndSerialNumber))
    wrong(
      'This timestamp does not name the one who signed it by issuer and serial number.',
      'timestamp_unsigned',
    )
  const certificate = signed.certificates?.find(
    (one): one is Certificate =>
      one instanceof Certificate &&
      one.issuer.isEqual(sid.issuer) &&
      one.serialNumber.isEqual(sid.serialNumber),
  )
  if (certificate === undefined)
    wrong(
      'The certificate of the signer is missing. Hand in the authority’s certificates as well.',
      'timestamp_bare',
    )
  if (!isForStamping(certificate))
    wrong('The certificate of the signer was not made for timestamps alone.', 'timestamp_untrusted')
  if (at < certificate.notBefore.value || at > certificate.notAfter.value)
    wrong(
      'The certificate of the signer was not valid at the time that the timestamp names. Ask another authority.',
      'timestamp_untrusted',
    )
  if (!isSignedAsStamp(info, certificate))
    wrong(
      'This timestamp does not say under its signature what it is, and by which certificate it was signed.',
      'timestamp_forged',
    )
  return {
    issuer: nameOf(sid),
    serial: Buffer.from(sid.serialNumber.valueBlock.valueHexView).toString('hex'),
  }
}

export function wrong(sentence: string, reason: string): never {
  refuse('invalid', sentence, { reason })
}

/** RFC 3161 section 2.3: one extended key usage, which is critical. */
function isForStamping(certificate: Certificate): boolean {
  const usages = certificate.extensions?.filter(({ extnID }) => extnID === '2.5.29.37') ?? []
  const [usage] = usages
  const purposes: unknown = usage?.parsedValue
  return (
    usages.length === 1 &&
    usage?.critical === true &&
    purposes instanceof ExtKeyUsage &&
    purposes.keyPurposes.length === 1 &&
    purposes.keyPurposes[0] === stampingUsage
  )
}

/** Without signed attributes a signature over other bytes of the same shape would do. */
function isSignedAsStamp(info: SignerInfo, certificate: Certificate): boolean {
  const attributes = info.signedAttrs?.attributes ?? []
  const one = (oid: string) => {
    const found = attributes.filter(({ type }) => type === oid)
    return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined
  }
  const type: unknown = one(contentTypeOid)
  if (!(type instanceof ObjectIdentifier) || type.valueBlock.toString() !== stampOid) return false
  const der = new Uint8Array(certificate.toSchema(false).toBER(false))
  const named = (oid: string, hash: string) => {
    const found = firstCertificateHash(one(oid), hash)
    return found !== undefined && createHash(found.hash).update(der).digest().equals(found.digest)
  }
  return named(signingCertificateV2Oid, 'sha256') || named(signingCertificateOid, 'sha1')
}

/** Of `SEQUENCE { certs SEQUENCE OF SEQUENCE { [hashAlgorithm,] certHash, ... } }` the first, which is the signer's. */
function firstCertificateHash(
  attribute: unknown,
  usual: string,
): { hash: string; digest: Uint8Array } | undefined {
  const [first] = membersOf(membersOf(membersOf(attribute)[0])[0])
  if (first instanceof OctetString) return { hash: usual, digest: first.valueBlock.valueHexView }
  const [algorithm] = membersOf(first)
  const digest = membersOf(membersOf(membersOf(attribute)[0])[0])[1]
  const hash = algorithm instanceof ObjectIdentifier ? hashes[algorithm.valueBlock.toString()] : undefined
  if (hash === undefined || usual === 'sha1' || !(digest instanceof OctetString)) return undefined
  return { hash, digest: digest.valueBlock.valueHexView }
}

function membersOf(block: unknown): readonly BaseBlock[] {
  return block instanceof Sequence ? block.valueBlock.value : []
}

const nameParts: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
}

/** Most particular part first, as people write it (RFC 4514). */
function nameOf({ issuer }: IssuerAndSerialNumber): string {
  return issuer.typesAndValues
    .map(({ type, value }) => `${nameParts[type] ?? type}=${String(value.valueBlock.value)}`)
    .toReversed()
    .join(', ')
    .slice(0, 500)
}
