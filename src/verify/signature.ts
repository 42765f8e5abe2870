import { constants, type KeyObject, verify } from 'node:crypto'
import { type Algorithm, algorithmOf, inside, integerOf, only, readable, tags, taken } from './der.ts'

/** The hashes that hold today, by their numbers, as Node names them. */
const hashes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const weak: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '1.2.840.113549.2.5': 'MD5',
  '1.2.840.113549.1.1.4': 'MD5',
  '1.2.840.113549.1.1.5': 'SHA-1',
  '1.2.840.10045.4.1': 'SHA-1',
}

export function hashOf({ oid }: Pick<Algorithm, 'oid'>): string | undefined {
  return hashes[oid]
}

/** Why a hash or signature of this kind says nothing here, to follow "it is signed with". */
export function whyNot({ oid }: Pick<Algorithm, 'oid'>): string {
  const name = weak[oid]
  return name === undefined ? `${oid}, which this program does not know` : `${name}, which is too weak`
}

const rsa = '1.2.840.113549.1.1.1'
const pss = '1.2.840.113549.1.1.10'
/** Signatures that name their hash (RFC 4055, RFC 5758). */
const named: Readonly<Record<string, { key: string; hash: string }>> = {
  '1.2.840.113549.1.1.11': { key: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', hash: 'sha512' },
}

/** How a signature is checked. */
export interface Scheme {
  /** The kind of key that makes it. */
  readonly key: 'rsa' | 'ec'
  /** Undefined for plain RSA, which leaves that to the digest named beside it. */
  readonly hash: string | undefined
  /** Bytes of salt, for RSA-PSS alone. */
  readonly salt?: number
}

/** Undefined for one that is unknown here, or rests on a hash that no longer holds. */
export function schemeOf({ oid, parameters }: Algorithm): Scheme | undefined {
  if (oid === pss) return parameters === undefined ? undefined : readable(() => pssOf(parameters.whole))
  if (parameters !== undefined) return undefined
  if (oid === rsa) return { key: 'rsa', hash: undefined }
  const found = named[oid]
  return found === undefined ? undefined : { key: found.key === 'ec' ? 'ec' : 'rsa', hash: found.hash }
}

const maskGeneration = '1.2.840.113549.1.1.8'

/** RSASSA-PSS-params (RFC 4055 section 3.1). What is left out there stands for SHA-1, which is not taken. */
function pssOf(whole: Buffer): Scheme | undefined {
  const parts = inside(only(whole, tags.sequence), tags.sequence)
  const [hash, mask, salt] = [0, 1, 2].map((n) => taken(parts, tags.explicit(n)))
  if (hash === undefined || mask === undefined || salt === undefined || parts.length > 0) return undefined
  const digest = hashOf(algorithmOf(only(hash.value, tags.sequence)))
  const { oid, parameters } = algorithmOf(only(mask.value, tags.sequence))
  const isAlike = parameters !== undefined && hashOf(algorithmOf(parameters)) === digest
  const length = Number.parseInt(integerOf(only(salt.value, tags.integer)), 16)
  if (digest === undefined || oid !== maskGeneration || !isAlike || length > 64) return undefined
  return { key: 'rsa', hash: digest, salt: length }
}

const curves = [
  'prime256v1',
  'secp384r1',
  'secp521r1',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
]

/** Why a key is not taken, to follow "it has"; undefined for one that is. */
export function whyNotKey(key: KeyObject): string | undefined {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
  switch (key.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return modulusLength >= 2048 ? undefined : 'an RSA key of fewer than 2048 bits, which is too weak'
    case 'ec':
      return curves.includes(namedCurve) ? undefined : 'a key on a curve that this program does not know'
    default:
      return 'a key of a kind that this program does not know'
  }
}

/** @param hash that of the digest named beside the signature */
export function isSignedBy(
  key: KeyObject,
  scheme: Scheme,
  { bytes, hash, signature }: { bytes: Buffer; hash: string; signature: Buffer },
): boolean {
  const isOfKey =
    scheme.key === 'ec' ? key.asymmetricKeyType === 'ec' : key.asymmetricKeyType?.startsWith('rsa')
  if (isOfKey !== true || (scheme.hash ?? hash) !== hash) return false
  const padding =
    scheme.salt === undefined
      ? { padding: constants.RSA_PKCS1_PADDING }
      : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.salt }
  try {
    return verify(hash, bytes, scheme.key === 'ec' ? key : { key, ...padding }, signature)
  } catch {
    // What OpenSSL cannot take is no signature: a key that does PSS alone, a signature of another length.
    return false
  }
}
