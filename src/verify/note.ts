import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { fail, failUnless } from './failure.ts'
import { base64, sha256 } from './shape.ts'

/** An Ed25519 verifier key of C2SP signed-note: the line `<name>+<key id>+<base64(0x01 || public key)>`, read. */
export type VerifierKey = { name: string; id: Buffer; raw: Buffer; publicKey: KeyObject }

/** Reads a vkey line. `rule` is the one that a malformed line breaks. */
export function readVerifierKey(line: string, rule: number): VerifierKey {
  const parts = /^([^+\p{White_Space}\p{Cc}]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(line)
  const [, name, id, material] = parts ?? []
  failUnless(name !== undefined, rule, 'The key is not a C2SP verifier key line (<name>+<key id>+<base64>).')
  const bytes = base64(material, 33, rule, 'The public key in the key line')
  failUnless(bytes[0] === ed25519Type, rule, 'The key is not an Ed25519 key of note type 0x01.')
  const key = keyFor(name, bytes.subarray(1), rule)
  failUnless(
    key.id.toString('hex') === id,
    rule,
    'The key id in the key line does not belong to its name and key.',
  )
  return key
}

/** The same public key under another name, which gives another key id. */
export function renamedKey(key: VerifierKey, name: string, rule: number): VerifierKey {
  return keyFor(name, key.raw, rule)
}

/** The name in a note's only signature line, not yet checked. */
export function signerOf(note: string, rule: number, what: string): string {
  return readNote(note, rule, what).name
}

/** The signed text of a note, final newline included. Exactly one signature line, by this key, must stand below it. */
export function openNote(note: string, key: VerifierKey, rule: number, what: string): string {
  const { text, name, signature } = readNote(note, rule, what)
  failUnless(name === key.name, rule, `The signature line of ${what} bears another name than the key.`)
  failUnless(signature.subarray(0, 4).equals(key.id), rule, `The signature of ${what} bears another key id.`)
  const isGenuine = isSigned(Buffer.from(text), signature.subarray(4), key)
  failUnless(
    isGenuine,
    rule,
    `The signature of ${what} does not match: it was changed, or signed with another key.`,
  )
  return text
}

export function isSigned(message: Uint8Array, signature: Uint8Array, key: VerifierKey): boolean {
  return verify(null, message, key.publicKey, signature)
}

const ed25519Type = 1
const newline = 0x0a
/** The fixed beginning of an Ed25519 SubjectPublicKeyInfo (RFC 8410); the 32 bytes of the key follow. */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const signatureLine = /^\u2014 ([^+\p{White_Space}\p{Cc}]+) ([A-Za-z0-9+/=]+)\n$/u

function keyFor(name: string, raw: Buffer, rule: number): VerifierKey {
  const id = sha256(name, '\n', Uint8Array.of(ed25519Type), raw).subarray(0, 4)
  try {
    const publicKey = createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' })
    return { name, id, raw, publicKey }
  } catch {
    return fail(rule, 'The public key in the key line is not an Ed25519 key.')
  }
}

function readNote(
  note: string,
  rule: number,
  what: string,
): { text: string; name: string; signature: Buffer } {
  const isClean = Buffer.from(note).every((byte) => byte >= 0x20 || byte === newline)
  failUnless(isClean, rule, `The signed note of ${what} holds a control character.`)
  const blank = note.lastIndexOf('\n\n')
  failUnless(blank > 0, rule, `The signed note of ${what} has no signature.`)
  const [, name, encoded] = signatureLine.exec(note.slice(blank + 2)) ?? []
  failUnless(name !== undefined, rule, `The signed note of ${what} must end with exactly one signature line.`)
  const signature = base64(encoded, 68, rule, `The signature of ${what}`)
  return { text: note.slice(0, blank + 1), name, signature }
}
