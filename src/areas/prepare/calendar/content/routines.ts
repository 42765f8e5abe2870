import type { SpanUnit } from '../../../../base/calendar-day.ts'

/** A routine to begin with; the firm changes it as it likes. */
export interface StarterRoutine {
  readonly name: string
  readonly what: string
  readonly everyValue: number
  readonly everyUnit: SpanUnit
  readonly minutes: number
}

/** Routines of a small firm, in the languages of the product. Written for Muster. */
export const starterRoutines: Readonly<Record<'en' | 'de', readonly StarterRoutine[]>> = {
  en: [
    {
      name: 'See that updates install themselves',
      what: 'Updates should run by themselves on each computer, phone and the router. Look whether one waits or failed. Install it, restart, and see that work goes on.',
      everyValue: 1,
      everyUnit: 'months',
      minutes: 10,
    },
    {
      name: 'Close accounts of people who left',
      what: 'Compare the list of accounts in mail, shop and bank with the people who work here. Close what is nobody’s any more.',
      everyValue: 1,
      everyUnit: 'months',
      minutes: 10,
    },
    {
      name: 'Look who may do everything',
      what: 'List who has an administrator account in mail, in the cloud, on the computers. Take it from those who do not need it.',
      everyValue: 3,
      everyUnit: 'months',
      minutes: 20,
    },
    {
      name: 'Try the call list',
      what: 'Call two people from the call list in the evening. Correct the numbers that do not work, and print the list anew.',
      everyValue: 3,
      everyUnit: 'months',
      minutes: 15,
    },
    {
      name: 'Talk through a bad day',
      what: 'Take one playbook and half an hour at the table: who calls whom, what is switched off, who tells the customers?',
      everyValue: 6,
      everyUnit: 'months',
      minutes: 45,
    },
  ],
  de: [
    {
      name: 'Sehen, dass Updates von selbst kommen',
      what: 'Updates sollen auf jedem Rechner, jedem Telefon und am Router von selbst laufen. Sehen Sie nach, ob eines wartet oder scheiterte. Spielen Sie es ein, starten Sie neu, und sehen Sie, dass die Arbeit weitergeht.',
      everyValue: 1,
      everyUnit: 'months',
      minutes: 10,
    },
    {
      name: 'Konten von Ausgeschiedenen schließen',
      what: 'Vergleichen Sie die Konten in Mail, Shop und Bank mit den Leuten, die hier arbeiten. Schließen Sie, was niemandem mehr gehört.',
      everyValue: 1,
      everyUnit: 'months',
      minutes: 10,
    },
    {
      name: 'Durchsehen, wer alles darf',
      what: 'Schreiben Sie auf, wer in der Mail, in der Cloud und auf den Rechnern alles darf. Nehmen Sie es denen, die es nicht brauchen.',
      everyValue: 3,
      everyUnit: 'months',
      minutes: 20,
    },
    {
      name: 'Die Anrufliste ausprobieren',
      what: 'Rufen Sie am Abend zwei Leute von der Liste an. Verbessern Sie falsche Nummern, und drucken Sie die Liste neu.',
      everyValue: 3,
      everyUnit: 'months',
      minutes: 15,
    },
    {
      name: 'Einen schlimmen Tag durchsprechen',
      what: 'Nehmen Sie ein Drehbuch und eine halbe Stunde am Tisch: Wer ruft wen an, was wird abgeschaltet, wer sagt es den Kunden?',
      everyValue: 6,
      everyUnit: 'months',
      minutes: 45,
    },
  ],
}
