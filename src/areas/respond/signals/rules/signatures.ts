/** Standard Webhooks: what a signature is made over, and when a message is too old. https://www.standardwebhooks.com/ */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** A sender's clock may be off by so much, either way: the specification leaves it to the receiver. */
export const toleranceSeconds = 5 * 60

export interface SignedHeaders {
  readonly id: string
  readonly timestamp: string
  readonly signature: string
}

/** The key behind a shared secret: `whsec_` and base64 of 24 to 64 bytes; undefined when it is not one. */
export function keyOfSecret(secret: string): Uint8Array | undefined {
  const match = /^(?:whsec_)?([A-Za-z0-9+/]{32,88}={0,2})$/.exec(secret.trim())
  if (match === null) return undefined
  try {
    const key = bytesOf(match[1] ?? '')
    return key.length >= 24 && key.length <= 64 ? key : undefined
  } catch {
    return undefined
  }
}

/** Signature `v1` of a message. */
export function sign(key: Uint8Array, id: string, timestamp: string, body: Uint8Array): string {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`)
  const message = new Uint8Array(head.length + body.length)
  message.set(head)
  message.set(body, head.length)
  return base64(hmac(sha256, key, message))
}

/**
 * Why a signed message is refused, undefined when it is good. A sender that changes its key signs with both, so one
 * signature that one of our keys made is enough; versions that are not `v1` are passed over.
 * @param keys the present key and, for a day, the one before
 */
export function whyNotSigned(
  headers: SignedHeaders,
  body: Uint8Array,
  keys: readonly Uint8Array[],
  now: Date,
): 'unsigned' | 'too old' | 'wrong' | undefined {
  const { id, timestamp, signature } = headers
  if (id === '' || id.length > 200 || signature === '' || !/^\d{1,12}$/.test(timestamp)) return 'unsigned'
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return 'too old'
  const given = signature
    .slice(0, 4000)
    .split(' ')
    .flatMap((each) => (each.startsWith('v1,') ? [each.slice(3)] : []))
    .slice(0, 20)
  const isGood = keys.some((key) => {
    const expected = sign(key, id, timestamp, body)
    return given.some((each) => isEqual(each, expected))
  })
  return isGood ? undefined : 'wrong'
}

/** In the same time wherever they differ. */
function isEqual(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
