/**
 * Promises that what was encrypted (RFC 5652, RFC 5083) is opened whole or not at all, with AES and a key handed over by
 * RSA; what is authenticated is handed out after its mac was right.
 */
import { constants, createDecipheriv, createPrivateKey, privateDecrypt, randomBytes } from 'node:crypto'
import { Integer, ObjectIdentifier, OctetString, Sequence, Set as Asn1Set, type BaseBlock } from 'asn1js'
import type { Certificate } from 'pkijs'
import { certificateOf, contentOf, hashesByOid, membersOf, octetsOf, oids } from './cms-structure.ts'

/** Certificate and private key, both PEM; the key is PKCS #8 and RSA. */
export interface OwnKey {
  readonly certificate: string
  readonly key: string
}

const ciphers: Readonly<
  Record<string, { name: 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc'; bytes: number }>
> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', bytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', bytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', bytes: 32 },
}
const sealedCiphers: Readonly<
  Record<string, { name: 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm'; bytes: number }>
> = {
  '2.16.840.1.101.3.4.1.6': { name: 'aes-128-gcm', bytes: 16 },
  '2.16.840.1.101.3.4.1.26': { name: 'aes-192-gcm', bytes: 24 },
  '2.16.840.1.101.3.4.1.46': { name: 'aes-256-gcm', bytes: 32 },
}

/**
 * @returns undefined when none of the keys opens it, or it was changed on its way: never a part of it
 */
export function decrypt(der: Buffer, keys: readonly OwnKey[]): Buffer | undefined {
  try {
    return opened(der, keys)
  } catch {
    return undefined
  }
}

function opened(der: Buffer, keys: readonly OwnKey[]): Buffer | undefined {
  const info = contentOf(der)
  if (info === undefined || (info.oid !== oids.enveloped && info.oid !== oids.authEnveloped)) return undefined
  const fields = membersOf(info.content)
  // version, [0] originator, recipients, what is encrypted, and, where it is authenticated, attributes and the mac.
  const at = fields.findIndex((one) => one instanceof Asn1Set)
  const [recipients, encrypted] = [fields[at], fields[at + 1]]
  if (!(recipients instanceof Asn1Set) || encrypted === undefined) return undefined
  const [, algorithm, holder] = membersOf(encrypted)
  const sealed = octetsOf(holder)
  const [cipher, parameters] = membersOf(algorithm)
  if (sealed === undefined || !(cipher instanceof ObjectIdentifier)) return undefined
  const oid = cipher.valueBlock.toString()
  for (const own of keys) {
    const wrappedKey = transportedTo(own, recipients)
    if (wrappedKey === undefined) continue
    const plain = ciphers[oid]
    if (info.oid === oids.enveloped && plain !== undefined) {
      const decipher = createDecipheriv(
        plain.name,
        unwrap(own, wrappedKey, plain.bytes),
        octetsOf(parameters) ?? Buffer.alloc(0),
      )
      return Buffer.concat([decipher.update(sealed), decipher.final()])
    }
    const strong = sealedCiphers[oid]
    if (info.oid === oids.authEnveloped && strong !== undefined) {
      const [nonce, size] = membersOf(parameters)
      const rest = fields.slice(at + 2)
      const mac = octetsOf(rest.find((one) => one instanceof OctetString))
      const attributes = rest.find((one) => one.idBlock.tagClass === 3 && one.idBlock.tagNumber === 1)
      const wanted = size instanceof Integer ? size.valueBlock.valueDec : 12
      if (mac === undefined || mac.length !== wanted || mac.length < 12) return undefined
      const decipher = createDecipheriv(
        strong.name,
        unwrap(own, wrappedKey, strong.bytes),
        octetsOf(nonce) ?? Buffer.alloc(0),
        { authTagLength: mac.length },
      )
      // RFC 5083 section 2.2: authenticated as a SET, whatever tag it travels under.
      if (attributes !== undefined) {
        const bytes = Buffer.from(attributes.toBER(false))
        bytes[0] = 0x31
        decipher.setAAD(bytes)
      }
      decipher.setAuthTag(mac)
      return Buffer.concat([decipher.update(sealed), decipher.final()])
    }
  }
  return undefined
}

interface Transported {
  readonly scheme: string
  readonly parameters: BaseBlock | undefined
  readonly key: Buffer
}

/** The content's key as it was encrypted for this certificate, named by issuer and serial or by its key identifier. */
function transportedTo(own: OwnKey, recipients: Asn1Set): Transported | undefined {
  const certificate = certificateOf(own.certificate)
  const identifier = subjectKeyOf(certificate)
  for (const one of recipients.valueBlock.value.slice(0, 500)) {
    if (!(one instanceof Sequence)) continue
    const [, who, algorithm, key] = membersOf(one)
    const [issuer, serial] = membersOf(who)
    const isNamed =
      who instanceof Sequence &&
      issuer !== undefined &&
      serial instanceof Integer &&
      Buffer.from(issuer.toBER(false)).equals(Buffer.from(certificate.issuer.toSchema().toBER(false))) &&
      serial.isEqual(certificate.serialNumber)
    const isKeyed = identifier !== undefined && octetsOf(who)?.equals(identifier) === true
    const [scheme, parameters] = membersOf(algorithm)
    const sealed = octetsOf(key)
    if ((isNamed || isKeyed) && scheme instanceof ObjectIdentifier && sealed !== undefined)
      return { scheme: scheme.valueBlock.toString(), parameters, key: sealed }
  }
  return undefined
}

function subjectKeyOf(certificate: Certificate): Buffer | undefined {
  const found = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.14')?.parsedValue as unknown
  return found instanceof OctetString ? octetsOf(found) : undefined
}

/** @param bytes that the key must have */
function unwrap(own: OwnKey, { scheme, parameters, key }: Transported, bytes: number): Buffer {
  const privateKey = createPrivateKey(own.key)
  if (scheme === oids.oaep) {
    const [hash] = membersOf(membersOf(parameters).find(({ idBlock }) => idBlock.tagNumber === 0))
    const [oid] = membersOf(hash)
    const oaepHash =
      oid instanceof ObjectIdentifier ? (hashesByOid[oid.valueBlock.toString()] ?? 'sha1') : 'sha1'
    return privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, key)
  }
  if (scheme !== oids.rsa) throw new Error('another way to hand over a key')
  const block = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, key)
  // RFC 3218 section 2.3.2: what is padded wrongly fails later as a wrong key does, so that nobody learns which it was.
  const start = block.length - bytes - 1
  const isPadded =
    block[0] === 0 &&
    block[1] === 2 &&
    block[start] === 0 &&
    start >= 10 &&
    !block.subarray(2, start).includes(0)
  return isPadded ? block.subarray(start + 1) : randomBytes(bytes)
}
