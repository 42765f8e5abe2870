import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { style } from '../../../../platform/documents/style.ts'

/** Letters in one file: what a printer takes at once, and a fraction of a second to make. */
export const lettersInPart = 1000

interface Frame {
  readonly organisation: string
  readonly language: string
  readonly madeAt: Date
}

interface Words extends Frame {
  readonly subject: string
  readonly text: string
  /** As `INC-7, statement 2`, for the foot. */
  readonly reference: string
}

/** The statement on paper, for a file or to hand over. */
export function statementDocument({ organisation, subject, text, reference, ...rest }: Words): DocumentToSet {
  return {
    template: statementTemplate,
    data: { organisation, subject, reference, blocks: blocksOf(text) },
    title: subject,
    author: organisation,
    ...rest,
  }
}

/** What is the same in every letter, set once: the sheets of all letters show it. */
export function letterBody({ organisation, subject, text, ...rest }: Words): DocumentToSet {
  return {
    template: bodyTemplate,
    data: { subject, blocks: blocksOf(text) },
    title: subject,
    author: organisation,
    ...rest,
  }
}

/** A letter for each of these people: address for a window envelope (DIN 5008 form B), then the words. */
export function letters(
  { organisation, subject, text: _text, reference, day, ...rest }: Words & { readonly day: string },
  people: readonly { readonly name: string; readonly post: readonly string[] }[],
  body: { readonly pdf: Uint8Array; readonly pages: number },
): DocumentToSet {
  return {
    template: lettersTemplate,
    data: {
      organisation,
      reference,
      day,
      pages: body.pages,
      alt: subject,
      people: people.map(({ name, post }) => [name, ...post]),
    },
    title: subject,
    author: organisation,
    files: { 'body.pdf': body.pdf },
    ...rest,
  }
}

/** How many pages a PDF of ours has: the largest count among its page trees (ISO 32000-2, 7.7.3). */
export function pagesOf(pdf: Uint8Array): number {
  const text = Buffer.from(pdf).toString('latin1')
  return Math.max(1, ...[...text.matchAll(/\/Count (\d+)/g)].map(([, count]) => Number(count)))
}

/** The list that lies beside the telephone: what to say, whom to call, a box for each. */
export function telephoneDocument(
  { organisation, subject, reference, language, madeAt }: Omit<Words, 'text'>,
  sheet: {
    readonly labels: Readonly<
      Record<'say' | 'notSay' | 'call' | 'told' | 'when' | 'note' | 'questions', string>
    >
    readonly say: readonly string[]
    readonly notSay: readonly string[]
    readonly questions: readonly { readonly asked: string; readonly answer: string }[]
    readonly people: readonly { readonly name: string; readonly phone: string }[]
  },
): DocumentToSet {
  return {
    template: telephoneTemplate,
    data: { organisation, subject, reference, ...sheet },
    title: subject,
    author: organisation,
    language,
    madeAt,
  }
}

/** Paragraphs as they stand, their lists kept. */
function blocksOf(text: string): { lines: string[]; points: string[] }[] {
  return text.split(/\n{2,}/).map((block) => {
    const lines = block.split('\n')
    return {
      lines: lines.filter((line) => !line.startsWith('- ')),
      points: lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2)),
    }
  })
}

const blocks = String.raw`
#let words(blocks) = for one in blocks {
  block(above: 1em, below: 0.6em, one.lines.join(linebreak()))
  if one.points.len() > 0 { list(..one.points) }
}
`

const statementTemplate = String.raw`${style}${blocks}
#set page(paper: "a4", margin: (x: 25mm, y: 22mm), footer: [#set text(8pt, fill: muted)
  #data.organisation. #data.reference. #h(1fr) #page-numbers])
#label[#data.organisation]
#show title: set text(15pt, weight: "bold")
#title()
#set text(10.5pt)
#words(data.blocks)
`

const bodyTemplate = String.raw`${style}${blocks}
#set page(width: 165mm, height: 165mm, margin: 0pt)
#set text(10.5pt)
#text(weight: "bold")[#data.subject]
#words(data.blocks)
`

const lettersTemplate = String.raw`${style}
#set page(paper: "a4", margin: (left: 25mm, right: 20mm, top: 45mm, bottom: 20mm), footer: text(8pt, fill: muted)[#data.organisation. #data.reference.])
#for (index, lines) in data.people.enumerate() {
  if index > 0 { pagebreak() }
  block(width: 80mm, height: 45mm, {
    text(7pt, fill: muted, data.organisation)
    v(4mm)
    lines.join(linebreak())
  })
  align(right, data.day)
  v(4mm)
  for number in range(1, data.pages + 1) {
    if number > 1 { pagebreak() }
    image("body.pdf", page: number, width: 165mm, alt: data.alt)
  }
}
`

const telephoneTemplate = String.raw`${style}
#set page(paper: "a4", margin: (x: 16mm, y: 16mm), footer: [#set text(8pt, fill: muted)
  #data.organisation. #data.reference. #h(1fr) #page-numbers])
#label[#data.organisation]
#show title: set text(15pt, weight: "bold")
#title()
= #data.labels.say
#list(..data.say)
#notice[*#data.labels.notSay* #list(..data.notSay)]
= #data.labels.questions
#for one in data.questions [*#one.asked* \ #one.answer #parbreak()]
#if data.people.len() > 0 [
  = #data.labels.call
  #table(columns: (8mm, 1fr, 42mm, 24mm, 40mm),
    table.header([], [#data.labels.call], [], [#data.labels.when], [#data.labels.note]),
    ..data.people.map(one => (box(width: 4mm, height: 4mm, stroke: 0.7pt + ink), one.name, one.phone, [], [])).flatten())
]
`
