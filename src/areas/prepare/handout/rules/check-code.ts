import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { HandoutSection } from '../contract.ts'
import { inFours } from './signature.ts'

/** SHA-256 of each section, by its key: what changed between two handouts is what differs here. */
export function marksOf(sections: readonly HandoutSection[]): Record<string, string> {
  return Object.fromEntries(sections.map((section) => [section.key, hashOf(section).slice(0, 32)]))
}

/** Twelve letters that people compare over the telephone: `3F2A-90BC-41DE`. The same words give the same code. */
export function codeOf(sections: readonly HandoutSection[]): string {
  return inFours(hashOf(marksOf(sections)).slice(0, 12))
}

/** The code of a wallet card: whom it names with which number, and where to report. Language and day change nothing. */
export function cardCodeOf({
  calls,
  address,
}: {
  readonly calls: readonly { readonly who: string; readonly number: string }[]
  readonly address: string
}): string {
  return inFours(hashOf([calls.map(({ who, number }) => [who, number]), address]).slice(0, 12))
}

/** Keys of the sections that are not what they were, gone and new ones included. */
export function changedSince(
  then: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  return [...new Set([...Object.keys(now), ...Object.keys(then)])].filter((key) => then[key] !== now[key])
}

function hashOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(value))))
}
