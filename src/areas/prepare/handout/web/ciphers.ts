import { gcm } from '@noble/ciphers/aes.js'
import { pbkdf2Async } from '@noble/hashes/pbkdf2.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Bytes, Ciphers } from './sealed-file.ts'

/**
 * The browser's own cryptography where it has one here: over HTTPS, on localhost, from a USB stick. A telephone that
 * opens a file out of its mail program, and a page over plain HTTP, have none; there the same is computed, only slower.
 */
export function ciphersHere(): Ciphers {
  // TypeScript's types do not know that it is missing at insecure addresses.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined
  return subtle ? nativeCiphers(subtle) : computedCiphers
}

export function nativeCiphers(subtle: SubtleCrypto): Ciphers {
  return {
    async key(passphrase, salt, iterations) {
      const base = await subtle.importKey('raw', passphrase, 'PBKDF2', false, ['deriveKey'])
      const key = await subtle.deriveKey(
        { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
        base,
        { name: 'AES-GCM', length: 256 },
        false,
        ['encrypt', 'decrypt'],
      )
      const how = (iv: Bytes, additionalData: Bytes) => ({ name: 'AES-GCM', iv, additionalData })
      return {
        seal: async (iv, bound, bytes) => new Uint8Array(await subtle.encrypt(how(iv, bound), key, bytes)),
        open: async (iv, bound, bytes) => new Uint8Array(await subtle.decrypt(how(iv, bound), key, bytes)),
      }
    },
    sum: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', bytes)),
  }
}

export const computedCiphers: Ciphers = {
  async key(passphrase, salt, iterations) {
    const key = await pbkdf2Async(sha256, passphrase, salt, { c: iterations, dkLen: 32 })
    return {
      seal: async (iv, bound, bytes) => gcm(key, iv, bound).encrypt(bytes),
      open: async (iv, bound, bytes) => gcm(key, iv, bound).decrypt(bytes),
    }
  },
  sum: async (bytes) => sha256(bytes),
}
