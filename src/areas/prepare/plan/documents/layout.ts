import type { Block } from '../../../../base/document-blocks.ts'
import { weightsOf } from '../../../../platform/documents/columns.ts'
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
  return groups.map((group) => ({
    isWhole: linesOf(group, page.signs) <= page.lines,
    blocks: group.map((block) => laid(block, page.signs)),
  }))
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
