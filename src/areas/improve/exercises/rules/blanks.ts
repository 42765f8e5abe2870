/** Blanks of a scenario as `{bank}`: filled with what this firm has written down, else with words that fit any firm. */
import type { ScenarioDocument } from '../contract/scenario.ts'
import { blankNames, type BlankName, type ExerciseLanguage } from '../contract/words.ts'

export type Blanks = Readonly<Record<BlankName, { readonly value: string; readonly isKnown: boolean }>>

/** What the registers know; what is absent or '' is not known. */
export type Known = Partial<Readonly<Record<BlankName, string>>>

export function blanksOf(known: Known, language: ExerciseLanguage): Blanks {
  return Object.fromEntries(
    blankNames.map((name) => {
      const value = known[name]?.trim() ?? ''
      return [
        name,
        value === '' ? { value: standIns[language][name], isKnown: false } : { value, isKnown: true },
      ]
    }),
  ) as Blanks // one entry for each of the closed list
}

/** The blanks that stand in a scenario, in the order of the list. */
export function blanksIn(document: ScenarioDocument): BlankName[] {
  const words = JSON.stringify(document)
  return blankNames.filter((name) => words.includes(`{${name}}`))
}

/** Every text of a scenario with its blanks filled. What is filled in is text and never a blank itself. */
export function filled(
  document: ScenarioDocument,
  values: Readonly<Record<BlankName, string>>,
): ScenarioDocument {
  return fillAll(document, values) as ScenarioDocument // texts stay texts, all else stays as it is
}

function fillAll(value: unknown, values: Readonly<Record<BlankName, string>>): unknown {
  if (typeof value === 'string') return fill(value, values)
  if (Array.isArray(value)) return value.map((one) => fillAll(one, values))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillAll(one, values)]))
}

function fill(text: string, values: Readonly<Record<BlankName, string>>): string {
  return text.replace(/\{([a-z_]+)\}/g, (whole, name: string) => {
    const known = blankNames.find((one) => one === name)
    return known === undefined ? whole : values[known]
  })
}

interface Supplier {
  readonly name: string
  readonly does: string
}

/** Suppliers by what they do, in the words that people use for it. */
export function supplierFor(suppliers: readonly Supplier[], wanted: keyof typeof looksLike): string {
  return suppliers.find(({ name, does }) => looksLike[wanted].test(`${name} ${does}`))?.name ?? ''
}

const looksLike = {
  bank: /\bbank|sparkasse|raiffeisen|volksbank/i,
  payroll: /payroll|lohn|gehalt|accountant|steuerberat|buchhalt/i,
  host: /\bhost|web ?shop|website|webseite|internet|provider|domain/i,
  it_provider: /\bit\b|\bmsp\b|managed|systemhaus|edv|computer|network|netzwerk/i,
} as const

const standIns: Readonly<Record<ExerciseLanguage, Readonly<Record<BlankName, string>>>> = {
  en: {
    firm: 'our firm',
    owner: 'the owner',
    lead: 'whoever leads incidents',
    deputy: 'the deputy',
    bank: 'our bank',
    insurer: 'our cyber insurer',
    insurer_phone: '(number of the insurer’s hotline)',
    it_provider: 'our IT firm',
    it_phone: '(number of our IT firm)',
    supplier: 'our most important supplier',
    payroll: 'the firm that does our payroll',
    host: 'the firm that runs our website',
    system: 'the office server',
    second_system: 'the shared mailbox',
    work: 'taking orders',
    domain: 'ourfirm.example',
    authority: 'the data protection authority',
  },
  de: {
    // Names, as in the registers: a name stands in every case of the grammar, “die Inhaberin” does not.
    firm: 'Musterbetrieb',
    owner: 'Frau Muster (Inhaberin)',
    lead: 'Frau Berger (Leitung)',
    deputy: 'Herr Gruber (Vertretung)',
    bank: 'Musterbank',
    insurer: 'Muster Cyberversicherung',
    insurer_phone: '(Nummer der Hotline der Versicherung)',
    it_provider: 'Muster IT-Service',
    it_phone: '(Nummer der IT-Firma)',
    supplier: 'Muster Großhandel',
    payroll: 'Lohnbüro Muster',
    host: 'Muster Webhosting',
    system: 'Server „Büro“',
    second_system: 'Postfach „Office“',
    work: 'Annahme von Aufträgen',
    domain: 'musterbetrieb.example',
    authority: 'Datenschutzbehörde',
  },
}
