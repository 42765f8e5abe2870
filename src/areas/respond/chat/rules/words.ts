import type { ChatLanguage } from '../contract.ts'
import type { ChatWords } from './vocabulary.ts'
import { german } from './words-de.ts'
import { english } from './words-en.ts'

const all: Readonly<Record<ChatLanguage, ChatWords>> = { en: english, de: german }

export function chatWords(language: ChatLanguage): ChatWords {
  return all[language]
}

/** Values in their places; what a person wrote stays one line and becomes no address. */
export function filled(words: string, values: Readonly<Record<string, string | number>>): string {
  return words.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
}

/** What a person wrote: a chat makes a link of anything that looks like one, and visits it. */
export function asWords(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll('://', ':\u200B//')
    .replaceAll(/(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu, '.\u200B')
    .replaceAll(/(?<=\S)@(?=\S)/gu, '@\u200B')
    .trim()
}
