/** Promises that what a person types into a search becomes one question to the database, the same in every room. */

/** Text-search queries (PostgreSQL's tsquery): each word must occur, each may be unfinished. */
export interface WordQuery {
  readonly all: string
  /** The longest word alone: most likely the rarest, so the one to ask an index for. */
  readonly longest: string
}

/** @param words letters and digits only, so that none of them is an operator; at least one */
export function wordQuery(words: readonly string[]): WordQuery {
  const [longest = ''] = words.toSorted((a, b) => b.length - a.length)
  return { all: words.map((word) => `${word}:*`).join(' & '), longest: `${longest}:*` }
}
