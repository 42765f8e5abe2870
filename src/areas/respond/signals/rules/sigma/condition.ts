/** The condition of a Sigma rule: names of selections, `and`, `or`, `not`, brackets, `1 of` and `all of`. */

/** Whether an event fits; given what each selection says of it. */
export type Verdict = (says: (selection: string) => boolean) => boolean

/** Deeper than any rule that people write. */
const deepest = 50

/**
 * @param names of all selections of the rule
 * @throws SigmaFault with a sentence, for what does not run here
 */
export function readCondition(text: string, names: readonly string[]): Verdict {
  if (text.includes('|'))
    throw new SigmaFault(
      'Its condition counts or compares over time in the old way (after "|"); ask for its correlation.',
    )
  const words = text.match(/\(|\)|[^\s()]+/g) ?? []
  let at = 0
  const peek = () => (words[at] ?? '').toLowerCase()
  const take = () => words[at++] ?? ''

  const either = (depth: number): Verdict => {
    if (depth > deepest) throw new SigmaFault('Its condition has too many brackets in one another.')
    const parts = [both(depth)]
    while (peek() === 'or') {
      take()
      parts.push(both(depth))
    }
    return (says) => parts.some((part) => part(says))
  }
  const both = (depth: number): Verdict => {
    const parts = [denied(depth)]
    while (peek() === 'and') {
      take()
      parts.push(denied(depth))
    }
    return (says) => parts.every((part) => part(says))
  }
  const denied = (depth: number): Verdict => {
    let isDenied = false
    while (peek() === 'not') {
      take()
      isDenied = !isDenied
    }
    const part = single(depth)
    return (says) => part(says) !== isDenied
  }
  const single = (depth: number): Verdict => {
    const word = take()
    if (word === '(') {
      const inner = either(depth + 1)
      if (take() !== ')') throw new SigmaFault('A bracket of its condition is not closed.')
      return inner
    }
    if (peek() === 'of' && (word === '1' || word.toLowerCase() === 'all')) {
      take()
      const meant = namesLike(take(), names)
      return word === '1' ? (says) => meant.some(says) : (says) => meant.every(says)
    }
    if (!names.includes(word))
      throw new SigmaFault(
        word === ''
          ? 'Its condition ends too soon.'
          : `Its condition names "${word}", which is no selection.`,
      )
    return (says) => says(word)
  }

  const whole = either(0)
  if (at < words.length) throw new SigmaFault(`Its condition is not understood at "${words[at] ?? ''}".`)
  return whole
}

/** Why a rule does not run here, in a sentence for the screen. */
export class SigmaFault extends Error {}

function namesLike(pattern: string, names: readonly string[]): string[] {
  const pieces = pattern.split('*')
  const isMeant = (name: string) => {
    if (pieces.length === 1) return name === pattern
    const [first = '', last = ''] = [pieces[0], pieces.at(-1)]
    if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
      return false
    let from = first.length
    for (const piece of pieces.slice(1, -1)) {
      const found = name.indexOf(piece, from)
      if (found === -1 || found + piece.length > name.length - last.length) return false
      from = found + piece.length
    }
    return true
  }
  const meant =
    pattern.toLowerCase() === 'them' ? names.filter((name) => !name.startsWith('_')) : names.filter(isMeant)
  if (meant.length === 0) throw new SigmaFault(`Its condition names "${pattern}", which is no selection.`)
  return meant
}
