/** The summary by mail: how much of what waits where, in words that an attacker who reads the mail may know. */
import { newsGroups, type DigestLanguage } from '../contract/choices.ts'
import { groupOfKind, type ChosenKind } from './choices.ts'
import { digestWords } from './digest-words.ts'

export interface DigestItem {
  readonly kind: ChosenKind
  /** Of the case it is about; null for what belongs to none. */
  readonly number: number | null
  /** Of a case that is closed to all but some: not even its number leaves the house. */
  readonly isSealed: boolean
}

interface Links {
  readonly inbox: string
  readonly choices: string
}

/** The subject says nothing: it stands on the record, and on the locked screen of a phone. */
export function digestSubject(language: DigestLanguage): string {
  return digestWords[language].subject
}

/** @param items not empty: an empty summary is not sent */
export function digestText(
  items: readonly DigestItem[],
  { language, inbox, choices }: Links & { readonly language: DigestLanguage },
): string {
  const words = digestWords[language]
  const open = items.filter(({ isSealed }) => !isSealed)
  const sealed = items.length - open.length
  const parts = newsGroups.flatMap((group) => {
    const own = open.filter(({ kind }) => groupOfKind[kind] === group)
    return own.length === 0 ? [] : [[words.groups[group], ...linesOf(own, language)].join('\n')]
  })
  const rest = sealed === 0 ? [] : [`${words.sealed}: ${sealed}`]
  return [
    words.lead(items.length),
    ...parts,
    ...rest,
    `${words.open}\n${inbox}`,
    `${words.change}\n${choices}`,
    words.doubt,
  ].join('\n\n')
}

/** One line for each kind, with the cases it is about. */
function linesOf(items: readonly DigestItem[], language: DigestLanguage): string[] {
  const kinds = [...new Set(items.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const own = items.filter((item) => item.kind === kind)
    const numbers = [...new Set(own.flatMap(({ number }) => number ?? []))].toSorted((a, b) => a - b)
    const shown = numbers.slice(0, casesShown).map((number) => `INC-${number}`)
    const cases = numbers.length > casesShown ? [...shown, '…'] : shown
    const where = cases.length === 0 ? '' : ` (${cases.join(', ')})`
    return `- ${digestWords[language].kinds[kind]}: ${own.length}${where}`
  })
}

const casesShown = 10
