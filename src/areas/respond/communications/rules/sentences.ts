/** Finds sentences that say more than is confirmed: words of an open fact, a soothing promise, a count nobody confirmed. */

/** The facts of a case by their standing, as the situation report has them. */
export interface StandingFacts {
  readonly confirmed: readonly string[]
  readonly checking: readonly string[]
  readonly unknown: readonly string[]
}

export interface Unsure {
  readonly sentence: string
  /** `open`: it says what is being checked or unknown. `promise`: it soothes. `count`: it counts. */
  readonly why: 'open' | 'promise' | 'count'
  /** The open fact that it asserts. */
  readonly fact?: string
}

/** Share of an open fact's words that a sentence has to hold to be taken for asserting it. */
const enough = 0.7

/** Sentences of a text that a reader would take for confirmed although they are not. */
export function unsureSentences(text: string, facts: StandingFacts): Unsure[] {
  const confirmed = facts.confirmed.map(stemsOf)
  const open = [...facts.checking, ...facts.unknown].map((fact) => ({ fact, stems: stemsOf(fact) }))
  return sentencesOf(text).flatMap((sentence): Unsure[] => {
    if (unsureWords.test(sentence)) return []
    const stems = stemsOf(sentence)
    if (confirmed.some((known) => coverage(stems, known) >= enough)) return []
    const asserted = open.find(
      ({ stems: wanted }) => shared(wanted, stems) >= 2 && coverage(wanted, stems) >= enough,
    )
    if (asserted !== undefined && !perhapsWords.test(sentence))
      return [{ sentence, why: 'open', fact: asserted.fact }]
    if (promises.some((promise) => promise.test(sentence))) return [{ sentence, why: 'promise' }]
    const counts = [...sentence.matchAll(counted)].map(([, number = '']) => digitsOf(number))
    const known = new Set(facts.confirmed.flatMap((fact) => numbersIn(fact)))
    return counts.some((number) => !known.has(number)) ? [{ sentence, why: 'count' }] : []
  })
}

/** The sentences of a text, line by line, each as it stands there. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?])\s+(?=[\p{Lu}\d"\u201e\u201c])/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** Whether a sentence gives a number of people, records and the like. */
export function countsPeople(sentence: string): boolean {
  return new RegExp(counted.source, 'iu').test(sentence)
}

/** Words by which a sentence says of itself that it is not known, in the languages of the templates. */
const unsureWords =
  /\b(check\w*|not (?:yet )?know\w*|do not yet|unknown|unclear|not (?:yet )?confirmed|whether|investigat\w*)\b|\b(prüf\w*|unklar|ob|untersuch\w*|(?:noch )?nicht bestätigt|wissen (?:wir )?(?:noch )?nicht)\b/iu

/** Words that leave something open, but excuse no promise. */
const perhapsWords =
  /\b(may|might|could|possib\w*|suspect\w*|if|möglich\w*|könnte\w*|vermut\w*|falls|noch nicht)\b/iu

/** What people say to calm others, and later have to take back. */
const promises: readonly RegExp[] = [
  /\bno (?:\w+ ){0,3}data (?:was|were|has|have|is|are|left)\b/i,
  /\b(?:your|all|customer|the) (?:\w+ )?data (?:is|are|was|were|remains?) (?:not |un)?(?:safe|secure|affected|touched)/i,
  /\bno (?:evidence|indication|sign)s?\b/i,
  /\bnothing (?:was|has been|is) (?:taken|stolen|copied|lost|affected)\b/i,
  /\brest assured\b|\bno (?:danger|risk|reason to worry)\b|\bfully under control\b/i,
  /\bkeine(?:rlei)? (?:\p{L}+ )?(?:daten|hinweise|anzeichen|gefahr|risiken|anhaltspunkte)\b/iu,
  /\bdaten (?:sind|waren|bleiben|ist) (?:\p{L}+ )?(?:sicher|nicht betroffen|geschützt)\b/iu,
  /\bnichts (?:wurde|ist) (?:gestohlen|kopiert|verloren|abgeflossen)\b|\bvollständig unter kontrolle\b|\bkein grund zur sorge\b/iu,
]

/** A number in front of people, files and the like. */
const counted =
  /(\d[\d.,'\u2019\u00a0 ]*)\s*(?:affected |of our |betroffene[nr]? )?(?:people|persons|individuals|customers|clients|patients|members|records|accounts|employees|staff|files|cards|personen|menschen|kund\p{L}*|patient\p{L}*|mitglieder\p{L}*|datensätze\p{L}*|konten|mitarbeit\p{L}*|beschäftigte\p{L}*|dateien|karten)\b/giu

function numbersIn(text: string): string[] {
  return [...text.matchAll(/\d[\d.,'\u2019\u00a0 ]*/g)].map(([number]) => digitsOf(number))
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '')
}

/** Beginnings of the words that carry meaning, so that "copied" and "copies" count as one. */
export function stemsOf(text: string): ReadonlySet<string> {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  return new Set((words ?? []).filter((word) => word.length > 2 && !empty.has(word)).map(stem))
}

/** Whether a word, in small letters, stands in any text, so that it gives nothing away. */
export function isCommonWord(word: string): boolean {
  return empty.has(word) || everyday.has(word)
}

const everyday = new Set(
  'can may one two you new now day see via use per got get man vor zum zur bis nur'.split(' '),
)

function stem(word: string): string {
  const bare = word.replace(/(?:ing|ied|ies|ed|es|en|er|em|s|e|t)$/, '')
  return (bare.length >= 3 ? bare : word).slice(0, 7)
}

/** What share of the wanted words is there. */
function coverage(wanted: ReadonlySet<string>, there: ReadonlySet<string>): number {
  return wanted.size === 0 ? 0 : shared(wanted, there) / wanted.size
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((one) => b.has(one)).length
}

const empty = new Set(
  'the and for are was were has have had not that this with from our your their they them will been being its his her whether which what when who how than then there here into out off all any more also der die das den dem des ein eine einen einer und oder ist sind war waren hat haben nicht dass mit von vom aus auf für bei wir sie ihr ihre unser unsere wird wurde wurden werden als wie was wer wann welche welcher auch noch'
    .split(' ')
    .flatMap((word) => [word, word.normalize('NFKD').replaceAll(/\p{M}/gu, '')]),
)
