import type { MemberRole } from '../../../../base/permissions.ts'
import type { StepRole } from '../../playbooks/contract/playbook.ts'
import type { HandoutLanguage } from '../contract.ts'

/** The handout's own words, for each language it is made in; what people wrote stays as they wrote it. */
export interface HandoutWords {
  readonly people: string
  readonly peopleLead: string
  readonly name: string
  readonly role: string
  readonly byDay: string
  readonly atNight: string
  readonly mail: string
  readonly noNumber: string
  readonly nobody: string
  readonly helpers: string
  readonly insurer: string
  readonly policy: string
  readonly hotline: string
  readonly notice: string
  readonly noticeWithin: (hours: number) => string
  readonly noInsurer: string
  readonly consent: string
  readonly panel: string
  readonly firms: string
  readonly firm: string
  readonly answers: string
  readonly authority: string
  readonly hours: (hours: number) => string
  readonly suppliers: string
  readonly supplier: string
  readonly does: string
  readonly contact: string
  readonly other: string
  readonly noSupplier: string
  readonly cards: string
  readonly cardsLead: string
  readonly clocks: string
  readonly clocksLead: string
  readonly whom: string
  readonly within: string
  readonly from: string
  readonly source: (citation: string, checkedOn: string, isConfirmed: boolean) => string
  readonly units: Readonly<Record<string, (value: number) => string>>
  readonly roles: Readonly<Record<MemberRole, string>>
  readonly steps: Readonly<Record<StepRole, string>>
}

const en: HandoutWords = {
  people: 'Whom to call',
  peopleLead:
    'Start at the top and go down until somebody answers. Use the telephone: mail and chat may be read by others.',
  name: 'Name',
  role: 'Role',
  byDay: 'By day',
  atNight: 'At night',
  mail: 'E-mail',
  noNumber: 'No number known',
  nobody: 'Nobody has a telephone number yet. Enter numbers under People and make this copy again.',
  helpers: 'Insurer, firms on call, suppliers',
  insurer: 'Insurer',
  policy: 'Policy',
  hotline: 'Hotline',
  notice: 'Tell them within',
  noticeWithin: (hours) => `${hours} hours`,
  noInsurer: 'No policy in force is entered.',
  consent: 'Ask before you spend',
  panel: 'Firms that the insurer pays',
  firms: 'Firms on call',
  firm: 'Firm',
  answers: 'Answers within',
  authority: 'Who may engage them',
  hours: (hours) => (hours === 1 ? '1 hour' : `${hours} hours`),
  suppliers: 'Suppliers',
  supplier: 'Supplier',
  does: 'Does',
  contact: 'Contact',
  other: 'Other way',
  noSupplier: 'No supplier is entered.',
  cards: 'The first 15 minutes',
  cardsLead: 'Choose what fits best. Do the steps in order. What not to do stands below them.',
  clocks: 'Who must be told by when',
  clocksLead:
    'Information, not legal advice. Not every line holds in every case: the facts decide, and a person. Write down when you noticed; most clocks count from there.',
  whom: 'Whom',
  within: 'Within',
  from: 'Counted from',
  source: (citation, checkedOn, isConfirmed) =>
    `${citation}. ${isConfirmed ? 'Read at its source' : 'Not confirmed at its source'}, state of ${checkedOn}.`,
  units: {
    hours: (value) => (value === 1 ? '1 hour' : `${value} hours`),
    calendar_days: (value) => `${value} days`,
    business_days: (value) => `${value} working days`,
    months: (value) => (value === 1 ? '1 month' : `${value} months`),
    without_undue_delay: () => 'without undue delay',
    as_soon_as_possible: () => 'as soon as possible',
    immediate: () => 'at once',
    no_later_than_duty: () => 'no later than the notice before it',
    before_duty: () => 'before the notice after it',
    from_contract: () => 'as the contract or authority says',
    none: () => 'no fixed time',
  },
  roles: {
    owner: 'Owner: decides on money and people',
    lead: 'Leads an incident',
    responder: 'Works on an incident',
    staff: 'Staff: reports what is odd',
    auditor: 'Auditor: reads along',
    counsel: 'Legal advice',
    guest: 'Guest',
  },
  steps: {
    lead: 'Lead',
    technical: 'IT',
    communications: 'Communications',
    legal: 'Legal',
    hr: 'People (HR)',
    finance: 'Finance',
    owner: 'Owner',
    scribe: 'Note-taker',
    everyone: 'Everyone',
    provider: 'IT provider',
    insurer: 'Insurer',
    bank: 'Bank',
  },
}

