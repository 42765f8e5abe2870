import { words, type PlanLanguage, type Words } from './words.ts'

const startWords: Readonly<Record<string, Words>> = {
  detected_at: words('when it was first seen', 'ab dem ersten Bemerken'),
  became_aware_at: words('when you are sure that it happened', 'sobald Sie sicher sind, dass es geschah'),
  determined_breach_at: words(
    'when you find that it must be reported',
    'sobald Sie feststellen, dass es zu melden ist',
  ),
  determined_material_at: words(
    'when you judge it to matter to investors',
    'sobald es für Anleger erheblich ist',
  ),
  classified_major_at: words('when you class it as major', 'sobald Sie es als schwerwiegend einstufen'),
  scope_identified_at: words('when you know how far it reaches', 'sobald der Umfang bekannt ist'),
  ransom_paid_at: words('when a ransom was paid', 'ab Zahlung eines Lösegelds'),
  corrective_measure_available_at: words('when there is a fix', 'sobald es eine Abhilfe gibt'),
  individuals_notified_at: words('when the people were told', 'ab Verständigung der Betroffenen'),
  notified_previous_stage_at: words('after the notice before it', 'nach der vorigen Meldung'),
  incident_handled_at: words('when it is over', 'nach dem Ende des Vorfalls'),
  calendar_year_end: words('the end of the year', 'ab Jahresende'),
  contract_event: words('what the contract names', 'ab dem, was der Vertrag nennt'),
  determined_new_information_at: words('when something new must be said', 'sobald es Neues zu melden gibt'),
}
const startNames = new RegExp(`\\b(?:${Object.keys(startWords).join('|')})\\b`, 'g')
const spans: readonly (readonly [RegExp, string])[] = [
  [/\bfrom contract\b/g, 'laut Vertrag'],
  [/\bhours\b/g, 'Stunden'],
  [/\bcalendar days\b/g, 'Kalendertage'],
  [/\bbusiness days\b/g, 'Werktage'],
  [/\bmonths\b/g, 'Monat(e)'],
  [/\bwithout undue delay\b/g, 'ohne unnötigen Aufschub'],
  [/\bas soon as possible\b/g, 'so bald wie möglich'],
  [/\bimmediate\b/g, 'sofort'],
  [/\bno later than\b/g, 'spätestens mit'],
  [/\bfrom\b/g, ','],
]

/** Names that the law engine reads and no person: what stands for them on paper. */
const innerNames: readonly (readonly [RegExp, Words])[] = [
  [/\bbusiness days of US_FEDERAL\b/g, words('business days in the USA', 'Werktage in den USA')],
  [/\bbusiness days of BR_NATIONAL\b/g, words('business days in Brazil', 'Werktage in Brasilien')],
  [/\bbusiness days of AU_NATIONAL\b/g, words('business days in Australia', 'Werktage in Australien')],
  [/\bbusiness days of JP_PPC\b/g, words('business days in Japan', 'Werktage in Japan')],
  [
    /\bnotice_value and notice_unit of the contract from its clock_start\b/g,
    words('the time that the contract names', 'die Zeit, die der Vertrag nennt'),
  ],
  [
    /\bpolicy\.notice_hours if stated\b/g,
    words('the hours that the policy names', 'die Stunden, die die Polizze nennt'),
  ],
  [/\bfacts\.contracts\b/g, words('the register of contracts', 'im Verzeichnis der Verträge')],
]

/** Words of the fact base without the names that only the law engine reads. */
export function plainWords(text: string, language: PlanLanguage): string {
  return innerNames.reduce((said, [inner, plain]) => said.replaceAll(inner, plain[language]), text)
}

/** The rule of a deadline as a person says it. What the fact base says in words of its own stays as it says it. */
export function clockWords(rule: string, language: PlanLanguage): string {
  const [span = '', ...rest] = rule
    .replaceAll(startNames, (name) => startWords[name]?.[language] ?? name)
    .split('; ')
  const said =
    language === 'de'
      ? spans
          .reduce((text, [english, german]) => text.replaceAll(english, german), span)
          .replaceAll(' ,', ',')
      : span
  return plainWords([said, ...rest].join('; '), language)
}

/** What starts the clock, alone. */
export function startOf(rule: string, language: PlanLanguage): string | undefined {
  const [name] = rule.match(startNames) ?? []
  return name === undefined ? undefined : startWords[name]?.[language]
}
