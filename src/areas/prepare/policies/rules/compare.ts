/** What a version changed against the one before: clause by clause, word by word. */
import { compareWords } from '../../../../base/compare-words.ts'
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
