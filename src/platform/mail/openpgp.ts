/**
 * Promises OpenPGP (RFC 9580, in mail by RFC 3156) as GnuPG and Thunderbird read it: what is encrypted without a mark of
 * its wholeness, or signed over a hash that is forged by now, is not opened or not believed. The library is loaded when a
 * mail needs it.
 */
import type { Key, KeyID, Message, PrivateKey, Subkey } from 'openpgp'
import { normalisedEmail } from '../../base/email-address.ts'
import { refuse } from '../../base/refusal.ts'
import type { MailCertificate } from './mail-certificates.ts'
import { bounded, limits } from './openpgp-limits.ts'

/** Armored public key and armored private key without a passphrase. */
export interface PgpKey {
  readonly certificate: string
  readonly key: string
}

export interface PgpVerified {
  readonly isGood: boolean
  /** Not shown to be wrong, and not believed: an old procedure, a key out of its time, a clock that is far ahead. */
  readonly isDoubted?: boolean
  /** Armored; undefined where none of the keys at hand made it. */
  readonly certificate: string | undefined
}

const farYears = 50
/** Each key to a message, for one of our keys or for nobody by name, costs a trial over the whole of it. */
const mostSessionKeys = 8
/** No clock is right to the second; what is signed further ahead is not believed. */
const clockMinutes = 10
const load = () => import('openpgp')

/** Whether a text holds something of OpenPGP, by its first line. */
export function isArmored(text: string): boolean {
  return /-----BEGIN PGP (?:PUBLIC|PRIVATE) KEY BLOCK-----/u.test(text)
}

/** A public key in plain values, as a certificate is read; undefined for what is none. */
export async function readPgpKey(text: string, now: Date): Promise<MailCertificate | undefined> {
  const { readKey } = await load()
  try {
    const key = (await readKey({ armoredKey: text, config: limits })).toPublic()
    await key.verifyPrimaryKey(now).catch((error: unknown) => {
      // What has run out is still a key, and whose it is can be said.
      if (!/expired/u.test(String(error))) throw error
    })
    const names = key.users.flatMap(({ userID }) => (userID === null ? [] : [userID]))
    const validFrom = key.getCreationTime()
    const until = await key.getExpirationTime()
    const ends = until instanceof Date ? until : new Date(validFrom.getTime() + farYears * 365 * 86_400_000)
    const encrypts = await encryptsUntil(key, now)
    return {
      certificate: key.armor(),
      fingerprint: key.getFingerprint(),
      name: names[0]?.name ?? '',
      emails: [...new Set(names.flatMap(({ email }) => normalisedEmail(email) ?? []))],
      validFrom,
      validUntil: encrypts !== undefined && encrypts < ends ? encrypts : ends,
      mayEncrypt: encrypts !== undefined,
    }
  } catch {
    return undefined
  }
}

