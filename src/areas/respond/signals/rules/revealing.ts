/** Details in a text by which a small team would know who wrote it. A reminder to the writer, never a filter. */

/** What kind of detail it is; the screen has a sentence for each. */
export type Revealing = 'address' | 'phone' | 'time' | 'place' | 'colleague' | 'only_me'

const signs: readonly (readonly [Revealing, RegExp])[] = [
  ['address', /[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}/iu],
  ['phone', /(?:\+|\b0)[\d /().-]{7,}\d/u],
  [
    'time',
    /\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b|\b\d{1,2}\s?(?:am|pm|uhr)\b|\b(?:yesterday|this morning|last night|gestern|heute fr[üu]h|heute morgen)\b|\b\d{1,2}[./]\d{1,2}[./]/iu,
  ],
  [
    'place',
    /\b(?:my|our|next) (?:desk|office|room|shift|department|computer|laptop)\b|\b(?:mein|unser)(?:e[mnrs]?)? (?:Schreibtisch|B[üu]ro|Zimmer|Schicht|Abteilung|Computer|Rechner|Laptop)\b/iu,
  ],
  [
    'colleague',
    /\b(?:my|our) (?:boss|colleague|manager|team|supervisor)\b|\b(?:mein|unser)(?:e[mnrs]?)? (?:Chef(?:in)?|Kolleg(?:e|in|en)|Vorgesetzte[rn]?|Team)\b/iu,
  ],
  [
    'only_me',
    /\b(?:only i|i alone|i was the (?:only|last)|told me|asked me|i am the)\b|\b(?:nur ich|ich allein|als einzige[r]?|zu mir gesagt|hat mich|ich bin die|ich bin der)\b/iu,
  ],
]

/** The kinds of detail in this text, each once. */
export function revealingIn(text: string): Revealing[] {
  const looked = text.slice(0, 10_000)
  return signs.filter(([, sign]) => sign.test(looked)).map(([kind]) => kind)
}
