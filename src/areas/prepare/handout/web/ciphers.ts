import { gcm } from '@noble/ciphers/aes.js'
import { ed25519 } from '@noble/curves/ed25519.js'
import { pbkdf2Async } from '@noble/hashes/pbkdf2.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { CheckSignature } from '../rules/signature.ts'
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

/** By the browser itself where it knows Ed25519 (from 2023 to 2025 on), else computed. */
export const checkSignatureHere: CheckSignature = async (publicKey, message, signature) => {
  // As above: missing at insecure addresses.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined
  try {
    if (subtle) return await nativeCheck(subtle)(publicKey, message, signature)
  } catch {
    // A browser without this curve: what follows computes it.
  }
  return computedCheck(publicKey, message, signature)
}

export function nativeCheck(subtle: SubtleCrypto): CheckSignature {
  return async (publicKey, message, signature) => {
    const key = await subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify'])
    return subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(message))
  }
}

export const computedCheck: CheckSignature = async (publicKey, message, signature) => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
