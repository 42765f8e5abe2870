/** Writes a document as plain text with Markdown's marks. What people wrote stays words: no mark of theirs takes effect. */
import type { Block } from '../../base/document-blocks.ts'
import { paperText } from './plain-text.ts'
import type { WrittenDocument, WrittenSection } from './written.ts'

export function markdownOf({ title, organisation, label, lead, sections }: WrittenDocument): string {
  const marked = label === '' ? [] : [`**${inline(label)}**`]
  return [
    ...marked,
    `# ${inline(title)}`,
    inline(organisation),
    lead.map(inline).join('  \n'),
    ...sections.flatMap(sectionLines),
    ...marked,
    '',
  ].join('\n\n')
}

function sectionLines({ title, note, blocks }: WrittenSection): string[] {
  return [`## ${inline(title)}`, ...(note === '' ? [] : [`*${inline(note)}*`]), ...blocks.map(blockText)]
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
        .map((row) => `| ${row.map(cellText).join(' | ')} |`)
        .join('\n')
    case 'card':
      return [`**${inline(block.title)}**`, ...block.lines.map(inline)]
        .map((line) => `> ${line}`)
        .join('\n>\n')
  }
}

/** A row is one line, so the breaks within a cell are marks of ours. */
function cellText(text: string): string {
  return text.split('\n').map(inline).join('<br>')
}

/** One line without effect: marks, tags and breaks of somebody's words are only signs. */
function inline(text: string): string {
  const flat = paperText(text)
    .replaceAll('\u200b', '')
    .replaceAll(/\s*\n\s*/g, ' ')
    // Blanks in front would make a line code, and hide a mark behind them from the rules below.
    .trim()
  // The last: what begins a list, a rule or a line below a heading; +43 and -5 begin none of them.
  return flat
    .replaceAll(/[\\`*_{}[\]<>#|~&]/g, (sign) => `\\${sign}`)
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[-+=:](?![\p{L}\p{N}])/u, '\\$&')
}
