import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { style } from '../../../../platform/documents/style.ts'
import type { Block } from '../../../../base/document-blocks.ts'
import type { PlanDocument } from '../contract/document.ts'
import { printedCode } from '../rules/versions.ts'
import { dayWords } from '../rules/words/day-words.ts'
import { words, type PlanLanguage } from '../rules/words/words.ts'
import { groupsOf } from './layout.ts'

/** Where a printed copy stands among the versions; a draft has no code. */
export interface PrintedCopy {
  readonly document: PlanDocument
  readonly version: number | null
  readonly code: string | null
  /** Of its publication, as `2026-03-01` on the organisation's calendar. */
  readonly day: string
  /** Where the code is asked for, without the scheme. */
  readonly checkAddress: string
}

const said = {
  contents: words('What is in here', 'Was hier steht'),
  draft: words(
    'Draft. Not approved, not to be handed out.',
    'Entwurf. Nicht freigegeben, nicht weitergeben.',
  ),
  version: words('Version {version} of {day}', 'Version {version} vom {day}'),
  draftOf: words('Draft of {day}', 'Entwurf vom {day}'),
  check: words(
    'Is this copy current? Ask {address} with the code {code}',
    'Gilt diese Ausgabe noch? {address} fragen, mit dem Code {code}',
  ),
  keeper: words('Kept true by', 'Aktuell gehalten von'),
  review: words('to be looked at again by', 'wieder anzusehen bis'),
  emergency: words('In an emergency go to “{stop}”.', 'Im Notfall: „{stop}“ aufschlagen.'),
  page: words('Page', 'Seite'),
} as const

/** What fits on a page at each size of letters: whatever is longer may be torn. */
const pageOf = { normal: { lines: 44, signs: 102 }, large: { lines: 26, signs: 66 } }

/** A booklet of A4 pages; `large` has letters of 15 points for tired eyes. */
export function bookletOf(
  copy: PrintedCopy,
  { isLarge, madeAt }: { readonly isLarge: boolean; readonly madeAt: Date },
): DocumentToSet {
  const { document, code } = copy
  const { language } = document
  return {
    template,
    data: {
      title: document.title,
      organisation: document.organisation,
      edition: editionWords(copy),
      isDraft: code === null,
      draft: said.draft[language],
      footer: footerWords(copy),
      contents: said.contents[language],
      page: said.page[language],
      emergency: said.emergency[language].replace('{stop}', document.sections[2]?.title ?? ''),
      scale: isLarge ? 1.55 : 1,
      callFirst: callFirstIn(document) ?? null,
      sections: document.sections.map(({ title, owner, reviewOn, blocks }) => ({
        title,
        kept: keptWords(owner, reviewOn, language),
        groups: groupsOf(blocks, isLarge ? pageOf.large : pageOf.normal),
      })),
    },
    title: `${document.title}, ${document.organisation}`,
    author: document.organisation,
    language,
    madeAt,
  }
}

/** The card of whom to call, which stands on the first page as well. */
function callFirstIn({ sections }: PlanDocument): Block | undefined {
  const notice = sections.find(({ key }) => key === 'detect')
  return notice?.blocks.find((block) => block.kind === 'card' && !block.isWarning)
}

export function editionWords({ document, version, day }: PrintedCopy): string {
  const form = version === null ? said.draftOf : said.version
  return form[document.language]
    .replace('{version}', String(version))
    .replace('{day}', dayWords(day, document.language))
}

/** What stands on every page: how to find out whether it still counts. */
export function footerWords({ document, code, checkAddress }: PrintedCopy): string {
  if (code === null) return said.draft[document.language]
  return said.check[document.language].replace('{address}', checkAddress).replace('{code}', printedCode(code))
}

export function keptWords(owner: string, reviewOn: string, language: PlanLanguage): string {
  const parts = [
    ...(owner === '' ? [] : [`${said.keeper[language]} ${owner}`]),
    ...(reviewOn === '' ? [] : [`${said.review[language]} ${reviewOn}`]),
  ]
  return parts.join(', ')
}

