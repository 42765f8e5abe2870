import type { TemplateWords } from './template-words.ts'

export const germanOutside: Pick<TemplateWords, 'following' | 'edition'> = {
  following: {
    question: {
      subject: 'Bitte bestätigen: Neues von {organisation}',
      text: 'Jemand, vermutlich Sie, möchte eine Mail, wenn {organisation} auf der öffentlichen Seite etwas Neues schreibt.\n\nWaren Sie es, dann bestätigen Sie hier:\n{link}\n\nWaren Sie es nicht, tun Sie nichts: Es kommt nichts.\n',
    },
    foot: 'Sie haben um diese Mail gebeten. Abbestellen: {link}',
  },
  edition: {
    title: 'Lagebericht',
    for: 'Für',
    asOf: 'Stand',
    exercise: 'ÜBUNG. Nichts davon ist wirklich geschehen.',
    nothing: 'Noch gibt es nichts, was hier gelesen werden darf.',
    headings: {
      headline: 'Worum es geht',
      confirmed: 'Was wir wissen',
      checking: 'Was wir noch prüfen',
      unknown: 'Was wir noch nicht wissen',
      next: 'Was als Nächstes kommt',
      clock: 'Die nächste Frist',
      systems: 'Systeme',
      indicators: 'Spuren des Angriffs',
      causes: 'Ursachen',
      people: 'Wer leitet',
      costs: 'Bisherige Kosten',
    },
    audiences: {
      team: 'das Einsatzteam',
      management: 'die Leitung',
      staff: 'die ganze Belegschaft',
      customers: 'Kundinnen und Kunden',
      affected: 'Menschen, deren Daten es sind',
      partners: 'Partner',
      supplier: 'den Lieferanten',
      authority: 'die Behörde',
      police: 'die Polizei',
      insurer: 'den Versicherer',
      bank: 'die Bank',
      card_brand: 'die Kartengesellschaft',
      press: 'die Presse',
      public: 'alle',
    },
  },
}
