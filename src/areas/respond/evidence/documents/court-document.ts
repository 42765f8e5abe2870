import { style } from '../../../../platform/documents/style.ts'
import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import type { ReadLeaf } from '../../../../platform/ledger/read.ts'
import type { EvidenceRecord } from '../store/evidence.ts'
import { momentWords } from './moments.ts'

interface CourtPaper {
  readonly organisation: string
  readonly timeZone: string
  readonly reference: string
  readonly title: string
  /** How far it may travel, like `TLP:AMBER`. */
  readonly label: string
  readonly evidence: readonly EvidenceRecord[]
  readonly custody: readonly ReadLeaf[]
  /** The checkpoint under which the bundle was made, line by line. */
  readonly checkpoint: readonly string[]
  readonly madeAt: Date
  readonly madeBy: string
}

/** The paper of the pack: the exhibits with their hashes, a statement for each to sign, and all custody. */
export function courtDocument(paper: CourtPaper): DocumentToSet {
  const moment = (at: Date) => momentWords(at, paper.timeZone)
  const numbers = new Map(paper.evidence.map(({ id }, n) => [id, `E${n + 1}`]))
  return {
    template,
    data: {
      organisation: paper.organisation,
      reference: paper.reference,
      about: paper.title,
      mark: paper.label,
      madeAt: moment(paper.madeAt),
      madeBy: paper.madeBy,
      checkpoint: paper.checkpoint.map((line) => line.match(/.{1,64}/gu) ?? []),
      exhibits: paper.evidence.map((record, n) => ({
        number: `E${n + 1}`,
        name: record.name,
        path: record.path,
        size: String(record.size),
        sha256: record.sha256.match(/.{1,16}/g) ?? [],
        taken: `${record.acquiredBy}, ${moment(record.acquiredAt)}`,
        sealed: `${record.addedBy}, ${moment(record.addedAt)}`,
        where: record.where,
        why: record.why,
        holder: record.custodian ?? record.addedBy,
        marks: marksOf(record, numbers),
        isPlain: record.sourceId === null,
        who: record.acquiredBy,
      })),
      custody: paper.custody.flatMap(({ number, at, kind, fields }) => {
        const exhibit = numbers.get(fields['evidence'] ?? '')
        if (exhibit === undefined) return []
        const { giver, taker } = fields
        const hands = giver === undefined ? '' : `${giver} to ${taker}`
        const words = ['what', 'purpose', 'reason', 'why', 'note'].flatMap((name) => fields[name] ?? [])
        return [
          {
            entry: String(number),
            at: moment(at),
            exhibit,
            act: kind,
            by: fields['by'] ?? '',
            words: [hands, ...words].filter((one) => one !== '').join('. '),
          },
        ]
      }),
    },
    title: `Evidence of ${paper.reference}`,
    author: paper.organisation,
    language: 'en',
    madeAt: paper.madeAt,
  }
}

function marksOf(record: EvidenceRecord, numbers: ReadonlyMap<string, string>): string[] {
  const { sensitivity, isSample, copyOf, sourceId, hold, removedAt, removedBy, removalReason } = record
  return [
    ...(sensitivity === 'personal' ? ['Holds personal data.'] : []),
    ...(sensitivity === 'privileged' ? ['Under legal privilege: not in this pack.'] : []),
    ...(isSample ? ['Malicious sample: in a locked archive, password "infected".'] : []),
    ...datesOf(record),
    ...(copyOf === null ? [] : [`Working copy of ${numbers.get(copyOf) ?? 'another exhibit'}.`]),
    ...(sourceId === null ? [] : [`Unpacked from ${numbers.get(sourceId) ?? 'an archive'}.`]),
    ...(hold === null ? [] : [`Under legal hold by ${hold.placedBy}: ${hold.reason}.`]),
    ...(removedAt === null ? [] : [`Its bytes were removed by ${removedBy}: ${removalReason}.`]),
  ]
}

/** What the system that it came from said of it: in UTC, since nobody here knows the zone of that system. */
function datesOf({ originDates }: Pick<EvidenceRecord, 'originDates'>): string[] {
  const { createdAt, modifiedAt, accessedAt } = originDates
  const said = Object.entries({ created: createdAt, changed: modifiedAt, 'opened last': accessedAt })
  const words = said.flatMap(([what, at]) => (at === undefined ? [] : [`${what} ${at}`]))
  return words.length === 0 ? [] : [`By the system that it came from: ${words.join(', ')}.`]
}

const template = String.raw`${style}
#set page(
  paper: "a4",
  margin: (top: 20mm, bottom: 22mm, x: 20mm),
  footer: {
    set text(8pt, fill: muted)
    line(length: 100%, stroke: hairline)
    v(-0.3em)
    grid(columns: (1fr, auto), [*#data.mark* #h(1em) #data.reference. Made on #data.madeAt by #data.madeBy.], page-numbers)
  },
)
#label[Evidence and its custody]
#v(0.2em)
#show title: set text(21pt, weight: "bold")
#show title: set block(below: 0.7em)
#title()
*#data.about*. Kept by #data.organisation. This paper lists what was sealed, under which hash, and what was done with it. It is
taken from a record that nobody can change unnoticed; the bundle beside it proves that without the server it was made on.

= The checkpoint of the record
#block(width: 100%, fill: rgb("#f3f5f8"), inset: 8pt, radius: 3pt, {
  set text(9pt)
  for line in data.checkpoint { block(above: 0.5em, below: 0pt, line.map(whole).join(linebreak())) }
})

= Exhibits
#if data.exhibits.len() == 0 [Nothing is sealed in this case.]
#for one in data.exhibits {
  block(breakable: false, width: 100%, above: 1.2em, {
    heading(level: 2, [#one.number: #one.name])
    grid(columns: (28mm, 1fr), row-gutter: 5pt,
      text(fill: muted)[SHA-256], one.sha256.join(" "),
      text(fill: muted)[Size], [#one.size bytes],
      ..if one.path != "" { (text(fill: muted)[Path], one.path) } else { () },
      text(fill: muted)[Taken by], one.taken,
      text(fill: muted)[From], one.where,
      text(fill: muted)[Why], one.why,
      text(fill: muted)[Sealed by], one.sealed,
      text(fill: muted)[Held by], one.holder)
    for mark in one.marks { block(above: 0.5em, below: 0pt, strong(mark)) }
    if one.isPlain {
      block(above: 0.9em, below: 0.4em, [Statement: I took this exhibit as written above, and changed nothing in it.])
      v(7mm)
      grid(columns: (1fr, 1fr), column-gutter: 12mm, row-gutter: 4pt,
        line(length: 100%, stroke: hairline), line(length: 100%, stroke: hairline),
        small[Place and date], small[Signature of #one.who])
    }
  })
}

= Custody
#if data.custody.len() > 0 {
  table(columns: (auto, 34mm, auto, 27mm, 1fr),
    table.header([Entry], [When], [Exhibit], [Act], [By whom, and their words]),
    ..data.custody.map(one => (one.entry, one.at, one.exhibit, one.act, [*#one.by* #one.words])).flatten())
} else [No entry.]
`
