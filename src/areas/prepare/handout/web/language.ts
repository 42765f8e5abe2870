import { handoutLanguages, type HandoutLanguage } from '../contract.ts'

/** The person's language where the handout has it, else English. */
export function languageOf(shown: string): HandoutLanguage {
  return handoutLanguages.find((one) => one === shown) ?? 'en'
}
