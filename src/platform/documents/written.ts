/** A document in words, as the writers of Word files, web pages and plain text take it. */
import type { Block } from '../../base/document-blocks.ts'

export interface WrittenDocument {
  readonly title: string
  readonly organisation: string
  readonly language: 'en' | 'de'
  /** How far it may travel: above and below everything, on each page; '' for none. */
  readonly label: string
  /** Under the title: which edition it is. */
  readonly lead: readonly string[]
  /** At the foot of each page. */
  readonly footer: string
  readonly hasContents: boolean
  /** Each section on a page of its own. */
  readonly isPaged: boolean
  readonly sections: readonly WrittenSection[]
}

export interface WrittenSection {
  readonly title: string
  /** Under its title, e.g. who keeps it true; '' for nothing. */
  readonly note: string
  readonly blocks: readonly Block[]
}
