/**
 * Promises the keys of an installation: made once, whole, in a folder only their owner can read, and never
 * replaced by themselves, since a key lost without a word would break every proof made with it.
 *
 * A key is written beside its place, synced, then given its name unless another process was first. The
 * marker comes last: from then on a key that is missing or differs from its fingerprint is refused. A kind of key
 * that is younger than the marker is made once more and joins it.
 */
import {
  createECDH,
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { refuse } from '../../base/refusal.ts'
import { errorCode, onDisk, realDisk, syncNameOf, writeSynced } from './disk.ts'
import type { Disk } from './disk.ts'
import { makePrivateFolder, readPrivate, refuseUnsafeFolder } from './private-folder.ts'

export interface Keys {
  /** The name of this installation, made once: the first part of every ledger origin. */
  readonly install: string
  /** Ed25519 private key that signs ledger checkpoints. */
  readonly ledgerSigning: KeyObject
  /** 32 bytes: signs the tenant context of each database transaction. */
  readonly context: Uint8Array
  /** 32 bytes: seals the files of evidence. */
  readonly evidence: Uint8Array
  /** 32 random bytes in base64url, for the sign-in library. */
  readonly authSecret: string
  /** P-256 key pair by which push services know this installation, in base64url (RFC 8292 section 3.2). */
  readonly push: { readonly publicKey: string; readonly privateKey: string }
}

/**
 * Reads the keys, making them when there are none yet and completing a first run that was cut off.
 * Refuses `unavailable`, with a sentence for whoever runs Muster, when the folder or a key can be read by
 * others or belongs to another user, when a key is damaged, or when one is missing after the first run.
 */
export async function loadKeys(folder: string, disk: Disk = realDisk): Promise<Keys> {
  await makePrivateFolder(disk, folder)
  await refuseUnsafeFolder(disk, folder)

  const marker = await readMarker(disk, folder)
  if (!marker) await syncNameOf(disk, folder)
  const texts = new Map<string, string>()
  for (const [name, make] of Object.entries(makers)) {
    const text = await readPrivate(disk, join(folder, name))
    if (text === undefined && marker && !isNew(marker, name)) refuseMissing(join(folder, name))
    texts.set(name, text ?? (await writeOnce(disk, folder, name, make())))
  }
  const parsed = parseAll(folder, texts)
  if (marker) {
    refuseChanged(folder, marker, texts)
    await removeLeftovers(disk, folder)
    if (addedLater.some((name) => isNew(marker, name))) await renewMarker(disk, folder, texts)
  } else await finish(disk, folder, texts)
  return parsed
}

const markerName = 'complete.json'
const Marker = z.strictObject({
  format: z.literal('muster-keys/1'),
  fingerprints: z.record(z.string(), z.string()),
})
type Marker = z.infer<typeof Marker>

const Install = z.strictObject({ install: z.string().regex(/^muster-[0-9a-f]{16}\.local$/) })

type KeyName = keyof typeof makers
/** Each file of the folder, and the text it gets the first time. */
const makers = {
  'ledger-signing.pem': makeSigningKey,
  'context.key': () => `${randomBytes(32).toString('base64')}\n`,
  'evidence.key': () => `${randomBytes(32).toString('base64')}\n`,
  'auth.secret': () => `${randomBytes(32).toString('base64url')}\n`,
  'push.json': makePushKeys,
  'install.json': () => `${JSON.stringify({ install: `muster-${randomBytes(8).toString('hex')}.local` })}\n`,
}

/** Kinds of key that the first release with a marker did not know: a marker without them is older, not damaged. */
const addedLater: readonly string[] = ['push.json'] satisfies KeyName[]

const PushPair = z.strictObject({ publicKey: z.string(), privateKey: z.string() })

function isNew(marker: Marker, name: string): boolean {
  return addedLater.includes(name) && marker.fingerprints[name] === undefined
}

function makePushKeys(): string {
  const pair = createECDH('prime256v1')
  const publicKey = pair.generateKeys('base64url')
  return `${JSON.stringify({ publicKey, privateKey: bytes32(pair.getPrivateKey()).toString('base64url') })}\n`
}

/** A private key with leading zeros comes shorter than it is. */
function bytes32(number: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(32 - number.length), number])
}

function makeSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
}

async function readMarker(disk: Disk, folder: string): Promise<Marker | undefined> {
  const text = await readPrivate(disk, join(folder, markerName))
  return text === undefined ? undefined : markerOf(folder, text)
}

function markerOf(folder: string, text: string): Marker {
  return readAs(join(folder, markerName), () => Marker.parse(JSON.parse(text)))
}

