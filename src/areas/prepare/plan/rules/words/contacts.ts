import type { QuestionId } from './questions.ts'
import { words, type Words } from './words.ts'

/** Somebody outside whom the plan must name. */
export interface ContactSlot {
  readonly id: string
  readonly words: Words
  readonly why: Words
  /** Needed where one of these was answered; absent: by everybody. */
  readonly when?: readonly [QuestionId, ...string[]]
}

export const contactSlots = [
  {
    id: 'bank',
    words: words('Your bank, to stop a payment', 'Ihre Bank, um eine Zahlung zu stoppen'),
    why: words(
      'Money can often be stopped in the first hours.',
      'In den ersten Stunden lässt sich Geld oft aufhalten.',
    ),
  },
  {
    id: 'police',
    words: words('Police', 'Polizei'),
    why: words(
      'The number of the office for cybercrime, or the emergency number.',
      'Die Nummer der Stelle für Cyberkriminalität oder der Notruf.',
    ),
  },
  {
    id: 'it_firm',
    words: words('The firm that looks after your IT', 'Die Firma, die Ihre IT betreut'),
    why: words(
      'They act first. Ask for a number that is answered at night.',
      'Sie handelt zuerst. Fragen Sie nach einer Nummer, die nachts beantwortet wird.',
    ),
    when: ['outside_it', 'yes'],
  },
  {
    id: 'card_bank',
    words: words('Your card bank or payment provider', 'Ihre Kartenbank oder Ihr Zahlungsanbieter'),
    why: words(
      'Your card contract asks you to call them at once.',
      'Ihr Kartenvertrag verlangt, dass Sie sofort anrufen.',
    ),
    when: ['card_payments', 'yes'],
  },
  {
    id: 'insurer',
    words: words('Your cyber insurer', 'Ihr Cyber-Versicherer'),
    why: words(
      'Call before you spend: some pay only firms of their own list.',
      'Rufen Sie an, bevor Sie Geld ausgeben: Manche zahlen nur eigene Vertragsfirmen.',
    ),
    when: ['cyber_insurance', 'yes'],
  },
  {
    id: 'data_authority',
    words: words('The data protection authority', 'Die Datenschutzbehörde'),
    why: words('A number or address for notices.', 'Eine Nummer oder Adresse für Meldungen.'),
    when: ['data_kinds', 'customer', 'staff', 'payment', 'health', 'children', 'id_documents', 'credentials'],
  },
  {
    id: 'web_firm',
    words: words('Whoever runs your website', 'Wer Ihre Website betreibt'),
    why: words(
      'They can take a changed page off the net.',
      'Sie können eine veränderte Seite vom Netz nehmen.',
    ),
    when: ['website_edit', 'agency', 'self'],
  },
  {
    id: 'served_firms',
    words: words('The firms whose data you keep', 'Die Firmen, deren Daten Sie verwahren'),
    why: words('Where the list of them lies, and who calls them.', 'Wo die Liste liegt und wer anruft.'),
    when: ['serves_other_firms', 'yes'],
  },
] as const satisfies readonly ContactSlot[]
export type ContactSlotId = (typeof contactSlots)[number]['id']
export const contactSlotIds: readonly ContactSlotId[] = contactSlots.map(({ id }) => id)
