import { put, type Voice } from './words/words.ts'

/** One leaf of the incident's stream, as the ledger answers it; an erased field is absent. */
export interface RecordLeaf {
  readonly number: number
  readonly kind: string
  readonly at: Date
  readonly fields: Readonly<Record<string, string>>
}

/** What ends a case or takes its end back: what stands after the last of these is about how it stands now. */
export const endsOrReopens: readonly string[] = ['incident.close', 'incident.reopen', 'incident.unmerge']

/** A field of a leaf; `[erased]` where it can no longer be read. */
export function field(leaf: RecordLeaf, name: string, { sentences }: Pick<Voice, 'sentences'>): string {
  return leaf.fields[name] ?? sentences.erased
}

/** A word of a closed list in plain words; one that is unknown here prints as it is. */
export function plain(table: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(table, word) ? (table[word] ?? word) : word
}

/** What a sealed file is, from its leaf: the hash and size of its bytes, and the name it came with. */
export function sealedFile(
  leaf: RecordLeaf,
  voice: Pick<Voice, 'sentences'>,
): { sha256: string; size: string; name: string } {
  for (const value of Object.values(leaf.fields)) {
    const [, sha256, size, name] = /^sha256:([0-9a-f]{64}) (\d+) (.*)$/s.exec(value) ?? []
    if (sha256 !== undefined && size !== undefined) return { sha256, size, name: name ?? '' }
  }
  return {
    sha256: field(leaf, 'sha256', voice),
    size: field(leaf, 'size', voice),
    name: field(leaf, 'name', voice),
  }
}

/** `17,179,869,184 bytes`; what is no number stays as it is. */
export function bytesInWords(size: string, { language, sentences }: Voice): string {
  if (!/^\d+$/.test(size)) return size
  return put(sentences.bytes, { number: BigInt(size).toLocaleString(language === 'en' ? 'en-GB' : 'de-DE') })
}
