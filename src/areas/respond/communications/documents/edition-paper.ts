import { style } from '../../../../platform/documents/style.ts'
import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { tlpLabel, type Tlp } from '../../../../base/tlp.ts'
import { templates } from '../content/statement-template.ts'
import type { Edition } from '../contract/outside.ts'
import { lineKinds, type StatementLanguage } from '../contract/statement-words.ts'

/** The situation report as one audience may read it; what is kept from it leaves no gap that could be read. */
export function editionDocument({
  edition,
  language,
  organisation,
  incident,
  madeAt,
}: {
  readonly edition: Edition
  readonly language: StatementLanguage
  readonly organisation: { readonly name: string; readonly timeZone: string }
  readonly incident: { readonly number: number; readonly mode: string; readonly tlp: Tlp }
  readonly madeAt: Date
}): DocumentToSet {
  const { edition: words } = templates[language]
  const title = `${words.title}, INC-${incident.number}`
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: organisation.timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  })
  return {
    template,
    data: {
      ...{ title, organisation: organisation.name, tlp: tlpLabel(incident.tlp) },
      audience: `${words.for}: ${words.audiences[edition.audience]}`,
      made: `${words.asOf} ${day.format(madeAt)} (${organisation.timeZone})`,
      exercise: incident.mode === 'exercise' ? words.exercise : '',
      parts: lineKinds.flatMap((kind) => {
        const lines = edition.lines.filter(({ what }) => what === kind).map(({ text }) => text)
        return lines.length === 0 ? [] : [{ heading: words.headings[kind], lines }]
      }),
      nothing: words.nothing,
    },
    title,
    author: organisation.name,
    language,
    madeAt,
  }
}

const template = String.raw`${style}
#set page(paper: "a4", margin: (x: 20mm, y: 20mm), footer: [#set text(8pt, fill: muted)
  #data.organisation. #data.tlp #h(1fr) #page-numbers])
#label[#data.organisation · #data.tlp]
#show title: set text(15pt, weight: "bold")
#title()
*#data.audience* \
#small[#data.made]
#if data.exercise != "" { notice[*#data.exercise*] }
#if data.parts.len() == 0 [#data.nothing]
#for part in data.parts {
  heading(level: 1, part.heading)
  list(..part.lines)
}
`
