import type { Block } from '../contract/document.ts'
import { numberHeads } from '../rules/words/register-words.ts'

type Table = Extract<Block, { kind: 'table' }>

/** A table with how wide each column is to its neighbours; a telephone number never breaks. */
export interface LaidTable extends Table {
  readonly weights: number[]
}
export type LaidBlock = Exclude<Block, Table> | LaidTable

/** Blocks that belong under one heading; whole ones are not torn apart by the end of a page. */
export interface Group {
  readonly isWhole: boolean
  readonly blocks: LaidBlock[]
}

/** @param page.signs in a line of running text, as an estimate */
export function groupsOf(
  blocks: readonly Block[],
  page: { readonly lines: number; readonly signs: number },
): Group[] {
  const groups: Block[][] = []
  for (const block of blocks)
    if (block.kind === 'heading' || groups.length === 0) groups.push([block])
    else groups.at(-1)?.push(block)
  return withoutLonely(groups, page).map((group) => ({
    isWhole: linesOf(group, page.signs) <= page.lines,
    blocks: group.map((block) => laid(block, page.signs)),
  }))
}

/** Below this part of a page a last group looks forgotten when it stands alone. */
const lonely = 0.3

/** A short last group takes the one before it along to the next page, where both fit on one. */
function withoutLonely(
  groups: readonly Block[][],
  page: { readonly lines: number; readonly signs: number },
): Block[][] {
  const [before, last] = groups.slice(-2)
  // The first group begins the page anyway.
  if (groups.length < 3 || before === undefined || last === undefined) return [...groups]
  const [ofBefore, ofLast] = [linesOf(before, page.signs), linesOf(last, page.signs)]
  const isShort = ofLast <= page.lines * lonely
  return isShort && ofBefore + ofLast <= page.lines
    ? [...groups.slice(0, -2), [...before, ...last]]
    : [...groups]
}

function linesOf(blocks: readonly Block[], signs: number): number {
  const text = (words: string) => Math.max(1, Math.ceil(words.length / signs))
  const all = (texts: readonly string[]) => texts.reduce((sum, one) => sum + text(one), 0)
  return blocks.reduce((sum, block) => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        return sum + text(block.text) + 1
      case 'list':
        return sum + all(block.items) + 1
      case 'card':
        return sum + all(block.lines) * 1.15 + 3
      case 'table':
        // A row is as high as its fullest cell, in a column of its own.
        return (
          sum +
          block.rows.reduce(
            (rows, row) => rows + Math.max(1, ...row.map((cell) => (text(cell) * row.length) / 1.5)),
            2,
          )
        )
    }
  }, 0)
}

function laid(block: Block, signs: number): LaidBlock {
  if (block.kind !== 'table') return block
  const isNumber = block.head.map((word) => numberHeads.has(word))
  const rows = block.rows.map((row) =>
    row.map((cell, at) => (isNumber[at] === true ? cell.replaceAll(' ', '\u00a0') : cell)),
  )
  const columns = block.head.map((word, at) => [word, ...rows.map((row) => row[at] ?? '')])
  return { ...block, rows, weights: weightsOf(columns, signs) }
}

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
