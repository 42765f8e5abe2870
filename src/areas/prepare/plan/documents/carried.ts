import type { Block } from '../../../../base/document-blocks.ts'
import type { PlanDocument, PlanSection } from '../contract/document.ts'
import { numberHeads } from '../rules/words/register-words.ts'

/** A part of the plan as a copy without a network shows it: numbers can be dialled, a card has its steps. */
export type CarriedBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone: 'plain' | 'warn' }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: string[] }
  | {
      readonly kind: 'table'
      readonly columns: { title: string; is: 'text' | 'phone' }[]
      readonly rows: string[][]
    }
  | {
      readonly kind: 'card'
      readonly title: string
      readonly steps: { do: string; how: string; who: string }[]
      readonly not: string[]
    }

export interface CarriedSection {
  readonly key: string
  readonly title: string
  readonly blocks: CarriedBlock[]
}

/** The sections of a plan under keys of their own, in their order. */
export function carriedSections({ sections }: PlanDocument): CarriedSection[] {
  return carriedParts(sections).map((section) => ({ ...section, key: `plan_${section.key}` }))
}

/** Sections as they are carried, under the keys they have. */
export function carriedParts(sections: readonly PlanSection[]): CarriedSection[] {
  return sections.map(({ key, title, blocks }) => ({
    key,
    title,
    blocks: blocks.map((block) => carried(block)),
  }))
}

function carried(block: Block): CarriedBlock {
  switch (block.kind) {
    case 'heading':
    case 'list':
      return block
    case 'paragraph':
      return { ...block, tone: 'plain' }
    case 'table':
      return {
        kind: 'table',
        columns: block.head.map((word) => ({ title: word, is: numberHeads.has(word) ? 'phone' : 'text' })),
        rows: block.rows,
      }
    case 'card':
      return {
        kind: 'card',
        title: block.title,
        // The copy numbers its steps itself.
        steps: block.isWarning
          ? []
          : block.lines.map((line) => ({ do: line.replace(/^\d+\. /, ''), how: '', who: '' })),
        not: block.isWarning ? block.lines : [],
      }
  }
}
