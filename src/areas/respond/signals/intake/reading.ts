/** What every parser answers, and the limits that all of them keep. Parsers are pure: bytes in, plain data out. */
import { createHash } from 'node:crypto'
import type { SignalSeverity } from '../contract/severities.ts'
import type { SaidTime } from '../rules/said.ts'

/** One signal as it was read from a delivery. */
export interface ReadSignal {
  /** The sender's name for the thing, or one made of what identifies it. */
  readonly fingerprint: string
  /** When the sender says when this episode began: its key, else undefined and the arrival decides. */
  readonly episode?: string
  readonly group: { readonly key: string; readonly title: string; readonly because: string }
  readonly title: string
  readonly summary: string
  readonly state: 'firing' | 'resolved'
  readonly severityWord: string
  /** What that word means on our scale, where the tool has a scale of its own; else the word is looked up. */
  readonly severity?: SignalSeverity
  readonly labels: Readonly<Record<string, string>>
  readonly said: SaidTime
  /** When the sender says that it ended. */
  readonly endedAt: Date | null
}

/** Something that could not be read. */
export interface ReadFault {
  /** 0 for the whole delivery, n for its n-th signal. */
  readonly part: number
  readonly reason: string
  /** How many signals this stands for. */
  readonly signals: number
}

export interface Reading {
  readonly signals: readonly ReadSignal[]
  readonly faults: readonly ReadFault[]
}

export const limits = { signals: 1000, labels: 200, text: 500, summary: 4000, title: 300, depth: 8 } as const

/** Text as PostgreSQL takes it: no NUL, no half of a surrogate pair; cut with an ellipsis. */
export function clean(text: string, longest: number = limits.text): string {
  const whole = text.replaceAll(/[\0\p{Surrogate}]/gu, '\ufffd')
  if (whole.length <= longest) return whole
  return `${whole.slice(0, longest - 1).replace(/\p{Surrogate}$/u, '')}…`
}

/** The same on one line, for titles. */
export function cleanLine(text: string, longest: number = limits.title): string {
  return clean(text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim(), longest)
}

/** A JSON value as text, without looking deep into it. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return ''
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Nested fields as labels `a.b.0`, to the limits; empty values are left out. */
export function flatten(entries: Iterable<readonly [string, unknown]>): Record<string, string> {
  const labels: [string, string][] = []
  const add = (name: string, value: unknown, depth: number): void => {
    if (labels.length >= limits.labels || value === null || value === undefined) return
    if (typeof value !== 'object') {
      labels.push([clean(name), clean(textOf(value))])
      return
    }
    if (depth >= limits.depth) {
      labels.push([clean(name), '…'])
      return
    }
    // `in` order without a copy: a hostile list may have a million entries, and we stop at the limit.
    for (const key in value) {
      if (labels.length >= limits.labels) return
      add(`${name}.${key}`, (value as Record<string, unknown>)[key], depth + 1) // an object or array; keys are its own
    }
  }
  for (const [name, value] of entries) add(name, value, 1)
  // fromEntries defines own fields, so that a label named __proto__ is a label and nothing else.
  return Object.fromEntries(labels)
}

/** A short name for what these parts say, the same for the same parts in any order of labels. */
export function fingerprintOf(...parts: readonly (string | Readonly<Record<string, string>>)[]): string {
  const canonical = parts.map((part) =>
    typeof part === 'string'
      ? part
      : Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  )
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex').slice(0, 32)
}

/** A key that fits an index, whatever the sender chose; keys with our own name are not theirs to choose. */
export function keyOf(text: string): string {
  const key = clean(text, 2000)
  return key.length <= 200 && key === text && !key.startsWith('muster:') ? key : fingerprintOf(text)
}
