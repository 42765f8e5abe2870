/** Promises that a link is a secret which nobody guesses, and which nobody finds in the database: of it only the hash is kept. */
import { createHash, randomBytes } from 'node:crypto'

/** 128 random bits for an address, and what is kept of them. */
export function newLinkToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(16).toString('base64url')
  return { token, hash: hashOfToken(token) }
}

/** SHA-256, 32 bytes: enough without salt, since nobody tries 2^128 tokens. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
