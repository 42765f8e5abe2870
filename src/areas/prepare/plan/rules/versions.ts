/** When a version counts, how two of them differ, and the code by which a copy is recognised. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Block } from '../../../../base/document-blocks.ts'
import type { PlanDocument } from '../contract/document.ts'

/** SHA-256 in hex over the document as JSON in the order of its own fields. */
export function documentHash(document: PlanDocument): string {
  return bytesToHex(sha256(utf8ToBytes(canonical(document))))
}

export function sameDocument(a: PlanDocument, b: PlanDocument): boolean {
  return canonical(a) === canonical(b)
}

/** The database keeps JSON in an order of its own, so the names are sorted. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

export interface Judgement {
  readonly isApproved: boolean
}

export type VersionState = 'waiting' | 'refused' | 'current' | 'superseded' | 'replaced'

/** One refusal ends it; a version that was published counts until a later one is. */
export function versionState(
  version: number,
  judgements: readonly Judgement[],
  known: { readonly newest: number; readonly published: readonly number[] },
): VersionState {
  const current = Math.max(0, ...known.published)
  if (known.published.includes(version)) return version === current ? 'current' : 'superseded'
  if (judgements.some(({ isApproved }) => !isApproved)) return 'refused'
  return version === known.newest ? 'waiting' : 'replaced'
}

export function isApproved(judgements: readonly Judgement[], quorum: number): boolean {
  return judgements.every((one) => one.isApproved) && judgements.length >= quorum
}

/** Crockford's letters and digits: none that looks like another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 80 bits as 16 signs, of which people compare four at a time. @param random ten bytes */
export function codeOf(random: Uint8Array): string {
  let bits = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  let code = ''
  for (let at = 0; at < 16; at++) {
    code = (alphabet[Number(bits & 31n)] ?? '') + code
    bits >>= 5n
  }
  return code
}

/** As it is printed: `K7QP-9XWM-4FGH-0123`. */
export function printedCode(code: string): string {
  return code.match(/.{4}/g)?.join('-') ?? code
}

/** As somebody types it: small letters, blanks, and signs that look alike. */
export function typedCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('U', 'V')
}

export interface Difference {
  readonly section: string
  readonly title: string
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

/** What one version says and the other does not, line by line, section by section. */
export function differences(before: PlanDocument, after: PlanDocument): Difference[] {
  const keys = [...new Set([...before.sections, ...after.sections].map(({ key }) => key))]
  return keys.flatMap((key) => {
    const [old, young] = [before, after].map(({ sections }) => sections.find((one) => one.key === key))
    const [was, is] = [linesOf(old), linesOf(young)]
    const removed = without(was, is)
    const added = without(is, was)
    if (removed.length === 0 && added.length === 0) return []
    return [{ section: key, title: young?.title ?? old?.title ?? key, removed, added }]
  })
}

/** Lines of one that the other has not, as often as it has not. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1)
  return lines.filter((line) => {
    const count = left.get(line) ?? 0
    left.set(line, count - 1)
    return count <= 0
  })
}

function linesOf(section: PlanDocument['sections'][number] | undefined): string[] {
  if (section === undefined) return []
  const head = [section.owner, section.reviewOn].filter((word) => word !== '')
  return [...head, ...section.blocks.flatMap(blockLines)]
}

export function blockLines(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text]
    case 'paragraph':
      return block.text.split('\n')
    case 'list':
      return block.items
    case 'table':
      return block.rows.map((row) => row.filter((cell) => cell !== '').join(' · '))
    case 'card':
      return [block.title, ...block.lines]
  }
}
