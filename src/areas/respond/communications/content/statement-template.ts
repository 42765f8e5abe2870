import type { StatementLanguage } from '../contract/statement-words.ts'
import { german } from './statement-template-de.ts'
import { english } from './statement-template-en.ts'
import type { TemplateWords } from './template-words.ts'

/** What statements begin from, by language; a language is one file more. */
export const templates: Readonly<Record<StatementLanguage, TemplateWords>> = { en: english, de: german }