/** The part that encrypts often ends before the whole, and another may take over. Undefined where none does it now. */
async function encryptsUntil(key: Key, now: Date): Promise<Date | undefined> {
  let until: Date | undefined
  for (let turn = 0; turn < 5; turn += 1) {
    const at = until ?? now
    const part: Key | Subkey | undefined = await key.getEncryptionKey(undefined, at).catch(() => undefined)
    if (part === undefined) return until
    const end = await part.getExpirationTime()
    if (!(end instanceof Date)) return new Date(8.64e15)
    if (end <= at) return until
    until = end
  }
  return until
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
export async function readOwnPgpKey(
  text: string,
  passphrase: string,
  now: Date,
): Promise<PgpKey | 'no_key' | 'not_both'> {
  const { decryptKey, readPrivateKey } = await load()
  try {
    const found = await readPrivateKey({ armoredKey: text, config: limits })
    const key = found.isDecrypted()
      ? found
      : await decryptKey({ privateKey: found, passphrase, config: limits })
    const hasBoth = await Promise.all([
      key.getSigningKey(undefined, now),
      key.getEncryptionKey(undefined, now),
    ]).then(
      (parts) => parts.every((part) => hasSecret(part)),
      () => false,
    )
    if (!hasBoth && (await isInTime(key, now))) return 'not_both'
    return { certificate: key.toPublic().armor(), key: key.armor() }
  } catch {
    return 'no_key'
  }
}

/** A key whose first part lies on another computer brings only what stands in its place (`gnu-dummy`). */
function hasSecret({ keyPacket }: Key | Subkey): boolean {
  return !('isDummy' in keyPacket && typeof keyPacket.isDummy === 'function' && keyPacket.isDummy() === true)
}

async function isInTime(key: Key, now: Date): Promise<boolean> {
  const end = await key.getExpirationTime()
  return !(end instanceof Date) || end > now
}

/**
 * Opens what was encrypted for one of our keys, and says whose of the known keys signed what is inside.
 * @returns undefined where none of our keys opens it, or its wholeness is not proved
 * @throws for what is no message, or one that grows beyond measure when it is opened
 */
export async function decryptPgp(
  armored: Buffer,
  keys: readonly PgpKey[],
  { known, now }: { readonly known: readonly string[]; readonly now: Date },
): Promise<{ readonly content: Buffer; readonly signature: PgpVerified | undefined } | undefined> {
  const { decrypt, readMessage } = await load()
  const { config, isBomb } = await bounded()
  const message = await readMessage({ armoredMessage: armored.toString('latin1'), config })
  const own = await privateKeys(keys)
  if ((await sessionKeysFor(message, own)) > mostSessionKeys) throw new Error('too many keys to one message')
  try {
    const { data, signatures } = await decrypt({
      message,
      decryptionKeys: own,
      verificationKeys: await publicKeys(known),
      format: 'binary',
      date: ahead(now),
      config,
    })
    return { content: Buffer.from(data), signature: await verdictOf(signatures, known) }
  } catch (error) {
    if (isBomb()) throw error
    return undefined
  }
}

async function sessionKeysFor(message: Message<string>, own: readonly PrivateKey[]): Promise<number> {
  const { enums } = await load()
  const ours = own.flatMap((key) => key.getKeys().map((part) => part.getKeyID()))
  const packets = message.packets.filterByTag(enums.packet.publicKeyEncryptedSessionKey)
  return packets.filter((packet) => {
    if (!('publicKeyID' in packet)) return true
    const named = packet.publicKeyID as KeyID // the types leave this field out
    return /^0+$/u.test(named.toHex()) || ours.some((one) => one.equals(named))
  }).length
}

function ahead(now: Date): Date {
  return new Date(now.getTime() + clockMinutes * 60_000)
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
      signature: await readSignature({ armoredSignature: armored.toString('latin1'), config: limits }),
      verificationKeys: await publicKeys(known),
      date: ahead(now),
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
  }).catch(refuseKeys)
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
  }).catch(refuseKeys)
}

/** Keys were good when they were kept: what fails now has run out, was withdrawn, or was never whole. */
function refuseKeys(): never {
  return refuse(
    'conflict',
    'One of the OpenPGP keys, ours or theirs, cannot be used any more: it has run out or is not complete. Look at the keys, and keep a newer one.',
    { reason: 'key_unfit' },
  )
}

async function publicKeys(armored: readonly string[]): Promise<Key[]> {
  const { readKey } = await load()
  return Promise.all(armored.map((armoredKey) => readKey({ armoredKey, config: limits })))
}

async function privateKeys(keys: readonly PgpKey[]): Promise<PrivateKey[]> {
  const { readPrivateKey } = await load()
  return Promise.all(keys.map(({ key: armoredKey }) => readPrivateKey({ armoredKey, config: limits })))
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
  const why = await found.verified.then(
    () => 'good',
    (error: unknown) =>
      /digest did not match|verification failed/iu.test(String(error)) ? 'wrong' : 'doubted',
  )
  const verdict = { isGood: why === 'good', ...(why === 'doubted' && at >= 0 && { isDoubted: true }) }
  return { ...verdict, certificate: at < 0 ? undefined : known[at] }
}
