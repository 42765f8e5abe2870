import type { ControlKey, ControlWords } from '../contract/words.ts'
import { english } from './words-en.ts'
import { german } from './words-de.ts'

export function controlWords(language: string): Readonly<Record<ControlKey, ControlWords>> {
  return language === 'de' ? german : english
}
