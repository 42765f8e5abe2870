/** Promises that what a person types into a search becomes one question to the database, the same in every room. */

import { refang } from './observables.ts'

/** Text-search queries (PostgreSQL's tsquery): each word must occur, each may be unfinished. */
export interface WordQuery {
  readonly all: string
  /** The longest word alone: most likely the rarest, so the one to ask an index for. */
  readonly longest: string
}

/** @param words letters and digits only, so that none of them is an operator; at least one */
export function wordQuery(words: readonly string[]): WordQuery {
  const [longest = ''] = words.toSorted((a, b) => b.length - a.length)
  return { all: words.map((word) => `${word}:*`).join(' & '), longest: `${longest}:*` }
}

/** What a search of the whole program finds, in the order in which it is shown. */
export const foundKinds = [
  'incident',
  'note',
  'entry',
  'statement',
  'trace',
  'evidence',
  'signal',
  'person',
  'contact',
  'vendor',
  'contract',
  'asset',
  'function',
  'policy',
  'retainer',
  'playbook',
  'section',
  'rule',
  'continuity',
  'copy',
  'control',
  'risk',
  'article',
  'course',
  'review',
  'improvement',
  'exercise',
  'view',
] as const
export type FoundKind = (typeof foundKinds)[number]

/** One thing that was found, and the exact place where it stands, inside the organisation. */
export interface Found {
  readonly id: string
  readonly title: string
  /** What tells it from another of the same name; '' for nothing. */
  readonly more: string
  readonly path: string
}

/** What somebody looks for in the whole program. */
export interface Sought {
  /** As it was typed, with defanging taken out. */
  readonly typed: string
  /** Folded; each must occur, anywhere in a word. At least one. */
  readonly words: readonly string[]
  /** How many of a kind at most. */
  readonly limit: number
  /** Of the one who asks, for what the program itself is worded in. */
  readonly language: 'en' | 'de'
}

const mostWords = 8

/** @returns undefined where too little was typed to look for: one letter is in everything, one digit is a number */
export function soughtIn(
  q: string,
  { limit, language }: Pick<Sought, 'limit' | 'language'>,
): Sought | undefined {
  const typed = refang(q.normalize('NFC').trim())
  const words = [...new Set(typed.split(/\s+/).map(folded))].filter((word) => word !== '').slice(0, mostWords)
  const isEnough = words.some((word) => word.length > 1 || /\d/.test(word))
  return isEnough ? { typed, words, limit, language } : undefined
}

/** Letters of `from` become those of `to` in their places; what has no place there is left out. The database does the same. */
export const folding = {
  from: 'ÄÖÜäöüßÀÁÂÃÅàáâãåÈÉÊËèéêëÌÍÎÏìíîïÒÓÔÕØòóôõøÙÚÛùúûÇçÑñÝý[](){}',
  to: 'aouaousaaaaaaaaaaeeeeeeeeiiiiiiiioooooooooouuuuuuccnnyy',
  /** An umlaut may be written as two letters: both spellings are found by both, and by the bare letter. */
  pairs: [
    ['ae', 'a'],
    ['oe', 'o'],
    ['ue', 'u'],
    ['ss', 's'],
    ['hxxp', 'http'],
  ],
} as const

/** As a search compares words: case, accents, the spelling of an umlaut and the brackets of defanging make no difference. */
export function folded(text: string): string {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[[\](){}\u0080-\uffff]/g, (letter) => foldedLetters.get(letter) ?? letter)
  return folding.pairs.reduce((left, [two, one]) => left.replaceAll(two, one), plain)
}

const foldedLetters = new Map(folding.from.split('').map((letter, at) => [letter, folding.to[at] ?? '']))

/** Whether each word stands somewhere in these texts together. */
export function isFoundIn(sought: Sought, ...texts: readonly string[]): boolean {
  return isFoundInFolded(sought, folded(texts.join(' ')))
}

/** The same for a text that was folded before. */
export function isFoundInFolded({ words }: Sought, text: string): boolean {
  return words.every((word) => text.includes(word))
}

/** What the database's index of words is asked; undefined where nothing in it is a word. */
export function indexQuery(sought: Sought): WordQuery | undefined {
  const words = wordsIn(sought.words.join(' '))
  return words.length === 0 ? undefined : wordQuery(words)
}

/** Words of a folded text, as the database cuts it into words: letters and digits only. */
export function wordsIn(text: string): string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, mostWords)
}
