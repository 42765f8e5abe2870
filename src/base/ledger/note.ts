/** Signed notes, checkpoints and verifier keys as C2SP writes them (signed-note 1.0.0, tlog-checkpoint 1.0.0). */
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, fromBase64, toBase64, utf8 } from './bytes.ts'

const ed25519Type = 0x01

/** `<install>/<tenant log uuid>/<epoch>`: the log's name, and the name of the key that signs its checkpoints. */
export function originOf(install: string, log: string, epoch: number): string {
  return `${install}/${log}/${epoch}`
}

/** First four bytes of SHA-256(name || "\n" || 0x01 || public key). */
export function keyId(name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(concat(utf8(`${name}\n`), Uint8Array.of(ed25519Type), publicKey)).subarray(0, 4)
}

/** The verifier key line: `<name>+<key id in hex>+<base64 of 0x01 || public key>`. */
export function verifierKey(name: string, publicKey: Uint8Array): string {
  const id = [...keyId(name, publicKey)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${name}+${id}+${toBase64(concat(Uint8Array.of(ed25519Type), publicKey))}`
}

/** The text that is signed: origin, size, root, each on its line. */
export function checkpointBody(origin: string, size: number, root: Uint8Array): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/** The note: body, empty line, signature line. `signature` is Ed25519 over the body's bytes. */
export function signedNote(body: string, name: string, publicKey: Uint8Array, signature: Uint8Array): string {
  return `${body}\n— ${name} ${toBase64(concat(keyId(name, publicKey), signature))}\n`
}

export interface VerifierKey {
  readonly name: string
  readonly publicKey: Uint8Array
}

/** Reads what {@link verifierKey} writes; undefined for anything else. */
export function readVerifierKeyLine(line: string): VerifierKey | undefined {
  const [, name, , material] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line) ?? []
  const bytes = bytesIn(material)
  if (name === undefined || bytes?.length !== 33 || bytes[0] !== ed25519Type) return undefined
  const publicKey = bytes.slice(1)
  return verifierKey(name, publicKey) === line ? { name, publicKey } : undefined
}

/** Takes a note of one signature apart; undefined unless its signature line names this key. The signature is not checked. */
export function readNote(
  note: string,
  { name, publicKey }: VerifierKey,
): { readonly body: string; readonly signature: Uint8Array } | undefined {
  const at = note.lastIndexOf('\n\n')
  if (at < 0) return undefined
  const [, signer, material] = /^— ([^+\s]+) ([A-Za-z0-9+/=]+)\n$/u.exec(note.slice(at + 2)) ?? []
  const bytes = bytesIn(material)
  if (signer !== name || bytes?.length !== 68) return undefined
  const isOurs = toBase64(bytes.slice(0, 4)) === toBase64(keyId(name, publicKey))
  return isOurs ? { body: note.slice(0, at + 1), signature: bytes.slice(4) } : undefined
}

function bytesIn(text: string | undefined): Uint8Array | undefined {
  try {
    const bytes = text === undefined ? undefined : fromBase64(text)
    // One spelling only: a letter that was changed and decodes alike is a change.
    return bytes && toBase64(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}
