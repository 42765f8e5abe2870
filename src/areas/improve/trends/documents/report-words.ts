/** The words of the yearly report, in the languages that it is made in. */
export type ReportLanguage = 'en' | 'de'

const en = {
  title: (year: number) => `Security year ${year}`,
  subtitle: 'What happened, what it cost, what was learned: ranges with their method, no score',
  made: (day: string) => `Made on ${day}.`,
  how: 'How to read this',
  howText: [
    'A range such as "between 1.2 and 8.8" is a 95 % interval: with so few cases, the true value may lie anywhere in it. No range is a forecast.',
    'Numbers are made of real cases. Rehearsals, near misses, false alarms, duplicates, tests and cases that were entered afterwards are left out and counted below. Restricted cases and cases marked TLP:RED are not in this report at all.',
    'More cases can mean more attacks, or only that people report more. No sentence here says what caused what.',
  ],
  watched: (months: string) => `Cases were kept here in ${months} months of the year.`,
  lists: (version: string) => `Lists by which cases are sorted: ${version}.`,
  often: 'How often',
  count: (count: number) => (count === 1 ? '1 case.' : `${count} cases.`),
  rate: (low: string, high: string) =>
    `A year like this one brings between ${low} and ${high} (exact Poisson interval).`,
  few: 'So few cases, or so short a time, show no direction. Zero cases are not zero risk.',
  change: {
    fewer: (before: number, after: number) =>
      `The year before had ${before}, this one ${after}: fewer, and more so than chance alone easily explains.`,
    more: (before: number, after: number) =>
      `The year before had ${before}, this one ${after}: more, and more so than chance alone easily explains.`,
    could_be_chance: (before: number, after: number) =>
      `The year before had ${before}, this one ${after}: the difference could be chance.`,
  },
  leftOut: 'Left out',
  reason: 'Why',
  cases: 'Cases',
  began: 'How it began',
  share: 'Share, with its 95 % range (Wilson)',
  long: 'How long it took',
  span: 'From … to …',
  median: 'Half took less',
  range: 'Shortest to longest',
  running: 'Still running',
  unknown: 'Not known',
  longText: 'The middle case, not the average: one long case would decide the average alone.',
  cost: 'What it cost',
  kind: 'Kind of loss (VERIS 1.4.1)',
  invoiced: 'With an invoice',
  said: 'Said, without one',
  withCosts: (some: number, all: number) =>
    `${some} of ${all} cases have a cost entered; of the others it is not known. Insurance payments are not subtracted.`,
  costRange: (low: string, high: string) =>
    `It cost between ${low} (what invoices show) and ${high} (with what was said without one), as far as it is entered.`,
  caseRange: (low: string, high: string) => `One case cost between ${low} and ${high}.`,
  checked: (low: string, high: string) =>
    `The share that was checked lies between ${low} and ${high} (Wilson).`,
  hours: (all: string, unpriced: string) =>
    `Hours of our own people: ${all}, of which ${unpriced} have no price and are in no sum.`,
  down: (cases: number, shortest: string, median: string, longest: string) =>
    `Work stood still in ${cases} cases, for ${shortest} to ${longest}; half of them for less than ${median}.`,
  noDown: 'No stop of work was written down. That is not the same as none.',
  controls: 'What stood against it',
  control: 'Measure',
  worked: 'Worked',
  failed: 'Failed',
  bypassed: 'Got around',
  absent: 'Missing',
  graded: (some: number, all: number) => `In ${some} of ${all} cases somebody said how a measure did.`,
  improvements: 'What became better',
  closed: (done: number, verified: number, open: number) =>
    `${done} improvements were carried out, ${verified} of them checked by a second person. ${open} are open.`,
  looks: 'Looks at the data',
  look: (quarter: string, state: string) => `Quarter ${quarter}: ${state}.`,
  lookStates: { held: 'held', missed: 'missed', ahead: 'not yet due' },
  noLooks: 'No quarterly look was due in this year.',
  none: 'Nothing was entered.',
  dash: 'not known',
}

export type ReportWords = typeof en

