import type { WrittenDocument } from '../../../../platform/documents/written.ts'
import { editionWords, footerWords, keptWords, type PrintedCopy } from './booklet.ts'

/** The plan in words, for the writers of Word files and plain text. */
export function writtenPlan(copy: PrintedCopy): WrittenDocument {
  const { title, organisation, language, sections } = copy.document
  const [edition, check] = [editionWords(copy), footerWords(copy)]
  return {
    ...{ title, organisation, language, label: '' },
    lead: [edition, check],
    footer: `${edition}. ${check}`,
    hasContents: true,
    isPaged: true,
    sections: sections.map((section) => ({
      title: section.title,
      note: keptWords(section.owner, section.reviewOn, language),
      blocks: section.blocks,
    })),
  }
}
