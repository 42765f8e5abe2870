import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { style } from '../../../../platform/documents/style.ts'
import type { Situation } from '../contract/situation.ts'
import { clockIn } from './report-times.ts'

interface Sheet {
  readonly incident: { readonly number: number; readonly title: string; readonly severity: string }
  readonly kept: Pick<Situation, 'version' | 'body' | 'entries' | 'madeBy'> & { readonly madeAt: Date }
  readonly organisation: { readonly name: string; readonly timeZone: string }
}

/** About how many characters fit a line of the sheet, and how many lines fit the page beside head and foot. */
const [lineCharacters, pageLines] = [90, 34]
const parts = [
  ['confirmed', 'Confirmed'],
  ['checking', 'Being checked'],
  ['unknown', 'Not known'],
  ['next', 'Next steps'],
] as const

/** The report as one page that can be pinned to a wall or handed over. */
export function situationDocument({ incident, kept, organisation }: Sheet): DocumentToSet {
  const clock = clockIn(organisation.timeZone)
  const title = `Situation report ${kept.version}, INC-${incident.number}`
  return {
    template,
    data: {
      title,
      headline: kept.body.headline,
      severity: incident.severity,
      organisation: organisation.name,
      madeAt: clock.moment(kept.madeAt),
      madeBy: kept.madeBy,
      entries: kept.entries,
      clock: kept.body.clock,
      parts: fittingParts(kept.body),
    },
    title,
    author: organisation.name,
    language: 'en',
    madeAt: kept.madeAt,
  }
}

/** What fits one page: every part keeps its first lines, and says how many more stand in Muster. */
export function fittingParts(body: Situation['body']): { name: string; lines: string[]; more: number }[] {
  const cost = (line: string) => Math.ceil(line.length / lineCharacters)
  let room = pageLines - cost(body.headline) - cost(body.clock)
  // Turn by turn, so that a long list of facts does not push the next steps off the page.
  const taken = parts.map(() => 0)
  for (let turn = 0; turn < 30; turn += 1) {
    for (const [index, [key]] of parts.entries()) {
      const line = body[key][turn]
      if (line === undefined || taken[index] !== turn || cost(line) > room) continue
      room -= cost(line)
      taken[index] = turn + 1
    }
  }
  return parts.map(([key, name], index) => {
    const count = taken[index] ?? 0
    return { name, lines: body[key].slice(0, count), more: body[key].length - count }
  })
}

const template = String.raw`${style}
#set page(paper: "a4", margin: (top: 16mm, bottom: 18mm, x: 18mm), footer: [
  #set text(8pt, fill: muted)
  #data.organisation. By #data.madeBy, #data.madeAt, from a record of #data.entries entries.
])
#set list(spacing: 0.45em)
#set par(leading: 0.5em)
#show heading.where(level: 1): it => block(above: 1.1em, below: 0.55em, sticky: true, text(11.5pt, weight: "bold", fill: accent, it.body))
#label[#data.organisation]
#show title: set text(17pt, weight: "bold")
#show title: set block(below: 0.5em)
#title()
#text(11pt, weight: "semibold")[#data.headline]
#block(width: 100%, stroke: (left: 2.5pt + accent), inset: (left: 9pt, y: 5pt))[
  *Next deadline:* #if data.clock == "" [none is known.] else [#data.clock]
]
#for part in data.parts {
  heading(level: 1, part.name)
  if part.lines.len() == 0 { text(fill: muted)[Nothing so far.] } else { list(..part.lines.map(line => [#line])) }
  if part.more > 0 { small[and #part.more more in Muster] }
}
`
