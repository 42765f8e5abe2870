/** Promises to say of two texts which words stayed, came and went, in the order in which a person reads them. */

export interface ComparedPart {
  readonly text: string
  readonly state: 'same' | 'added' | 'removed'
}

/** By the longest common subsequence of words; blanks belong to the word before them. */
export function compareWords(before: string, after: string): ComparedPart[] {
  const [all, others] = [wordsOf(before), wordsOf(after)]
  const parts: ComparedPart[] = []
  // Of a long text most stays as it is at both ends, and only what lies between costs.
  const shorter = Math.min(all.length, others.length)
  let begin = 0
  while (begin < shorter && all[begin] === others[begin]) begin += 1
  let end = 0
  while (end < shorter - begin && all.at(-1 - end) === others.at(-1 - end)) end += 1
  if (begin > 0) push(parts, { text: all.slice(0, begin).join(''), state: 'same' })
  for (const part of compareMiddle(
    all.slice(begin, all.length - end),
    others.slice(begin, others.length - end),
  ))
    push(parts, part)
  if (end > 0) push(parts, { text: all.slice(all.length - end).join(''), state: 'same' })
  return parts
}

/** Forty megabytes. What differs by more is another text. */
const mostPairs = 20_000_000

function compareMiddle(a: readonly string[], b: readonly string[]): ComparedPart[] {
  const parts: ComparedPart[] = []
  if (a.length * b.length > mostPairs) {
    push(parts, { text: a.join(''), state: 'removed' })
    push(parts, { text: b.join(''), state: 'added' })
    return parts
  }
  const length = common(a, b)
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const isSame = i < a.length && j < b.length && a[i] === b[j]
    const isAdded = !isSame && j < b.length && (i >= a.length || at(length, i, j + 1) > at(length, i + 1, j))
    const state = isSame ? 'same' : isAdded ? 'added' : 'removed'
    push(parts, { text: (state === 'removed' ? a[i] : b[j]) ?? '', state })
    if (state !== 'added') i += 1
    if (state !== 'removed') j += 1
  }
  return parts
}

function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? []
}

/** `length[i][j]`: how many words the rest of a from i and the rest of b from j have in common. */
function common(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    const row = length[i]
    for (let j = b.length - 1; j >= 0; j--) {
      if (row === undefined) continue
      row[j] =
        a[i] === b[j] ? at(length, i + 1, j + 1) + 1 : Math.max(at(length, i + 1, j), at(length, i, j + 1))
    }
  }
  return length
}

function at(length: readonly Uint16Array[], i: number, j: number): number {
  return length[i]?.[j] ?? 0
}

function push(parts: ComparedPart[], next: ComparedPart): void {
  const last = parts.at(-1)
  if (last?.state === next.state) parts[parts.length - 1] = { text: last.text + next.text, state: next.state }
  else parts.push(next)
}
