/** Makes the document of what is known. The same material gives the same document, letter by letter. */
import type { Block } from '../../../../base/document-blocks.ts'
import type { PlanDocument, PlanSection } from '../contract/document.ts'
import { annexSections } from './compose-annexes.ts'
import { matrixOf } from './compose-parts.ts'
import { phaseBlocks } from './compose-phases.ts'
import { personOf, type PlanMaterial } from './material.ts'
import { dayWords } from './words/day-words.ts'
import { planWords } from './words/plan-words.ts'
import { sectionKeys, sections, type SectionKey } from './words/sections.ts'
import type { PlanLanguage } from './words/words.ts'

export function compose(material: PlanMaterial, language: PlanLanguage): PlanDocument {
  return {
    title: planWords.title[language],
    organisation: material.organisation,
    language,
    sections: [
      ...sectionKeys.map((key) => phaseSection(material, key, language)),
      ...annexSections(material, language),
    ],
  }
}

function phaseSection(material: PlanMaterial, key: SectionKey, language: PlanLanguage): PlanSection {
  const kept = material.sections.find(({ section }) => section === key)
  const own = kept?.words.trim() ?? ''
  const { title, lead } = sections[key]
  const blocks: Block[] = [
    { kind: 'paragraph', text: lead[language] },
    ...ownWords(own, language),
    ...phaseBlocks[key](material, language),
    ...matrixOf(material, key, language),
  ]
  return {
    key,
    title: title[language],
    owner: personOf(material, kept?.ownerId ?? null)?.name ?? '',
    reviewOn: dayWords(kept?.reviewOn ?? '', language),
    blocks,
  }
}

/** Lines that begin with a dash are a list, an empty line parts paragraphs; anything else is just words. */
function ownWords(own: string, language: PlanLanguage): Block[] {
  if (own === '') return []
  const parts = own.split(/\n\s*\n/).map((part): Block => {
    const lines = part.split('\n').map((line) => line.trim())
    return lines.every((line) => /^[-*\u2022]\s+/.test(line))
      ? { kind: 'list', items: lines.map((line) => line.replace(/^[-*\u2022]\s+/, '')), isOrdered: false }
      : { kind: 'paragraph', text: lines.join('\n') }
  })
  return [{ kind: 'heading', text: planWords.ownWords[language] }, ...parts]
}
