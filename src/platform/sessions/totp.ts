/** Time-based one-time codes of RFC 6238 (SHA-1, six digits, 30 seconds), and which step a code belongs to. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const stepSeconds = 30
const digits = 6
/** Steps before and after the present one in which a code is good: clocks of phones differ (section 5.2). */
const tolerance = 1
const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The step that an instant falls in. @param now milliseconds since 1970 */
export function stepAt(now: number): number {
  return Math.floor(now / 1000 / stepSeconds)
}

/** 160 random bits and more as text; its UTF-8 bytes are the key, as the sign-in library reads it. */
export function newTotpSecret(): string {
  return randomBytes(24).toString('base64url')
}

/** The code that an authenticator shows for a secret in a step. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0x0f
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

/**
 * The step in which a secret shows this code, near enough to now.
 * @param code six ASCII digits, see {@link normalisedTotp}
 * @returns undefined when the code is wrong or too old
 */
export function matchingStep(secret: string, code: string, now: number): number | undefined {
  const present = stepAt(now)
  let match: number | undefined
  for (let step = present - tolerance; step <= present + tolerance; step++)
    if (isSameText(totpCode(secret, step), code)) match = step
  return match
}

/** A code as a person types or pastes it, to six ASCII digits; undefined when it is none. */
export function normalisedTotp(typed: string): string | undefined {
  if (typed.length > 32) return undefined
  const code = typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')
  return /^[0-9]{6}$/.test(code) ? code : undefined
}

/** The address behind the QR code (Key Uri Format of the authenticator apps). */
export function totpUri(input: { issuer: string; account: string; secret: string }): string {
  const label = `${encodeURIComponent(input.issuer)}:${encodeURIComponent(input.account)}`
  const query = new URLSearchParams({
    secret: totpKeyText(input.secret),
    issuer: input.issuer,
    digits: String(digits),
    period: String(stepSeconds),
  })
  return `otpauth://totp/${label}?${query.toString()}`
}

/** The key in base 32, for typing it in where no camera helps. */
export function totpKeyText(secret: string): string {
  let bits = ''
  for (const byte of Buffer.from(secret)) bits += byte.toString(2).padStart(8, '0')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => base32Alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}

function isSameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
