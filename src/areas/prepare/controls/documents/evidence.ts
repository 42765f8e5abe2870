import { csvLine } from '../../../../base/csv-line.ts'
import { style } from '../../../../platform/documents/style.ts'
import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { controlWords } from '../content/control-words.ts'
import { evidenceWords, factSentence, placeWords } from '../content/evidence-words.ts'
import type { Control } from '../contract/controls.ts'
import { frameworkNames, type ChoiceName, type ControlState } from '../contract/words.ts'
import { frameworks, placesIn } from '../rules/frameworks.ts'
import { controlsOf, isFramework, isPack } from '../rules/standing.ts'

/** One piece of evidence, and only what it says. */
interface Line {
  readonly control: string
  readonly title: string
  readonly places: readonly string[]
  readonly evidence: string
  readonly kind: 'daily_use' | 'check'
  readonly by: string
  readonly provedOn: string
  readonly lapsesOn: string
  readonly where: string
}

export interface EvidencePack {
  readonly framework: ChoiceName
  readonly name: string
  readonly version: string
  readonly checkedOn: string
  readonly organisation: string
  readonly madeOn: string
  readonly shown: readonly Line[]
  /** What is asked and not shown today, with why; nobody claims it. */
  readonly open: readonly {
    readonly control: string
    readonly title: string
    readonly places: readonly string[]
    readonly state: ControlState
    readonly words: string
  }[]
}

interface Made {
  readonly name: ChoiceName
  readonly organisation: string
  readonly madeOn: string
}

/** Only what holds on the day on which it is made; a control counts as shown by nothing else. */
export function evidencePack(
  all: readonly Control[],
  { name, organisation, madeOn }: Made,
  language: 'en' | 'de',
): EvidencePack {
  const words = controlWords(language)
  const wanted = new Set(controlsOf(name))
  const controls = all.filter(({ key }) => wanted.has(key))
  const placesOf = (key: Control['key']) =>
    isFramework(name)
      ? placesIn(name, key).map((place) => placeWords(place, language))
      : frameworkNames.flatMap((one) => placesIn(one, key).map((place) => placeWords(place, language)))
  const head = isPack(name)
    ? { name: evidenceWords[language].packs[name], version: '', checkedOn: '' }
    : isFramework(name)
      ? frameworks[name]
      : { name, version: '', checkedOn: '' }
  const isShown = ({ state }: Control) => state === 'shown'
  return {
    ...{ framework: name, organisation, madeOn, ...head },
    shown: controls.filter(isShown).flatMap((control) => {
      const about = { control: control.key, title: words[control.key].title, places: placesOf(control.key) }
      return linesOf(control, madeOn, language).map((line) => ({ ...about, ...line }))
    }),
    open: controls
      .filter((control) => !isShown(control))
      .map(({ key, state, words: said }) => ({
        ...{ control: key, title: words[key].title, places: placesOf(key), state, words: said },
      })),
  }
}

type Evidence = Omit<Line, 'control' | 'title' | 'places'>

function linesOf({ facts, proofs }: Control, today: string, language: 'en' | 'de'): Evidence[] {
  return [
    ...facts
      .filter(({ says, until }) => says !== 'against' && until >= today)
      .map((fact): Evidence => ({
        ...{ kind: 'daily_use', evidence: factSentence(fact, language), by: 'Muster' },
        ...{ provedOn: fact.day, lapsesOn: fact.until, where: fact.path },
      })),
    ...proofs
      .filter(({ validUntil }) => validUntil >= today)
      .map((proof): Evidence => ({
        ...{ kind: 'check', evidence: proof.words, by: proof.provedBy },
        ...{ provedOn: proof.checkedOn, lapsesOn: proof.validUntil, where: proof.link },
      })),
  ]
}

/** For a spreadsheet: a line for each piece of evidence, then one for each control that is not shown. */
export function evidenceCsv({ shown, open }: EvidencePack, language: 'en' | 'de'): string {
  const { heading, states, kinds } = evidenceWords[language]
  const lines = [
    ...shown.map((one) => [
      ...[one.title, one.places.join(' '), states.shown, one.evidence, kinds[one.kind], one.by],
      ...[one.provedOn, one.lapsesOn, one.where],
    ]),
    ...open.map((one) => [one.title, one.places.join(' '), states[one.state], one.words, '', '', '', '', '']),
  ]
  return `\uFEFF${[[...heading], ...lines].map((line) => csvLine(line)).join('')}`
}

export function evidenceJson(pack: EvidencePack): string {
  return `${JSON.stringify({ format: 'muster-control-evidence/1', ...pack }, undefined, 2)}\n`
}

export function evidenceDocument(pack: EvidencePack, language: 'en' | 'de', madeAt: Date): DocumentToSet {
  const words = evidenceWords[language]
  const version =
    pack.version === '' ? '' : `${words.version} ${pack.version}. ${words.compared} ${pack.checkedOn}.`
  const [control, places, state, evidence, , by, day, until] = words.heading
  return {
    template,
    data: {
      ...{
        version,
        lead: words.lead,
        made: words.made,
        madeOn: pack.madeOn,
        organisation: pack.organisation,
      },
      ...{ shownTitle: words.shownTitle, openTitle: words.openTitle, none: words.none },
      shownHeading: [control, places, evidence, by, day, until],
      shown: pack.shown.map((one) => [
        ...[one.title, one.places.join(', '), one.evidence, one.by, one.provedOn, one.lapsesOn],
      ]),
      openHeading: [control, places, state],
      open: pack.open.map((one) => [one.title, one.places.join(', '), words.states[one.state]]),
    },
    title: `${words.title}: ${pack.name}. ${pack.organisation}`,
    author: pack.organisation,
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
#if data.version != "" { text(9pt, fill: muted)[#data.version] }
== #data.shownTitle
#if data.shown.len() == 0 { notice[#data.none] } else {
  set text(8pt)
  table(columns: (1.2fr, 1.1fr, 2fr, 28mm, 22mm, 22mm), table.header(..data.shownHeading), ..data.shown.flatten())
}
#if data.open.len() > 0 {
  [== #data.openTitle]
  set text(8pt)
  table(columns: (1.6fr, 1.6fr, 1fr), table.header(..data.openHeading), ..data.open.flatten())
}
`
