/** Identifiers: UUIDv7 made in the program (RFC 9562 section 5.7), and the schema every contract uses for them. */
import * as z from 'zod'

/** Any UUID, in lower case, so that one thing has one spelling. */
export const Id = z
  .string()
  .regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    'must be an identifier as Muster gives it',
  )
  .meta({ format: 'uuid' })

/**
 * UUIDv7 from a time and ten random bytes.
 * @param now milliseconds since 1970, UTC
 * @param random at least 10 bytes from a secure source
 */
export function uuidv7(now: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError('uuidv7 needs ten random bytes')
  const hex = [...random.subarray(0, 10)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const time = Math.trunc(now).toString(16).padStart(12, '0')
  const variant = ((Number.parseInt(hex.slice(3, 4), 16) & 0x3) | 0x8).toString(16)
  return [
    time.slice(0, 8),
    time.slice(8, 12),
    `7${hex.slice(0, 3)}`,
    `${variant}${hex.slice(4, 7)}`,
    hex.slice(7, 19),
  ].join('-')
}

/**
 * UUIDv7 from a time and a random UUID of version 4, whose random bits stand in the same places.
 * @param now milliseconds since 1970, UTC
 */
export function uuidv7From(now: number, random: string): string {
  const time = Math.trunc(now).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${random.slice(15)}`
}