const de: HandoutWords = {
  people: 'Wen anrufen',
  peopleLead:
    'Oben anfangen und weiter nach unten, bis jemand abhebt. Nehmen Sie das Telefon: Mail und Chat lesen vielleicht andere mit.',
  name: 'Name',
  role: 'Rolle',
  byDay: 'Bei Tag',
  atNight: 'Bei Nacht',
  mail: 'E-Mail',
  noNumber: 'Keine Nummer bekannt',
  nobody:
    'Noch hat niemand eine Telefonnummer. Tragen Sie Nummern unter Personen ein und machen Sie diese Kopie neu.',
  helpers: 'Versicherer, Firmen auf Abruf, Lieferanten',
  insurer: 'Versicherer',
  policy: 'Polizze',
  hotline: 'Hotline',
  notice: 'Melden binnen',
  noticeWithin: (hours) => `${hours} Stunden`,
  noInsurer: 'Keine gültige Polizze ist eingetragen.',
  consent: 'Fragen, bevor Sie Geld ausgeben',
  panel: 'Firmen, die der Versicherer zahlt',
  firms: 'Firmen auf Abruf',
  firm: 'Firma',
  answers: 'Antwortet binnen',
  authority: 'Wer sie beauftragen darf',
  hours: (hours) => (hours === 1 ? '1 Stunde' : `${hours} Stunden`),
  suppliers: 'Lieferanten',
  supplier: 'Lieferant',
  does: 'Wofür',
  contact: 'Kontakt',
  other: 'Anderer Weg',
  noSupplier: 'Kein Lieferant ist eingetragen.',
  cards: 'Die ersten 15 Minuten',
  cardsLead:
    'Wählen Sie, was am besten passt. Die Schritte der Reihe nach. Was Sie nicht tun sollen, steht darunter.',
  clocks: 'Wem bis wann zu melden ist',
  clocksLead:
    'Auskunft, keine Rechtsberatung. Nicht jede Zeile gilt in jedem Fall: Die Tatsachen entscheiden, und ein Mensch. Schreiben Sie auf, wann Sie es bemerkt haben; die meisten Fristen zählen ab da.',
  whom: 'Wem',
  within: 'Binnen',
  from: 'Gezählt ab',
  source: (citation, checkedOn, isConfirmed) =>
    `${citation}. ${isConfirmed ? 'An der Quelle gelesen' : 'Nicht an der Quelle bestätigt'}, Stand ${checkedOn}.`,
  units: {
    hours: (value) => (value === 1 ? '1 Stunde' : `${value} Stunden`),
    calendar_days: (value) => `${value} Tagen`,
    business_days: (value) => `${value} Arbeitstagen`,
    months: (value) => (value === 1 ? '1 Monat' : `${value} Monaten`),
    without_undue_delay: () => 'ohne unnötigen Verzug',
    as_soon_as_possible: () => 'so bald wie möglich',
    immediate: () => 'sofort',
    no_later_than_duty: () => 'spätestens mit der Meldung davor',
    before_duty: () => 'vor der Meldung danach',
    from_contract: () => 'wie Vertrag oder Behörde es sagt',
    none: () => 'keine feste Frist',
  },
  roles: {
    owner: 'Eigentümer: entscheidet über Geld und Personen',
    lead: 'Leitet einen Vorfall',
    responder: 'Arbeitet an einem Vorfall',
    staff: 'Mitarbeit: meldet Auffälliges',
    auditor: 'Prüfung: liest mit',
    counsel: 'Rechtsrat',
    guest: 'Gast',
  },
  steps: {
    lead: 'Leitung',
    technical: 'IT',
    communications: 'Kommunikation',
    legal: 'Recht',
    hr: 'Personal',
    finance: 'Finanzen',
    owner: 'Eigentümer',
    scribe: 'Protokoll',
    everyone: 'Alle',
    provider: 'IT-Dienstleister',
    insurer: 'Versicherer',
    bank: 'Bank',
  },
}

export function wordsIn(language: HandoutLanguage): HandoutWords {
  return language === 'de' ? de : en
}
