/** Words that end an inquiry at a person, in English and German, and the question that leads further. */

export const betterWords = {
  mistake:
    'Ask what made the mistake easy: a screen that looked right, a step that nobody checks, too little time.',
  care: 'Ask what else that person had to do at that moment, and what should have caught it.',
  ability: 'Ask what they could not know, and who was to show them.',
  guilt: 'Say what happened and what let it happen, without a name.',
} as const
export type BetterWords = keyof typeof betterWords

export interface Blame {
  /** The words as they were found, in small letters. */
  readonly words: string
  readonly better: BetterWords
}

const whole = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'u')
const people = 'human|user|users|user s|operator|employee|staff|worker|people|personal'
const slips = 'errors?|mistakes?|failures?|faults?|failings?'

const patterns: readonly (readonly [BetterWords, RegExp])[] = [
  ['mistake', whole(`(?:${people}) (?:${slips})|pilot error|pebkac|layer 8`)],
  [
    'mistake',
    whole(
      'menschliche[snrm]? (?:versagen|fehler|fehlverhalten)s?|(?:be)?nutzerfehler[ns]?|anwenderfehler[ns]?|' +
        'bedien(?:ungs|er)?fehler[ns]?|mitarbeiterfehler[ns]?|fehler (?:des|der|eines|einer) (?:be)?(?:nutzer|anwender|mitarbeiter)\\p{L}*',
    ),
  ],
  [
    'care',
    whole('careless\\p{L}*|negligen\\p{L}*|sloppy|sloppiness|lazy|laziness|reckless\\p{L}*|inattenti\\p{L}*'),
  ],
  ['care', whole('(?:was|were|is|are) not paying attention|did not pay attention|thoughtless\\p{L}*')],
  [
    'care',
    whole(
      'unachtsam\\p{L}*|unvorsichtig\\p{L}*|leichtsinn\\p{L}*|leichtfertig\\p{L}*|(?:grob )?fahrlässig\\p{L}*|fahrlaessig\\p{L}*|' +
        'nachlässig\\p{L}*|nachlaessig\\p{L}*|schlamp\\p{L}*|unaufmerksam\\p{L}*|faulheit|gedankenlos\\p{L}*|sorglos\\p{L}*',
    ),
  ],
  [
    'ability',
    whole('stupid\\p{L}*|incompeten\\p{L}*|idiots?|idiotic|clueless|dumb|gullible|naive|naivety|ignorant'),
  ],
  [
    'ability',
    whole(
      'dumm(?:e[nrsm]?|heit)?|unfähig\\p{L}*|unfaehig\\p{L}*|inkompeten\\p{L}*|naiv(?:e[nrsm]?|ität)?|leichtgläubig\\p{L}*|idioten?',
    ),
  ],
  [
    'guilt',
    whole(
      'should have known(?: better)?|to blame|blame on|at fault|guilty|culprits?|own fault|\\p{L}+ s fault|fault of',
    ),
  ],
  [
    'guilt',
    whole(
      'hätten? (?:es )?(?:besser )?wissen müssen|selbst schuld|selber schuld|schuld(?:ig|ige[nrsm]?)?|verschulden',
    ),
  ],
]

/** The first words in a text that blame a person; undefined when there are none. */
export function findBlame(text: string): Blame | undefined {
  const plain = plainWords(text)
  for (const [better, pattern] of patterns) {
    const words = pattern.exec(plain)?.[0]
    if (words !== undefined) return { words, better }
  }
  return undefined
}

/** Small letters, one blank between words, no marks inside words that hide them. */
function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Cf}\u00AD]/gu, '')
    .replaceAll(/['\u2019`_\-\u2010\u2011\u2013\u2014/\s]+/gu, ' ')
}
