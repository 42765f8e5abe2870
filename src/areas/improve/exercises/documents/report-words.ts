/** What the printed report says around what people wrote. */
import type { ExerciseLanguage } from '../contract/words.ts'

export interface ReportWords {
  readonly kicker: string
  readonly notReal: string
  readonly noScores: string
  readonly facts: Readonly<
    Record<'when' | 'ran' | 'people' | 'roles' | 'absent' | 'plan' | 'case' | 'paused' | 'skipped', string>
  >
  readonly noPlan: string
  readonly minutes: (count: number) => string
  readonly clock: (seconds: number) => string
  readonly ratings: Readonly<Record<'P' | 'S' | 'M' | 'U' | 'none', string>>
  readonly parts: Readonly<
    Record<
      | 'objectives'
      | 'strengths'
      | 'gaps'
      | 'decisions'
      | 'card'
      | 'drill'
      | 'wash'
      | 'course'
      | 'next'
      | 'improvements',
      string
    >
  >
  readonly holder: (name: string, deputy: string) => string
  readonly nobody: string
  readonly notTaken: string
  readonly taken: (role: string, clock: string) => string
  readonly card: (done: number, all: number, clock: string | null, isInTime: boolean | null) => string
  readonly drill: (copy: string, took: string, aim: string, before: string) => string
  readonly unknown: string
  readonly chain: Readonly<Record<'not_needed' | 'open' | 'taken_up' | 'changed' | 'retested', string>>
  readonly wash: Readonly<Record<'kept' | 'changed' | 'surprised', string>>
  readonly noWash: string
  readonly roles: Readonly<Record<string, string>>
  readonly decisions: Readonly<Record<string, string>>
  readonly followed: (outcome: string) => string
  readonly page: string
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

export const reportWords: Readonly<Record<ExerciseLanguage, ReportWords>> = {
  en: {
    kicker: 'Exercise: report',
    notReal: 'This was an exercise. What is described here did not really happen.',
    noScores: 'It shows how the plan held. It says nothing about single people.',
    facts: {
      when: 'Ended',
      ran: 'On the clock',
      people: 'People at the table',
      roles: 'Roles',
      absent: 'Played as absent',
      plan: 'Version of the plan',
      case: 'Case',
      paused: 'Paused',
      skipped: 'Left out',
    },
    noPlan: 'there was none',
    minutes: (count) => `${count} min`,
    clock,
    ratings: {
      P: 'P: held without trouble',
      S: 'S: held with some trouble',
      M: 'M: held with great trouble',
      U: 'U: did not hold',
      none: 'not rated',
    },
    parts: {
      objectives: 'What was tried, and how it held',
      strengths: 'What worked',
      gaps: 'What was missing',
      decisions: 'Decisions that had to be taken',
      card: 'The first fifteen minutes',
      drill: 'The restore',
      wash: 'What people said at once',
      course: 'What happened',
      next: 'For the talk afterwards',
      improvements: 'What changes',
    },
    holder: (name, deputy) =>
      `By the register: ${name}${deputy === '' ? ', no deputy' : `, deputy ${deputy}`}`,
    nobody: 'By the register nobody may decide this.',
    notTaken: 'Nobody took this decision.',
    taken: (role, at) => `Taken by: ${role}, at ${at}`,
    card: (done, all, at, isInTime) =>
      at === null
        ? `${done} of ${all} steps were done.`
        : `All ${all} steps were done at ${at}${isInTime === true ? ', within fifteen minutes.' : ', later than fifteen minutes.'}`,
    drill: (copy, took, aim, before) => `${copy}: it took ${took}. Aim: ${aim}. Last time: ${before}.`,
    unknown: 'not known',
    chain: {
      not_needed: '',
      open: 'Nobody has taken this on yet.',
      taken_up: 'A change is proposed.',
      changed: 'The change is made; it was not tried again yet.',
      retested: 'Tried again, and it held.',
    },
    wash: { kept: 'Keep', changed: 'Change', surprised: 'Surprise' },
    noWash: 'Nobody answered the three questions.',
    roles: {
      lead: 'lead',
      technical: 'technical',
      communications: 'communications',
      legal: 'legal',
      hr: 'people and HR',
      finance: 'money',
      scribe: 'scribe',
      owner: 'owner',
      everyone: 'the table',
    },
    decisions: {
      isolate: 'Cut systems off',
      shut_down: 'Shut the business down',
      spend: 'Spend money',
      notify: 'Tell authorities and those concerned',
      pay: 'Pay a ransom',
      go_public: 'Go public',
      engage_help: 'Call in helpers',
      call_police: 'Call the police',
    },
    followed: (outcome) => `What followed: ${outcome}`,
    page: 'Page',
  },
  de: {
    kicker: 'Übung: Bericht',
    notReal: 'Das war eine Übung. Was hier steht, ist nicht wirklich geschehen.',
    noScores: 'Er zeigt, wie der Plan gehalten hat. Über einzelne Menschen sagt er nichts.',
    facts: {
      when: 'Beendet',
      ran: 'Auf der Uhr',
      people: 'Menschen am Tisch',
      roles: 'Rollen',
      absent: 'Als abwesend gespielt',
      plan: 'Fassung des Plans',
      case: 'Fall',
      paused: 'Unterbrochen',
      skipped: 'Ausgelassen',
    },
    noPlan: 'es gab keine',
    minutes: (count) => `${count} Min.`,
    clock,
    ratings: {
      P: 'P: hielt ohne Mühe',
      S: 'S: hielt mit etwas Mühe',
      M: 'M: hielt mit großer Mühe',
      U: 'U: hielt nicht',
      none: 'nicht bewertet',
    },
    parts: {
      objectives: 'Was erprobt wurde und wie es hielt',
      strengths: 'Was gut ging',
      gaps: 'Was fehlte',
      decisions: 'Was entschieden werden musste',
      card: 'Die ersten fünfzehn Minuten',
      drill: 'Die Wiederherstellung',
      wash: 'Was die Leute gleich sagten',
      course: 'Was geschah',
      next: 'Für das Gespräch danach',
      improvements: 'Was sich ändert',
    },
    holder: (name, deputy) =>
      `Nach dem Register: ${name}${deputy === '' ? ', ohne Vertretung' : `, Vertretung ${deputy}`}`,
    nobody: 'Nach dem Register darf das niemand entscheiden.',
    notTaken: 'Niemand hat das entschieden.',
    taken: (role, at) => `Entschieden von: ${role}, bei ${at}`,
    card: (done, all, at, isInTime) =>
      at === null
        ? `${done} von ${all} Schritten wurden getan.`
        : `Alle ${all} Schritte waren bei ${at} getan${isInTime === true ? ', in fünfzehn Minuten.' : ', später als nach fünfzehn Minuten.'}`,
    drill: (copy, took, aim, before) =>
      `${copy}: Es dauerte ${took}. Ziel: ${aim}. Beim letzten Mal: ${before}.`,
    unknown: 'nicht bekannt',
    chain: {
      not_needed: '',
      open: 'Das hat noch niemand aufgegriffen.',
      taken_up: 'Eine Änderung ist vorgeschlagen.',
      changed: 'Die Änderung ist gemacht, aber noch nicht neu erprobt.',
      retested: 'Noch einmal erprobt, und es hielt.',
    },
    wash: { kept: 'Behalten', changed: 'Ändern', surprised: 'Überraschung' },
    noWash: 'Niemand hat die drei Fragen beantwortet.',
    roles: {
      lead: 'Leitung',
      technical: 'Technik',
      communications: 'Kommunikation',
      legal: 'Recht',
      hr: 'Personal',
      finance: 'Geld',
      scribe: 'Protokoll',
      owner: 'Inhaberin',
      everyone: 'der Tisch',
    },
    decisions: {
      isolate: 'Systeme trennen',
      shut_down: 'Den Betrieb anhalten',
      spend: 'Geld ausgeben',
      notify: 'Behörden und Betroffene verständigen',
      pay: 'Lösegeld zahlen',
      go_public: 'An die Öffentlichkeit gehen',
      engage_help: 'Hilfe holen',
      call_police: 'Die Polizei rufen',
    },
    followed: (outcome) => `Was folgte: ${outcome}`,
    page: 'Seite',
  },
}
