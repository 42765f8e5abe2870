/** Signed notes, checkpoints and verifier keys as C2SP writes them (signed-note 1.0.0, tlog-checkpoint 1.0.0). */
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, toBase64, utf8 } from './bytes.ts'

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
