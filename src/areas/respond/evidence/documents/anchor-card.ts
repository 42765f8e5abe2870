import qrcode from 'qrcode-generator'
import { style } from '../../../../platform/documents/style.ts'
import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { momentWords } from './moments.ts'

interface Card {
  readonly note: string
  readonly size: number
  readonly mark: string
  readonly organisation: string
  readonly timeZone: string
  readonly madeAt: Date
}

/** One page to keep outside: the checkpoint to read, and the same as a code for a camera. */
export function cardDocument({ note, size, mark, organisation, timeZone, madeAt }: Card): DocumentToSet {
  return {
    template,
    data: {
      organisation,
      mark,
      size: String(size),
      printed: momentWords(madeAt, timeZone),
      // Pieces, so that no line is too long for the paper and none is hyphenated.
      lines: note
        .trimEnd()
        .split('\n')
        .map((line) => line.match(/.{1,64}/gu) ?? []),
      code: codeOf(note),
    },
    title: 'Checkpoint of the record',
    author: organisation,
    language: 'en',
    madeAt,
  }
}

/** Rows of dark and light, as lengths of runs: `[light, dark, light, ...]` each. */
function codeOf(text: string): { count: number; rows: number[][] } {
  const code = qrcode(0, 'M')
  code.addData(String.fromCharCode(...new TextEncoder().encode(text)), 'Byte')
  code.make()
  const count = code.getModuleCount()
  const rows = Array.from({ length: count }, (_, y) => {
    const runs = [0]
    for (let x = 0; x < count; x++) {
      const wantsDark = runs.length % 2 === 0
      if (code.isDark(y, x) === wantsDark) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1
      else runs.push(1)
    }
    return runs
  })
  return { count, rows }
}

const template = String.raw`${style}
#set page(
  paper: "a4",
  margin: (top: 20mm, bottom: 20mm, x: 22mm),
  footer: {
    set text(8pt, fill: muted)
    line(length: 100%, stroke: hairline)
    v(-0.3em)
    grid(columns: (1fr, auto), [Printed on #data.printed. Mark: #whole(data.mark).], page-numbers)
  },
)
#set text(10.5pt)
#label[Keep this paper outside: with a lawyer, an insurer, in a safe]
#v(0.2em)
#show title: set text(21pt, weight: "bold")
#show title: set block(below: 0.7em)
#title()
This card fixes the record of *#data.organisation* as it was when the card was printed: its first #data.size entries.
Whoever changes one of them later, even with the server and its key in hand, no longer matches this card.

#block(above: 1.2em, below: 0.6em, grid(columns: (30mm, 1fr), row-gutter: 8pt,
  text(fill: muted)[Mark], strong(whole(data.mark)),
  text(fill: muted)[Printed], data.printed))

= The checkpoint
#block(width: 100%, fill: rgb("#f3f5f8"), inset: 10pt, radius: 3pt, {
  set text(9pt)
  set par(leading: 0.55em)
  for line in data.lines {
    if line.len() == 0 { v(0.4em) } else { block(above: 0.5em, below: 0pt, line.map(whole).join(linebreak())) }
  }
})

= The same as a code
#let side = 62mm
#let cell = side / data.code.count
#figure(
  alt: "A QR code that holds the text of the checkpoint above",
  block(fill: white, inset: 4 * cell, stroke: hairline, box(width: side, height: side, {
    for (y, runs) in data.code.rows.enumerate() {
      let x = 0
      for (n, length) in runs.enumerate() {
        if calc.odd(n) { place(dx: x * cell, dy: y * cell, rect(width: length * cell + 0.05pt, height: cell + 0.05pt, fill: black, stroke: none)) }
        x = x + length
      }
    }
  })),
)

= How it is compared
+ Get a bundle of the record and the verifier: #whole("node muster-verify.mjs bundle.json --key muster-ledger.pub --show").
+ It names this card as "anchored by print" with the number of entries above.
+ Compare the checkpoint inside the bundle, under "anchors", with the text or the code on this card, letter by letter.
`
