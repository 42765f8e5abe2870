import type { TemplatePart } from '../contract/report-templates.ts'
import type { ReportChapter, ReportVariable } from '../contract/report-words.ts'
import { filledIn } from '../rules/report-templates.ts'
import type { ReportData } from './report-data.ts'
import { sentencesIn } from './words/words.ts'

/** What each chapter takes of the report's data. */
const taken = {
  summary: ['summary', 'openAtClosing'],
  sign_off: ['signOff'],
  decisions: ['decisions'],
  notes: ['notes'],
  systems: ['systems'],
  tasks: ['tasks'],
  playbook: ['run'],
  evidence: ['evidence'],
  cost: ['costs'],
  signals: ['signals'],
  timeline: ['timeline'],
  proof: [],
} as const satisfies Record<ReportChapter, readonly (keyof ReportData)[]>

type Taken = (typeof taken)[ReportChapter][number]

export type ChosenPart =
  | { readonly chapter: ReportChapter }
  | { readonly title: string; readonly text: string }

/** The report as a template wants it: what no chapter of it takes is nowhere in it, the attached data included. */
export type ChosenReport = Omit<ReportData, Taken> &
  Partial<Pick<ReportData, Taken>> & { readonly parts: readonly ChosenPart[] }

export function chosenReport(data: ReportData, template: readonly TemplatePart[]): ChosenReport {
  const chapters = new Set(template.flatMap((part) => (part.kind === 'chapter' ? [part.chapter] : [])))
  const left = new Set<string>(
    reportChapterNames.filter((name) => !chapters.has(name)).flatMap((name) => taken[name]),
  )
  const kept = Object.fromEntries(Object.entries(data).filter(([key]) => !left.has(key)))
  const values = valuesOf(data)
  return {
    ...(kept as Omit<ReportData, Taken> & Partial<Pick<ReportData, Taken>>), // only keys of chapters left out are gone
    parts: template.map((part) =>
      part.kind === 'chapter'
        ? { chapter: part.chapter }
        : { title: filledIn(part.title, values), text: filledIn(part.text, values) },
    ),
  }
}

const reportChapterNames = Object.keys(taken) as ReportChapter[] // of a literal whose keys are the chapters

function valuesOf(data: ReportData): Readonly<Record<ReportVariable, string>> {
  const { lists, sentences } = sentencesIn(data.language)
  const facts = new Map(data.facts)
  // A gap is named, so that no sentence breaks off without a word.
  const said = (value: string) => (value === '' ? sentences.notOnRecord : value)
  const fact = (name: keyof typeof lists.fact) => said(facts.get(lists.fact[name]) ?? '')
  return {
    organisation: data.organisation,
    reference: data.reference,
    title: data.title,
    kind: data.kind,
    severity: fact('severity'),
    state: fact('status'),
    opened: fact('opened'),
    closed: fact('closed'),
    elapsed: fact('elapsed'),
    lead: fact('lead'),
    ending: fact('disposition'),
    way_in: fact('vector'),
    summary: said(data.summary),
    systems: said(data.systems.map(({ name, state }) => `${name} (${state})`).join(', ')),
    open_tasks: said(
      data.tasks
        .filter(({ isDone, movedTo }) => !isDone && movedTo === '')
        .map(({ title }) => title)
        .join('; '),
    ),
    cost: said(data.costs.sums.map(({ sum }) => sum).join(' + ')),
    tlp: data.tlp,
    pap: said(data.pap),
    as_of: data.asOf,
  }
}
