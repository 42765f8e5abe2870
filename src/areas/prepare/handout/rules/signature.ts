import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { readNote, readVerifierKeyLine, type VerifierKey } from '../../../../base/ledger/note.ts'
import { concat, toBase64, utf8 } from '../../../../base/ledger/bytes.ts'
import { sortedJson } from '../../../../base/sorted-json.ts'
import type { Handout, HandoutWords } from '../contract.ts'

/** Ed25519 over a message; false for a signature or a key that is none. */
export type CheckSignature = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => Promise<boolean>

/**
 * The text that is signed, as `docs/ledger-format.md` describes it: what it is, whose log it stands under, when it was made,
 * its code, the sum of all its words. One key signs for all organisations of an installation, so the log is named.
 */
export function signedText(words: HandoutWords, origin: string): string {
  const sum = toBase64(sha256(utf8(sortedJson(words))))
  return ['muster-offline-copy/1', origin, words.madeAt, words.code, sum, ''].join('\n')
}

/**
 * 80 bits of the hash of log and key, that people compare with the card in their wallet: `3F2A-90BC-41DE-7781-0C4B`. The
 * epoch of the log is left out, so that a card outlives a restore.
 */
export function keyCode({ name, publicKey }: VerifierKey): string {
  const log = utf8(`${name.replace(/\/\d+$/, '')}\n`)
  return inFours(bytesToHex(sha256(concat(log, publicKey))).slice(0, 20))
}

/** As people read them aloud. @param hex digits */
export function inFours(hex: string): string {
  return (hex.toUpperCase().match(/.{4}/g) ?? []).join('-')
}

/**
 * Whether these are the words that were signed, and under which key; undefined where a letter of them, of the note
 * or of the key is another. A forger can sign with a key of their own: that its code is the right one, a person compares.
 */
export async function signerOf(handout: Handout, check: CheckSignature): Promise<string | undefined> {
  // A forger's words need not have the shape of ours.
  const { signed, ...words } = handout as Omit<Handout, 'signed'> & Partial<Handout>
  const key = readVerifierKeyLine(signed?.key ?? '')
  const note = key && readNote(signed?.note ?? '', key)
  if (!key || !note || note.body !== signedText(words, key.name)) return undefined
  return (await check(key.publicKey, utf8(note.body), note.signature)) ? keyCode(key) : undefined
}
