/** Promises that every document looks alike, and bears the colour and letters of whose it is. */
import { brandInks } from '../../base/brand.ts'

/**
 * The look of a chapter in a file of its own: as `style`, and begins no page. It reads its `about` itself. Typst source.
 */
export const chapterStyle = String.raw`
#let about = json(bytes(sys.inputs.document))
#let ink = rgb("#1b2430")
#let muted = rgb("#556070")
/// Of who chose no colour, the program's own.
#let accent = if about.brand == none or about.brand.colour == "${brandInks.slate}" { rgb("#1d4f7c") } else { rgb(about.brand.colour) }
#let hairline = 0.5pt + rgb("#c6ced8")
#let warning = rgb("#8a2b13")

#set text(size: 9.5pt, fill: ink, number-width: "tabular", hyphenate: false)
#set par(leading: 0.6em, spacing: 0.85em, justify: false)
#set list(indent: 0.4em, body-indent: 0.6em, spacing: 0.6em)
#set enum(indent: 0.4em, body-indent: 0.6em, spacing: 0.7em)
#set table(stroke: (x, y) => (bottom: hairline), inset: (left: 0pt, right: 10pt, top: 4.5pt, bottom: 6.5pt), align: left + top)
#show table.cell.where(y: 0): set text(weight: "semibold", fill: accent)
#show heading.where(level: 1): it => block(above: 2em, below: 0.9em, sticky: true, text(13pt, weight: "bold", fill: accent, it.body))
#show heading.where(level: 2): it => block(above: 1.4em, below: 0.6em, sticky: true, text(10pt, weight: "semibold", it.body))

#let small(body) = text(8pt, fill: muted, body)
#let label(body) = text(8pt, weight: "semibold", tracking: 0.06em, fill: accent, upper(body))
/// The text without the places to break that it was given: for what people compare letter by letter.
#let whole(text) = text.replace("\u{200b}", "")
/// One line, however long the text: what does not fit is cut off.
#let one-line(body) = block(width: 100%, height: 1.25em, clip: true, align(top, body))
#let notice(body) = block(width: 100%, inset: (left: 9pt, y: 6pt), stroke: (left: 2.5pt + warning), body)
#let page-numbers = context [Page #counter(page).get().first() of #counter(page).final().first()]
`

/** The look of every document: quiet, one accent, sizes that a printer and a tired reader can take. Typst source. */
export const style = String.raw`${chapterStyle}
/// Whose paper it is: on the first page, in the margin, where no document has anything.
#set page(foreground: if about.brand != none { context if here().page() == 1 {
  place(top + right, dx: -16mm, dy: 6.5mm, box(fill: rgb(about.brand.colour), radius: 1mm, inset: (x: 2.2mm, y: 1.5mm),
    text(9pt, weight: "bold", fill: white, number-width: "proportional", about.brand.letters)))
} })
`
