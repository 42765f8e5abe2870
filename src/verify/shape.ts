import { createHash } from 'node:crypto'
import { fail } from './failure.ts'
import type { Json, JsonObject } from './strict-json.ts'

/** An object with exactly these keys; any other key, or a missing one, is refused. */
export function objectOf(
  value: Json | undefined,
  keys: readonly string[],
  rule: number,
  what: string,
): JsonObject {
  if (!(value instanceof Map)) fail(rule, `${what} is not an object.`)
  for (const key of value.keys())
    if (!keys.includes(key)) fail(rule, `${what} holds the unknown key ${JSON.stringify(key)}.`)
  for (const key of keys) if (!value.has(key)) fail(rule, `${what} lacks the key "${key}".`)
  return value
}

export function listOf(value: Json | undefined, rule: number, what: string): Json[] {
  return Array.isArray(value) ? value : fail(rule, `${what} is not a list.`)
}

export function textOf(value: Json | undefined, rule: number, what: string): string {
  return typeof value === 'string' ? value : fail(rule, `${what} is not a text.`)
}

/** A text that the whole of a pattern describes. */
export function textLike(value: Json | undefined, pattern: RegExp, rule: number, what: string): string {
  const text = textOf(value, rule, what)
  return pattern.test(text) ? text : fail(rule, `${what} is not written as the format demands.`)
}

export function integerFrom(value: Json | undefined, least: number, rule: number, what: string): number {
  return typeof value === 'number' && value >= least
    ? value
    : fail(rule, `${what} is not an integer of ${least} or more.`)
}

/** Standard base64 with padding (RFC 4648 section 4) in its one canonical spelling; `length` in bytes where it is fixed. */
export function base64(
  value: Json | undefined,
  length: number | undefined,
  rule: number,
  what: string,
): Buffer {
  const text = textOf(value, rule, what)
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) fail(rule, `${what} is not strict base64.`)
  if (length !== undefined && bytes.length !== length) fail(rule, `${what} is not ${length} bytes long.`)
  return bytes
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** A UTC instant with milliseconds, as `2026-03-01T08:00:00.000Z`, that exists in the calendar. */
export function instantOf(value: Json | undefined, rule: number, what: string): string {
  const text = textLike(value, instantPattern, rule, what)
  const time = Date.parse(text)
  const exists = !Number.isNaN(time) && new Date(time).toISOString() === text
  return exists ? text : fail(rule, `${what} is not a time that exists.`)
}

export function sha256(...parts: (Uint8Array | string)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
