/** What a version changed against the one before: clause by clause, word by word. */
import type { Change, RuleContent } from '../contract.ts'

type Part = Change['parts'][number]

/** @param before undefined for a first version, against which everything is new */
export function compareContents(before: RuleContent | undefined, after: RuleContent): Change[] {
  return [
    ...compareText('summary', before?.summary ?? '', after.summary),
    ...compareLists('clause', clausesOf(before), clausesOf(after)),
    ...compareLists('question', questionsOf(before), questionsOf(after)),
  ]
}

interface Piece {
  readonly heading: string
  readonly text: string
}

function clausesOf(content: RuleContent | undefined): readonly Piece[] {
  return content?.clauses ?? []
}

function questionsOf(content: RuleContent | undefined): readonly Piece[] {
  return (content?.questions ?? []).map(({ question, options }) => ({
    heading: question,
    text: options.join(' / '),
  }))
}

function compareText(what: 'summary', before: string, after: string): Change[] {
  if (before === after) return []
  const state = before === '' ? 'added' : after === '' ? 'removed' : 'changed'
  return [{ what, heading: '', state, parts: compareWords(before, after) }]
}

/** Same heading, same piece; of what is left the n-th of before is taken for the n-th of after. */
function compareLists(
  what: 'clause' | 'question',
  before: readonly Piece[],
  after: readonly Piece[],
): Change[] {
  const headings = (pieces: readonly Piece[]) => new Set(pieces.map(({ heading }) => heading))
  const [old, young] = [headings(before), headings(after)]
  const strangers = before.filter(({ heading }) => !young.has(heading))
  const pairs = after.map((piece) => {
    const twin = old.has(piece.heading)
      ? before.find(({ heading }) => heading === piece.heading)
      : strangers.shift()
    return { piece, twin }
  })
  const changed = pairs.flatMap(({ piece, twin }): Change[] => {
    if (twin === undefined) return [whole(what, piece, 'added')]
    if (twin.heading === piece.heading && twin.text === piece.text) return []
    const renamed =
      twin.heading === piece.heading ? [] : [...compareWords(twin.heading, piece.heading), same('. ')]
    const parts = [...renamed, ...compareWords(twin.text, piece.text)]
    return [{ what, heading: piece.heading, state: 'changed', parts }]
  })
  return [...changed, ...strangers.map((piece) => whole(what, piece, 'removed'))]
}

function whole(what: 'clause' | 'question', { heading, text }: Piece, state: 'added' | 'removed'): Change {
  return { what, heading, state, parts: [{ text, state }] }
}

function same(text: string): Part {
  return { text, state: 'same' }
}

/** Words of two texts by their longest common subsequence; blanks belong to the word before them. */
export function compareWords(before: string, after: string): Part[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const length = common(a, b)
  const parts: Part[] = []
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

function push(parts: Part[], next: Part): void {
  const last = parts.at(-1)
  if (last?.state === next.state) parts[parts.length - 1] = { text: last.text + next.text, state: next.state }
  else parts.push(next)
}
