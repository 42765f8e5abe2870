/** Writes a document as a Word file, for lawyers and whoever must write into it: its words are words, none a command. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block } from '../../base/document-blocks.ts'
import { weightsOf } from './columns.ts'
import { paperText } from './plain-text.ts'
import type { WrittenDocument, WrittenSection } from './written.ts'

export async function wordOf(document: WrittenDocument): Promise<Uint8Array> {
  const file = new Document({
    title: clean(`${document.title}, ${document.organisation}`),
    creator: clean(document.organisation),
    // Words and Pages ask before they fill in the numbers of the contents.
    ...(document.hasContents && { features: { updateFields: true } }),
    styles: {
      default: {
        document: {
          paragraph: { spacing: { after: 80 } },
          run: {
            font: 'Calibri',
            size: 21,
            language: { value: document.language === 'de' ? 'de-AT' : 'en-GB' },
          },
        },
        heading1: { paragraph: { spacing: { before: 360, after: 120 }, keepNext: true } },
        heading2: { paragraph: { spacing: { before: 240, after: 80 }, keepNext: true } },
      },
    },
    numbering: { config: document.sections.flatMap((section, at) => numberings(section, at)) },
    sections: [
      {
        headers: { default: headerOf(document) },
        footers: { default: footerOf(document) },
        children: [
          ...titleOf(document),
          ...document.sections.flatMap((section, at) => sectionOf(section, at, document)),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}

/** Only what an XML document may hold. */
function clean(text: string): string {
  return paperText(text).replaceAll('\u{200b}', '')
}

/** Each ordered list counts from one. */
function numberings(section: WrittenSection, at: number) {
  return section.blocks.flatMap((block, place) =>
    block.kind === 'list' && block.isOrdered
      ? [
          {
            reference: listName(at, place),
            levels: [
              {
                level: 0,
                format: LevelFormat.DECIMAL,
                text: '%1.',
                alignment: AlignmentType.START,
                style: { paragraph: { indent: { left: 500, hanging: 300 } } },
              },
            ],
          },
        ]
      : [],
  )
}

const listName = (section: number, block: number) => `list-${section}-${block}`

/** The label stands on each page, at least 12 pt, on the right: TLP 2.0 section 4. */
function headerOf({ label }: WrittenDocument): Header {
  const mark = new TextRun({ text: clean(label), size: 24, bold: true })
  return new Header({
    children: label === '' ? [] : [new Paragraph({ alignment: AlignmentType.RIGHT, children: [mark] })],
  })
}

function footerOf({ label, footer }: WrittenDocument): Footer {
  const small = { size: 15, color: '556070' }
  return new Footer({
    children: [
      new Paragraph({
        children: [
          ...(label === '' ? [] : [new TextRun({ text: `${clean(label)}  ·  `, size: 24, bold: true })]),
          new TextRun({ text: clean(`${footer}  ·  `), ...small }),
          new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], ...small }),
        ],
      }),
    ],
  })
}

function titleOf({ title, organisation, lead, hasContents }: WrittenDocument) {
  return [
    plain(organisation),
    new Paragraph({ text: clean(title), heading: HeadingLevel.TITLE }),
    ...lead.map(plain),
    ...(hasContents ? [new TableOfContents('', { headingStyleRange: '1-1' })] : []),
  ]
}

function sectionOf({ title, note, blocks }: WrittenSection, at: number, { isPaged }: WrittenDocument) {
  return [
    new Paragraph({ text: clean(title), heading: HeadingLevel.HEADING_1, pageBreakBefore: isPaged }),
    ...(note === '' ? [] : [plain(note)]),
    ...blocks.flatMap((block, place) => blockOf(block, listName(at, place))),
  ]
}

function blockOf(block: Block, reference: string): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ text: clean(block.text), heading: HeadingLevel.HEADING_2 })]
    case 'paragraph':
      return linesIn(block.text).map(plain)
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            text: clean(item),
            ...(block.isOrdered ? { numbering: { reference, level: 0 } } : { bullet: { level: 0 } }),
          }),
      )
    case 'table':
      return block.rows.length > longTable ? linesOf(block) : [tableOf(block), plain('')]
    case 'card':
      return [cardOf(block), plain('')]
  }
}

/** From so many rows on a table in Word is slow to make and to turn over: lines say the same. */
const longTable = 120

function linesOf({ head, rows }: Extract<Block, { kind: 'table' }>): Paragraph[] {
  const bold = new TextRun({ text: clean(head.join(' · ')), bold: true })
  return [
    new Paragraph({ children: [bold] }),
    ...rows.map((row) => plain(row.filter((cell) => cell !== '').join(' · '))),
  ]
}

function tableOf(block: Extract<Block, { kind: 'table' }>): Table {
  const row = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (cell) =>
          new TableCell({
            children: linesIn(cell).map(
              (line) => new Paragraph({ children: [new TextRun({ text: line, bold: isHead, size: 18 })] }),
            ),
          }),
      ),
    })
  const lines = [block.head, ...block.rows].map((cells) => cells.map(longestLine))
  const columns = block.head.map((_word, at) => lines.map((cells) => cells[at] ?? ''))
  const weights = weightsOf(columns, signsInLine)
  const all = weights.reduce((sum, one) => sum + one, 0)
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    // Twentieths of a point, over the width between the margins of an A4 page.
    columnWidths: weights.map((one) => Math.round((one / all) * 9000)),
    rows: [row(block.head, true), ...block.rows.map((cells) => row(cells, false))],
  })
}

/** Letters of 9 points that fit beside each other. */
const signsInLine = 110

/** The longest line of a cell stands for it. */
function longestLine(cell: string): string {
  return linesIn(cell).reduce((longest, line) => (line.length > longest.length ? line : longest), '')
}

function cardOf({ title, lines, isWarning }: Extract<Block, { kind: 'card' }>): Table {
  const line = { style: BorderStyle.SINGLE, size: 8, color: isWarning ? '8A2B13' : '1D4F7C' }
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: line, bottom: line, left: line, right: line },
    rows: [
      new TableRow({
        children: [
          new TableCell({
            shading: { type: ShadingType.CLEAR, fill: isWarning ? 'FDF3EF' : 'EEF5FA' },
            children: [
              new Paragraph({ children: [new TextRun({ text: clean(title), bold: true })] }),
              ...lines.map(plain),
            ],
          }),
        ],
      }),
    ],
  })
}

function plain(text: string): Paragraph {
  return new Paragraph({ text: clean(text) })
}

/** A paragraph of Word is one line: a break in somebody's words begins the next. */
function linesIn(text: string): string[] {
  return clean(text).split('\n')
}
