import type { Block, PlanDocument } from '../contract/document.ts'
import { planWords } from '../rules/words/plan-words.ts'

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
export function carriedSections(document: PlanDocument): CarriedSection[] {
  const { language } = document
  const dialled = [planWords.byDay[language], planWords.atNight[language]]
  return document.sections.map(({ key, title, blocks }) => ({
    key: `plan_${key}`,
    title,
    blocks: blocks.map((block) => carried(block, dialled)),
  }))
}

function carried(block: Block, dialled: readonly string[]): CarriedBlock {
  switch (block.kind) {
    case 'heading':
    case 'list':
      return block
    case 'paragraph':
      return { ...block, tone: 'plain' }
    case 'table':
      return {
        kind: 'table',
        columns: block.head.map((word) => ({ title: word, is: dialled.includes(word) ? 'phone' : 'text' })),
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
