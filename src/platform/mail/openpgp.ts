/**
 * Promises OpenPGP (RFC 9580, in mail by RFC 3156) as GnuPG and Thunderbird read it: what is encrypted without a mark of
 * its wholeness, or signed over a hash that is forged by now, is not opened or not believed. The library is loaded when a
 * mail needs it.
 */
import type { Key, KeyID, PrivateKey } from 'openpgp'
import { normalisedEmail } from '../../base/email-address.ts'
import type { MailCertificate } from './mail-certificates.ts'

/** Armored public key and armored private key without a passphrase. */
export interface PgpKey {
  readonly certificate: string
  readonly key: string
}

export interface PgpVerified {
  readonly isGood: boolean
  /** Armored; undefined where none of the keys at hand made it. */
  readonly certificate: string | undefined
}

const farYears = 50
const load = () => import('openpgp')

/** Whether a text holds something of OpenPGP, by its first line. */
export function isArmored(text: string): boolean {
  return /-----BEGIN PGP (?:PUBLIC|PRIVATE) KEY BLOCK-----/u.test(text)
}

/** A public key in plain values, as a certificate is read; undefined for what is none. */
export async function readPgpKey(text: string, now: Date): Promise<MailCertificate | undefined> {
  const { readKey } = await load()
  try {
    const key = (await readKey({ armoredKey: text })).toPublic()
    await key.verifyPrimaryKey(now)
    const names = key.users.flatMap(({ userID }) => (userID === null ? [] : [userID]))
    const validFrom = key.getCreationTime()
    const until = await key.getExpirationTime()
    return {
      certificate: key.armor(),
      fingerprint: key.getFingerprint(),
      name: names[0]?.name ?? '',
      emails: [...new Set(names.flatMap(({ email }) => normalisedEmail(email) ?? []))],
      validFrom,
      validUntil: until instanceof Date ? until : new Date(validFrom.getTime() + farYears * 365 * 86_400_000),
      mayEncrypt: await isFor(key, 'encryption', now),
    }
  } catch {
    return undefined
  }
}

async function isFor(key: Key, what: 'encryption', now: Date): Promise<boolean> {
  try {
    return what === 'encryption' && (await key.getEncryptionKey(undefined, now)) !== undefined
  } catch {
    return false
  }
}

/** A key of our own for this address, on the curve that all programs in use read, for three years. */
export async function makePgpKey(
  { email, name }: { readonly email: string; readonly name: string },
  now: Date,
): Promise<PgpKey> {
  const { generateKey } = await load()
  const made = await generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: [{ name: name.replaceAll(/[<>()@"\\\p{Cc}]/gu, ' ').trim(), email }],
    keyExpirationTime: 3 * 365 * 86_400,
    date: new Date(now.getTime() - 60_000),
    format: 'armored',
  })
  return { certificate: made.publicKey, key: made.privateKey }
}

/**
 * A key that was made elsewhere; the passphrase opens it and is kept nowhere.
 * @returns why it cannot be used, otherwise
 */
export async function readOwnPgpKey(text: string, passphrase: string): Promise<PgpKey | 'no_key'> {
  const { decryptKey, readPrivateKey } = await load()
  try {
    const found = await readPrivateKey({ armoredKey: text })
    const key = found.isDecrypted() ? found : await decryptKey({ privateKey: found, passphrase })
    return { certificate: key.toPublic().armor(), key: key.armor() }
  } catch {
    return 'no_key'
  }
}

/**
 * Opens what was encrypted for one of our keys, and says whose of the known keys signed what is inside.
 * @returns undefined where none of our keys opens it, or its wholeness is not proved
 */
export async function decryptPgp(
  armored: Buffer,
  keys: readonly PgpKey[],
  { known, now }: { readonly known: readonly string[]; readonly now: Date },
): Promise<{ readonly content: Buffer; readonly signature: PgpVerified | undefined } | undefined> {
  const { decrypt, readMessage } = await load()
  try {
    const message = await readMessage({ armoredMessage: armored.toString('latin1') })
    const { data, signatures } = await decrypt({
      message,
      decryptionKeys: await privateKeys(keys),
      verificationKeys: await publicKeys(known),
      format: 'binary',
      date: now,
    })
    return { content: Buffer.from(data), signature: await verdictOf(signatures, known) }
  } catch {
    return undefined
  }
}

/** Whose of the known keys made this signature over these bytes. */
export async function verifyPgp(
  armored: Buffer,
  content: Buffer,
  { known, now }: { readonly known: readonly string[]; readonly now: Date },
): Promise<PgpVerified> {
  const { createMessage, readSignature, verify } = await load()
  try {
    const { signatures } = await verify({
      message: await createMessage({ binary: new Uint8Array(content) }),
      signature: await readSignature({ armoredSignature: armored.toString('latin1') }),
      verificationKeys: await publicKeys(known),
      date: now,
    })
    return (await verdictOf(signatures, known)) ?? { isGood: false, certificate: undefined }
  } catch {
    return { isGood: false, certificate: undefined }
  }
}

/** A detached armored signature over these bytes. */
export async function signPgp(content: Buffer, own: PgpKey, now: Date): Promise<string> {
  const { createMessage, sign } = await load()
  return sign({
    message: await createMessage({ binary: new Uint8Array(content) }),
    signingKeys: await privateKeys([own]),
    detached: true,
    format: 'armored',
    date: now,
  })
}

/** Signed inside, where we have a key, and armored. */
export async function encryptPgp(
  content: Buffer,
  certificates: readonly string[],
  { own, now }: { readonly own: PgpKey | undefined; readonly now: Date },
): Promise<string> {
  const { createMessage, encrypt } = await load()
  return encrypt({
    message: await createMessage({ binary: new Uint8Array(content) }),
    encryptionKeys: await publicKeys(certificates),
    ...(own !== undefined && { signingKeys: await privateKeys([own]) }),
    format: 'armored',
    date: now,
  })
}

async function publicKeys(armored: readonly string[]): Promise<Key[]> {
  const { readKey } = await load()
  return Promise.all(armored.map((armoredKey) => readKey({ armoredKey })))
}

async function privateKeys(keys: readonly PgpKey[]): Promise<PrivateKey[]> {
  const { readPrivateKey } = await load()
  return Promise.all(keys.map(({ key: armoredKey }) => readPrivateKey({ armoredKey })))
}

/** Of one signature; several, or none, say nothing about who wrote it. */
async function verdictOf(
  signatures: readonly { readonly keyID: KeyID; readonly verified: Promise<true> }[],
  known: readonly string[],
): Promise<PgpVerified | undefined> {
  const [found] = signatures
  if (found === undefined) return undefined
  if (signatures.length !== 1) return { isGood: false, certificate: undefined }
  const keys = await publicKeys(known)
  const at = keys.findIndex((key) => key.getKeys(found.keyID).length > 0)
  const isGood = await found.verified.then(
    () => true,
    () => false,
  )
  return { isGood, certificate: at < 0 ? undefined : known[at] }
}
