/** Says how wide the columns of a table are to each other, so that a name or a day turns no line while there is room. */

/** Of the space between two columns, in signs. */
const gap = 2
/** A column with no longer text than this turns no lines while there is room. */
const short = 26

/**
 * Names, days and numbers turn no lines while there is room; what is left of the line goes to the columns that want
 * more, so that long text turns few.
 * @returns how wide each is to the others
 */
export function weightsOf(columns: readonly (readonly string[])[], signs: number): number[] {
  const longest = columns.map((cells) => Math.max(1, ...cells.map(({ length }) => length)) + gap)
  const words = columns.map((cells) => longestWord(cells) + gap)
  const kept = longest.map((width, at) => (width <= short ? width : (words[at] ?? width)))
  const least = sumOf(kept) <= signs * 0.9 ? kept : words
  const wanted = columns.map((cells, at) => {
    const mean = sumOf(cells.map(({ length }) => length)) / cells.length
    return Math.max(0, Math.min(longest[at] ?? 0, Math.max(short, mean)) - (least[at] ?? 0))
  })
  const left = Math.max(0, signs - sumOf(least))
  const share = sumOf(wanted) === 0 ? 0 : Math.min(1, left / sumOf(wanted))
  return least.map((width, at) => width + (wanted[at] ?? 0) * share)
}

function longestWord(cells: readonly string[]): number {
  return Math.max(1, ...cells.flatMap((words) => words.split(/[ \n]/)).map(({ length }) => length))
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}