const template = String.raw`${style}
#let scale = data.scale
#let big = scale > 1
#set text(size: 9.5pt * scale)
#set page(
  paper: "a4",
  margin: (top: 18mm, bottom: 24mm, x: if big { 16mm } else { 20mm }),
  footer: {
    set text(7.5pt * if big { 1.3 } else { 1 }, fill: muted)
    line(length: 100%, stroke: hairline)
    v(-0.3em)
    grid(columns: (1fr, auto), column-gutter: 8pt,
      [#data.edition. #whole(data.footer)],
      context [#data.page #counter(page).get().first() / #counter(page).final().first()])
  },
)
#show heading.where(level: 1): it => block(above: 0em, below: 0.7em, sticky: true, text(17pt * scale, weight: "bold", fill: accent, it.body))
#show heading.where(level: 2): it => block(above: 1.5em, below: 0.6em, sticky: true, text(11pt * scale, weight: "semibold", it.body))
#set table(inset: (left: 0pt, right: 8pt * scale, top: 4pt, bottom: 6pt))

// A card stays on one page, unless somebody wrote one that no page could hold; its title never stands alone.
#let card(block-of) = block(width: 100%, inset: 9pt, radius: 3pt, breakable: big or block-of.lines.len() > 12,
  stroke: if block-of.isWarning { 1.2pt + warning } else { 1pt + accent },
  fill: if block-of.isWarning { rgb("#fdf3ef") } else { rgb("#eef5fa") })[
  #block(breakable: false, sticky: true)[
    #text(weight: "bold", fill: if block-of.isWarning { warning } else { accent }, block-of.title)
    #par(block-of.lines.first(default: ""))
  ]
  #for line in block-of.lines.slice(calc.min(1, block-of.lines.len())) { par(line) }
]
#let rows-of(block-of) = {
  let narrow = big and block-of.head.len() > 3
  if narrow {
    // Six columns of large letters would be towers of single words: each row becomes a small list instead.
    for row in block-of.rows {
      block(breakable: false, below: 1em, stroke: (bottom: hairline), inset: (bottom: 5pt), width: 100%,
        for (at, cell) in row.enumerate() { if cell != "" { par[#text(fill: muted, block-of.head.at(at)): #cell] } })
    }
  } else {
    set text(8.4pt * scale)
    table(columns: block-of.weights.map(weight => weight * 1fr), table.header(..block-of.head), ..block-of.rows.flatten())
  }
}
#let show-block(block-of) = {
  if block-of.kind == "heading" { heading(level: 2, outlined: false, block-of.text) }
  else if block-of.kind == "paragraph" { par(block-of.text) }
  else if block-of.kind == "list" { if block-of.isOrdered { enum(..block-of.items) } else { list(..block-of.items) } }
  else if block-of.kind == "card" { card(block-of) }
  else { rows-of(block-of) }
}

#v(18mm)
#label(data.organisation)
#v(0.3em)
#show title: set text(26pt * if big { 1.2 } else { 1 }, weight: "bold")
#show title: set block(below: 0.6em)
#title(data.title)
#text(12pt * scale)[#data.edition]
#if data.isDraft { notice(strong(data.draft)) }
#v(0.5em)
#text(12pt * scale, weight: "semibold", fill: warning)[#data.emergency]
#if data.callFirst != none { v(0.5em); card(data.callFirst) }
#v(12mm)
#text(13pt * scale, weight: "bold", fill: accent)[#data.contents]
#outline(title: none, depth: 1)

#for section in data.sections {
  pagebreak(weak: true)
  heading(level: 1, section.title)
  if section.kept != "" { small(section.kept) }
  for group in section.groups {
    let shown = for block-of in group.blocks { show-block(block-of) }
    if group.isWhole { block(breakable: false, width: 100%, above: 1.5em, shown) } else { shown }
  }
}
`