/** The text that has the name in the end: ours, or that of a process which was first. */
async function writeOnce(disk: Disk, folder: string, name: string, text: string): Promise<string> {
  const path = join(folder, name)
  const temporary = join(folder, `.${name}.${randomUUID()}`)
  try {
    await writeSynced(disk, temporary, (file) => onDisk(file.write(Buffer.from(text))))
    await onDisk(disk.place(temporary, path))
  } catch (error) {
    // EEXIST: another process was first. ENOENT: it has finished since, and tidied our draft away.
    if (errorCode(error) !== 'EEXIST' && errorCode(error) !== 'ENOENT') throw error
  } finally {
    await disk.remove(temporary).catch(() => undefined)
  }
  await onDisk(disk.syncFolder(folder))
  return (await readPrivate(disk, path)) ?? refuseMissing(path)
}

function parseAll(folder: string, texts: ReadonlyMap<string, string>): Keys {
  const parse = <T>(name: KeyName, read: (text: string) => T): T =>
    readAs(join(folder, name), () => read(texts.get(name) ?? ''))
  return {
    install: parse('install.json', (text) => Install.parse(JSON.parse(text)).install),
    ledgerSigning: parse('ledger-signing.pem', signingKeyOf),
    context: parse('context.key', (text) => bytesOf(text, 'base64')),
    evidence: parse('evidence.key', (text) => bytesOf(text, 'base64')),
    authSecret: parse('auth.secret', (text) => bytesOf(text, 'base64url').toString('base64url')),
    push: parse('push.json', pushPairOf),
  }
}

/** The error of a parser may quote the key, so none of it reaches the sentence or a log. */
function readAs<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch {
    return refuseDamaged(path)
  }
}

function signingKeyOf(pem: string): KeyObject {
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key')
  return key
}

function pushPairOf(text: string): Keys['push'] {
  const { publicKey, privateKey } = PushPair.parse(JSON.parse(text))
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(bytesOf(privateKey, 'base64url'))
  if (pair.getPublicKey('base64url') !== publicKey) throw new TypeError('not a pair')
  return { publicKey, privateKey }
}

function bytesOf(text: string, encoding: 'base64' | 'base64url'): Buffer {
  const bytes = Buffer.from(text.trim(), encoding)
  // Node passes over characters that are not base64; only a text that encodes back is a whole key.
  if (bytes.length !== 32 || bytes.toString(encoding) !== text.trim()) throw new TypeError('not 32 bytes')
  return bytes
}

function refuseChanged(folder: string, marker: Marker, texts: ReadonlyMap<string, string>): void {
  for (const [name, text] of texts) {
    if (isNew(marker, name)) continue
    if (marker.fingerprints[name] !== fingerprint(name, text)) refuseDamaged(join(folder, name))
  }
}

/** Drafts that a killed first run left: no key in use, but secrets all the same. */
async function removeLeftovers(disk: Disk, folder: string): Promise<void> {
  for (const name of await onDisk(disk.listFolder(folder))) {
    const isDraft = [...Object.keys(makers), markerName].some((key) => name.startsWith(`.${key}.`))
    if (isDraft) await disk.remove(join(folder, name)).catch(() => undefined)
  }
}

async function finish(disk: Disk, folder: string, texts: ReadonlyMap<string, string>): Promise<void> {
  const kept = await writeOnce(disk, folder, markerName, markerTextOf(texts))
  // Another process may have been first with the marker, never with other keys.
  refuseChanged(folder, markerOf(folder, kept), texts)
}

/** Two processes that do this at once write the same bytes, since each key has one winner. */
async function renewMarker(disk: Disk, folder: string, texts: ReadonlyMap<string, string>): Promise<void> {
  const temporary = join(folder, `.${markerName}.${randomUUID()}`)
  try {
    await writeSynced(disk, temporary, (file) => onDisk(file.write(Buffer.from(markerTextOf(texts)))))
    await onDisk(disk.replace(temporary, join(folder, markerName)))
  } catch (error) {
    // Another process has tidied our draft away, so it has found the marker, and does the same.
    if (errorCode(error) !== 'ENOENT') throw error
  } finally {
    await disk.remove(temporary).catch(() => undefined)
  }
  await onDisk(disk.syncFolder(folder))
}

function markerTextOf(texts: ReadonlyMap<string, string>): string {
  const fingerprints = Object.fromEntries([...texts].map(([name, text]) => [name, fingerprint(name, text)]))
  const marker: Marker = { format: 'muster-keys/1', fingerprints }
  return `${JSON.stringify(marker, null, 2)}\n`
}

/** Tells nothing about a key of 256 random bits. */
function fingerprint(name: string, text: string): string {
  return createHash('sha256').update(`muster key 1\0${name}\0${text.trim()}`).digest('hex').slice(0, 32)
}

function refuseMissing(path: string): never {
  refuse(
    'unavailable',
    `The key ${path} is missing. Muster does not make a new one, because what was signed or sealed with the old one could no longer be checked. Put the file back from a backup.`,
    { reason: 'key_missing' },
  )
}

function refuseDamaged(path: string): never {
  refuse(
    'unavailable',
    `The key ${path} is damaged or was changed. Put the file back from a backup; do not delete it.`,
    { reason: 'key_damaged' },
  )
}
