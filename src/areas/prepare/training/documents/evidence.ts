import { csvLine } from '../../../../base/csv-line.ts'
import { style } from '../../../../platform/documents/style.ts'
import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import type { Assignment } from '../contract/attendance.ts'

export interface EvidenceData {
  readonly organisation: string
  readonly madeOn: string
  readonly courses: readonly {
    readonly title: string
    readonly number: number | null
    readonly datedOn: string
    readonly taken: number
    readonly open: number
  }[]
  readonly records: readonly Assignment[]
}

const words = {
  en: {
    title: 'Training: who took what, and when',
    heading: [
      'Person',
      'Supplier',
      'Course',
      'Version',
      'Why',
      'Due',
      'State',
      'Done',
      'How',
      'Counts until',
      'Shown by',
      'Recorded by',
    ],
    state: { open: 'open', overdue: 'overdue', done: 'done', lapsed: 'lapsed', excused: 'excused' },
    how: {
      check: 'questions answered',
      attended: 'attended',
      certificate: 'certificate',
      drill: 'drill',
      excused: 'excused',
    },
    reason: { role: 'role', incident: 'incident', exercise: 'exercise', law: 'law', own: 'own choice' },
    courses: ['Course', 'Version', 'Words of', 'Taken', 'Open'],
    made: 'Made on',
    lead: 'Nobody is compared here: a question that was answered wrongly is kept for the question, never for a person.',
    none: 'Nothing was given to anybody yet.',
  },
  de: {
    title: 'Schulungen: wer was wann gemacht hat',
    heading: [
      'Person',
      'Lieferant',
      'Schulung',
      'Fassung',
      'Warum',
      'Fällig',
      'Stand',
      'Gemacht',
      'Wie',
      'Gilt bis',
      'Nachweis',
      'Eingetragen von',
    ],
    state: {
      open: 'offen',
      overdue: 'überfällig',
      done: 'gemacht',
      lapsed: 'abgelaufen',
      excused: 'ausgenommen',
    },
    how: {
      check: 'Fragen beantwortet',
      attended: 'teilgenommen',
      certificate: 'Zeugnis',
      drill: 'Probe',
      excused: 'ausgenommen',
    },
    reason: { role: 'Rolle', incident: 'Vorfall', exercise: 'Übung', law: 'Gesetz', own: 'eigene Wahl' },
    courses: ['Schulung', 'Fassung', 'Stand der Worte', 'Gemacht', 'Offen'],
    made: 'Erstellt am',
    lead: 'Hier wird niemand verglichen: Eine falsche Antwort zählt zur Frage, nie zu einer Person.',
    none: 'Noch wurde niemandem etwas gegeben.',
  },
} as const

/** For a spreadsheet: a line for each person and course. */
export function evidenceCsv({ records }: EvidenceData, language: 'en' | 'de'): string {
  const { heading } = words[language]
  return `\uFEFF${csvLine([...heading])}${records.map((one) => csvLine(cellsOf(one, language))).join('')}`
}

function cellsOf(one: Assignment, language: 'en' | 'de'): (string | number)[] {
  const { state, how, reason } = words[language]
  return [
    ...[
      one.person,
      one.vendor,
      one.course,
      one.number ?? '',
      reason[one.reason],
      one.dueOn,
      state[one.state],
    ],
    ...[
      one.doneOn ?? '',
      one.how === null ? '' : how[one.how],
      one.validUntil ?? '',
      one.evidence,
      one.recordedBy,
    ],
  ]
}

export function evidenceDocument(data: EvidenceData, language: 'en' | 'de', madeAt: Date): DocumentToSet {
  const { title, heading, courses, made, lead, none } = words[language]
  const shown = [0, 2, 3, 6, 7, 8, 9, 10]
  return {
    template,
    data: {
      ...{ made, lead, none, madeOn: data.madeOn, organisation: data.organisation },
      courseHeading: courses,
      courses: data.courses.map((one) => [
        one.title,
        String(one.number ?? ''),
        one.datedOn,
        String(one.taken),
        String(one.open),
      ]),
      heading: shown.map((at) => heading[at] ?? ''),
      records: data.records.map((one) => {
        const cells = cellsOf(one, language)
        return shown.map((at) => String(cells[at] ?? ''))
      }),
    },
    title: `${title}. ${data.organisation}`,
    author: data.organisation,
    language,
    madeAt,
  }
}

const template = String.raw`${style}
#set page(paper: "a4", flipped: true, margin: (x: 16mm, top: 16mm, bottom: 18mm), footer: {
  set text(8pt, fill: muted)
  grid(columns: (1fr, auto), [#data.organisation. #data.made #data.madeOn.], page-numbers)
})
#show title: set text(18pt, weight: "bold")
#title()
#text(10pt)[#data.lead]
#if data.records.len() == 0 { notice[#data.none] } else {
  table(columns: (1fr, 18mm, 30mm, 20mm, 20mm), table.header(..data.courseHeading), ..data.courses.flatten())
  v(0.6em)
  set text(8pt)
  table(columns: (1.1fr, 1.6fr, 16mm, 22mm, 22mm, 30mm, 24mm, 1.4fr), table.header(..data.heading), ..data.records.flatten())
}
`
