import { style } from '../../../../platform/documents/style.ts'
import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import type { EvidenceRecord } from '../store/evidence.ts'
import type { HandoverRecord } from '../store/handovers.ts'
import { momentWords } from './moments.ts'

interface Receipt {
  readonly about: {
    readonly organisation: string
    readonly timeZone: string
    readonly incident: string
    readonly title: string
    readonly madeAt: Date
  }
  readonly evidence: EvidenceRecord
  readonly handover: HandoverRecord
}

/** The receipt of one hand-over: what, from whom, to whom, and a line for each to sign. */
export function receiptDocument({ about, evidence, handover }: Receipt): DocumentToSet {
  const moment = (at: Date | null) => (at === null ? '' : momentWords(at, about.timeZone))
  return {
    template,
    data: {
      organisation: about.organisation,
      incident: about.incident,
      about: about.title,
      number: handover.id,
      isReturn: handover.direction === 'return',
      isReceived: handover.state === 'received',
      state: handover.state,
      what: handover.what,
      purpose: handover.purpose,
      file: evidence.name,
      size: String(evidence.size),
      sha256: evidence.sha256.match(/.{1,16}/g) ?? [],
      evidence: evidence.id,
      giver: handover.giver,
      taker: handover.taker,
      contact: handover.takerContact,
      offered: `${moment(handover.offeredAt)}, by ${handover.offeredBy}`,
      settled: handover.settledAt === null ? '' : `${moment(handover.settledAt)}, by ${handover.settledBy}`,
      note: handover.note,
      printed: moment(about.madeAt),
    },
    title: `Receipt ${about.incident}`,
    author: about.organisation,
    language: 'en',
    madeAt: about.madeAt,
  }
}

const template = String.raw`${style}
#set page(
  paper: "a4",
  margin: (top: 20mm, bottom: 20mm, x: 22mm),
  footer: {
    set text(8pt, fill: muted)
    line(length: 100%, stroke: hairline)
    v(-0.3em)
    grid(columns: (1fr, auto), [Printed on #data.printed. Hand-over #whole(data.number).], page-numbers)
  },
)
#set text(10.5pt)
#let row(name, body) = (text(fill: muted, name), body)
#let rows(..cells) = block(width: 100%, above: 0.8em, below: 1em, grid(columns: (40mm, 1fr), row-gutter: 8pt, ..cells.pos().flatten()))
#label[Chain of custody]
#v(0.2em)
#show title: set text(21pt, weight: "bold")
#show title: set block(below: 0.7em)
#title()
#if data.isReceived [This hand-over was confirmed: *received* #data.settled.] else if data.state == "offered" [
  #notice[*Not confirmed yet.* It counts once both have signed, or the taker has confirmed it in Muster.]
] else [#notice[*This hand-over did not take place* (#data.state).]]

= What changes hands
#rows(
  row("What", strong(data.what)),
  row("For", data.purpose),
  row("Evidence", data.file),
  row("Size", [#data.size bytes]),
  row("SHA-256", text(size: 9.5pt, data.sha256.join(" "))),
  row("Evidence number", whole(data.evidence)),
  row("Case", [#data.incident, #data.organisation]),
)

= #if data.isReturn [Given back by] else [Handed over by]
#rows(row("Name", strong(data.giver)), row("Recorded", data.offered))
#v(9mm)
#grid(columns: (1fr, 1fr), column-gutter: 12mm, row-gutter: 5pt,
  line(length: 100%, stroke: hairline), line(length: 100%, stroke: hairline),
  small[Place and date], small[Signature of #data.giver])

= #if data.isReturn [Taken back by] else [Received by]
#rows(
  row("Name", strong(data.taker)),
  ..if data.contact != "" { (row("Contact", data.contact),) } else { () },
  ..if data.settled != "" { (row("Recorded", data.settled),) } else { () },
  ..if data.note != "" { (row("Note", data.note),) } else { () },
)
#v(9mm)
#grid(columns: (1fr, 1fr), column-gutter: 12mm, row-gutter: 5pt,
  line(length: 100%, stroke: hairline), line(length: 100%, stroke: hairline),
  small[Place and date], small[Signature of #data.taker])

#v(1fr)
#small[Whoever receives it compares the SHA-256 of the file with the one above before signing, keeps it locked, hands it on
  only against a receipt like this one, and gives it back when asked.]
`
