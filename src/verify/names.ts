import { inside, oidOf, type Part, tags, Unreadable } from './der.ts'

const kinds: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
}

/** Most particular part first, as people write it (RFC 4514); of an unknown part its number. */
export function nameOf(name: Part | undefined): string {
  const words = inside(name, tags.sequence).flatMap((set) =>
    inside(set, tags.set).map((pair) => {
      const [kind, value, ...more] = inside(pair, tags.sequence)
      if (value === undefined || more.length > 0) throw new Unreadable()
      const oid = oidOf(kind)
      return `${kinds[oid] ?? oid}=${wordsOf(value)}`
    }),
  )
  return words.toReversed().join(', ')
}

const bmpString = 0x1e

function wordsOf({ tag, value }: Part): string {
  if (tag !== bmpString) return value.toString('utf8')
  return Buffer.from(value.subarray(0, value.length & ~1))
    .swap16()
    .toString('utf16le')
}
