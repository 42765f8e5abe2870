import type { TemplateWords } from './template-words.ts'

export const englishOutside: Pick<TemplateWords, 'following' | 'edition'> = {
  following: {
    question: {
      subject: 'Please confirm: news from {organisation}',
      text: 'Somebody, probably you, asked for a mail when {organisation} writes something new on its public page.\n\nIf it was you, confirm it here:\n{link}\n\nIf it was not you, do nothing: nothing will come.\n',
    },
    foot: 'You asked for this mail. To stop it, open {link}',
  },
  edition: {
    title: 'Situation report',
    for: 'For',
    asOf: 'As of',
    exercise: 'EXERCISE. Nothing of this is real.',
    nothing: 'There is nothing yet that this reader may see.',
    headings: {
      headline: 'What this is about',
      confirmed: 'What we know',
      checking: 'What we are still checking',
      unknown: 'What we do not know yet',
      next: 'What comes next',
      clock: 'The next deadline',
      systems: 'Systems',
      indicators: 'Traces of the attack',
      causes: 'Causes',
      people: 'Who leads',
      costs: 'Costs so far',
    },
    audiences: {
      team: 'the response team',
      management: 'the management',
      staff: 'all staff',
      customers: 'customers',
      affected: 'people whose data it is',
      partners: 'partners',
      supplier: 'the supplier',
      authority: 'the authority',
      police: 'the police',
      insurer: 'the insurer',
      bank: 'the bank',
      card_brand: 'the card company',
      press: 'the press',
      public: 'everybody',
    },
  },
}