const de: ReportWords = {
  title: (year) => `Sicherheitsjahr ${year}`,
  subtitle: 'Was geschah, was es kostete, was wir lernten: Bereiche mit ihrer Methode, keine Note',
  made: (day) => `Erstellt am ${day}.`,
  how: 'Wie man das liest',
  howText: [
    'Ein Bereich wie „zwischen 1,2 und 8,8“ ist ein 95-%-Intervall: Bei so wenigen Fällen kann der wahre Wert überall darin liegen. Kein Bereich ist eine Vorhersage.',
    'Die Zahlen bestehen aus echten Fällen. Übungen, Beinahe-Vorfälle, Fehlalarme, Doppelte, Tests und später eingetragene Fälle sind ausgelassen und unten gezählt. Geschlossene Kreise und Fälle mit TLP:RED stehen gar nicht in diesem Bericht.',
    'Mehr Fälle können mehr Angriffe bedeuten, oder nur, dass mehr gemeldet wird. Kein Satz hier sagt, was wodurch kam.',
  ],
  watched: (months) => `In ${months} Monaten des Jahres wurden hier Fälle geführt.`,
  lists: (version) => `Listen, nach denen Fälle geordnet sind: ${version}.`,
  often: 'Wie oft',
  count: (count) => (count === 1 ? '1 Fall.' : `${count} Fälle.`),
  rate: (low, high) => `Ein Jahr wie dieses bringt zwischen ${low} und ${high} (exaktes Poisson-Intervall).`,
  few: 'So wenige Fälle oder eine so kurze Zeit zeigen keine Richtung. Null Fälle sind nicht null Risiko.',
  change: {
    fewer: (before, after) =>
      `Das Jahr davor hatte ${before}, dieses ${after}: weniger, und deutlicher, als Zufall allein es leicht erklärt.`,
    more: (before, after) =>
      `Das Jahr davor hatte ${before}, dieses ${after}: mehr, und deutlicher, als Zufall allein es leicht erklärt.`,
    could_be_chance: (before, after) =>
      `Das Jahr davor hatte ${before}, dieses ${after}: Der Unterschied kann Zufall sein.`,
  },
  leftOut: 'Ausgelassen',
  reason: 'Warum',
  cases: 'Fälle',
  began: 'Wie es begann',
  share: 'Anteil mit 95-%-Bereich (Wilson)',
  long: 'Wie lange es dauerte',
  span: 'Von … bis …',
  median: 'Die Hälfte brauchte weniger als',
  range: 'Kürzester bis längster',
  running: 'Läuft noch',
  unknown: 'Nicht bekannt',
  longText:
    'Der mittlere Fall, nicht der Durchschnitt: Ein langer Fall allein würde den Durchschnitt bestimmen.',
  cost: 'Was es kostete',
  kind: 'Art des Verlusts (VERIS 1.4.1)',
  invoiced: 'Mit Rechnung',
  said: 'Genannt, ohne Rechnung',
  withCosts: (some, all) =>
    `Bei ${some} von ${all} Fällen sind Kosten eingetragen; bei den anderen sind sie nicht bekannt. Zahlungen der Versicherung sind nicht abgezogen.`,
  costRange: (low, high) =>
    `Es kostete zwischen ${low} (was Rechnungen zeigen) und ${high} (mit dem, was ohne Rechnung genannt wurde), soweit es eingetragen ist.`,
  caseRange: (low, high) => `Ein Fall kostete zwischen ${low} und ${high}.`,
  checked: (low, high) => `Der Anteil, der geprüft wurde, liegt zwischen ${low} und ${high} (Wilson).`,
  hours: (all, unpriced) =>
    `Stunden eigener Leute: ${all}, davon ${unpriced} ohne Preis und in keiner Summe.`,
  down: (cases, shortest, median, longest) =>
    `In ${cases} Fällen stand Arbeit still, von ${shortest} bis ${longest}; bei der Hälfte kürzer als ${median}.`,
  noDown: 'Kein Stillstand wurde aufgeschrieben. Das heißt nicht, dass es keinen gab.',
  controls: 'Was dagegen stand',
  control: 'Maßnahme',
  worked: 'Hat gewirkt',
  failed: 'Hat versagt',
  bypassed: 'Wurde umgangen',
  absent: 'Fehlte',
  graded: (some, all) => `Bei ${some} von ${all} Fällen sagte jemand, wie sich eine Maßnahme bewährte.`,
  improvements: 'Was besser wurde',
  closed: (done, verified, open) =>
    `${done} Verbesserungen wurden umgesetzt, ${verified} davon von einer zweiten Person geprüft. ${open} sind offen.`,
  looks: 'Blicke auf die Zahlen',
  look: (quarter, state) => `Quartal ${quarter}: ${state}.`,
  lookStates: { held: 'gehalten', missed: 'versäumt', ahead: 'noch nicht fällig' },
  noLooks: 'In diesem Jahr war kein Blick auf ein Quartal fällig.',
  none: 'Nichts wurde eingetragen.',
  dash: 'nicht bekannt',
}

export const reportWords: Readonly<Record<ReportLanguage, ReportWords>> = { en, de }
