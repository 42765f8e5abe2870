/** Promises the pieces of a CMS structure (RFC 5652) by what they are, and undefined where something else stands. */
import { X509Certificate as NodeCertificate } from 'node:crypto'
import { Constructed, fromBER, ObjectIdentifier, OctetString, Primitive, type BaseBlock } from 'asn1js'
import { Certificate } from 'pkijs'

export const oids = {
  data: '1.2.840.113549.1.7.1',
  signed: '1.2.840.113549.1.7.2',
  enveloped: '1.2.840.113549.1.7.3',
  authEnveloped: '1.2.840.113549.1.9.16.1.23',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  rsa: '1.2.840.113549.1.1.1',
  oaep: '1.2.840.113549.1.1.7',
} as const

export const hashesByOid: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
export function contentOf(der: Buffer): { oid: string; content: BaseBlock } | undefined {
  const { result, offset } = fromBER(new Uint8Array(der))
  if (offset === -1) return undefined
  const [oid, holder] = membersOf(result)
  const [content] = membersOf(holder)
  return oid instanceof ObjectIdentifier && content !== undefined
    ? { oid: oid.valueBlock.toString(), content }
    : undefined
}

/** Members of what is built of others, whatever tag it has. */
export function membersOf(block: BaseBlock | undefined): readonly BaseBlock[] {
  const value: unknown = (block?.valueBlock as { value?: unknown } | undefined)?.value // only those have it
  return Array.isArray(value) ? (value as BaseBlock[]) : [] // the library's own members
}

/** The bytes of a string of octets, in one piece or in many, under its own tag or that of its place. */
export function octetsOf(block: BaseBlock | undefined): Buffer | undefined {
  if (!(block instanceof OctetString || block instanceof Primitive || block instanceof Constructed))
    return undefined
  // In one piece: what the library found to be readable inside is no part of it.
  if (!block.idBlock.isConstructed)
    return block instanceof Constructed ? undefined : Buffer.from(block.valueBlock.valueHexView)
  const parts = membersOf(block).map((one) => (one instanceof OctetString ? octetsOf(one) : undefined))
  return parts.some((one) => one === undefined)
    ? undefined
    : Buffer.concat(parts.map((one) => one ?? Buffer.alloc(0)))
}

export function certificateOf(pem: string): Certificate {
  return Certificate.fromBER(new Uint8Array(new NodeCertificate(pem).raw))
}
