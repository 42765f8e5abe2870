import { style } from '../../../../platform/documents/style.ts'
import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { editionSections, type EditionContent } from '../contract/editions.ts'
import type { EditionAudience } from '../contract/words.ts'
import english from '../messages/en.json' with { type: 'json' }
import german from '../messages/de.json' with { type: 'json' }

const catalogues = { en: english, de: german }

/** A released edition on paper: what one audience may read, and nothing that says how much was left out. */
export function editionPaper({
  content,
  audience,
  organisation,
  madeAt,
  sha256,
}: {
  readonly content: EditionContent
  readonly audience: EditionAudience
  readonly organisation: { readonly name: string; readonly timeZone: string }
  readonly madeAt: Date
  readonly sha256: string
}): DocumentToSet {
  const { editions, audience: audiences, about } = catalogues[content.language]
  const day = new Intl.DateTimeFormat(content.language === 'en' ? 'en-GB' : content.language, {
    timeZone: organisation.timeZone,
    dateStyle: 'long',
  })
  const title = `${editions.paper}: ${content.title}`
  return {
    template,
    data: {
      ...{ title, organisation: organisation.name, note: content.note },
      audience: `${editions.for} ${audiences[audience]}`,
      made: day.format(madeAt),
      exercise: content.isExercise ? about.exercise : '',
      parts: editionSections.flatMap((section) => {
        const lines = content.lines.filter((line) => line.section === section).map(({ text }) => text)
        return lines.length === 0 ? [] : [{ heading: editions.section[section], lines }]
      }),
      hash: sha256.slice(0, 16),
    },
    title,
    author: organisation.name,
    language: content.language,
    madeAt,
  }
}

const template = String.raw`${style}
#set page(paper: "a4", margin: (x: 20mm, y: 20mm), footer: [#set text(8pt, fill: muted)
  #data.organisation. #data.hash #h(1fr) #page-numbers])
#label[#data.organisation]
#show title: set text(15pt, weight: "bold")
#title()
*#data.audience* \
#small[#data.made]
#if data.exercise != "" { notice[*#data.exercise*] }
#if data.note != "" [#data.note]
#for part in data.parts {
  heading(level: 1, part.heading)
  list(..part.lines)
}
`
