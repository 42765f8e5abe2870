import { paperText } from '../../../../platform/documents/plain-text.ts'
import type { Block, PlanDocument } from '../contract/document.ts'
import { editionWords, footerWords, keptWords, type PrintedCopy } from './booklet.ts'

/** The plan as plain text with Markdown's marks. What people wrote stays words: no mark of theirs takes effect. */
export function markdownOf(copy: PrintedCopy): string {
  const { document } = copy
  return [
    `# ${inline(document.title)}`,
    inline(document.organisation),
    `${editionWords(copy)}. ${footerWords(copy)}`,
    ...document.sections.flatMap((section) => sectionLines(section, document)),
    '',
  ].join('\n\n')
}

function sectionLines(section: PlanDocument['sections'][number], { language }: PlanDocument): string[] {
  const kept = keptWords(section.owner, section.reviewOn, language)
  return [
    `## ${inline(section.title)}`,
    ...(kept === '' ? [] : [`*${inline(kept)}*`]),
    ...section.blocks.map(blockText),
  ]
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `### ${inline(block.text)}`
    case 'paragraph':
      return block.text.split('\n').map(inline).join('  \n')
    case 'list':
      return block.items
        .map((item, at) => `${block.isOrdered ? `${at + 1}.` : '-'} ${inline(item)}`)
        .join('\n')
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows]
        .map((row) => `| ${row.map(inline).join(' | ')} |`)
        .join('\n')
    case 'card':
      return [`**${inline(block.title)}**`, ...block.lines.map(inline)]
        .map((line) => `> ${line}`)
        .join('\n>\n')
  }
}

/** One line without effect: marks, tags and breaks of somebody's words are only signs. */
function inline(text: string): string {
  const flat = paperText(text)
    .replaceAll('\u200b', '')
    .replaceAll(/\s*\n\s*/g, ' ')
  return flat
    .replaceAll(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`)
    .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2')
    .replace(/^(?:[-+](?=\s)|=)/, '\\$&')
}
