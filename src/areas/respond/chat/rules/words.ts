import type { ChatLanguage } from '../contract.ts'
import type { ShippedRole } from '../../incidents/contract/role-words.ts'
import { german } from './words-de.ts'
import { english } from './words-en.ts'

/** What Muster says in a channel, in one language. `{names}` are filled in. */
export interface ChatWords {
  readonly exercise: string
  readonly declared: string
  readonly meeting: string
  readonly dialIn: string
  readonly pin: string
  readonly severity: string
  readonly lead: string
  readonly role: string
  readonly deputy: string
  readonly roleNames: Readonly<Record<ShippedRole, string>>
  readonly states: Readonly<Record<'open' | 'closed', string>>
  readonly situation: string
  readonly clock: string
  readonly clockStage: Readonly<Record<'half' | 'quarter' | 'hour' | 'overdue', string>>
  readonly closing: string
  readonly endings: Readonly<Record<'resolved' | 'false_alarm' | 'duplicate' | 'cancelled', string>>
  readonly merged: string
  readonly joined: string
  readonly split: string
  readonly reopened: string
  readonly topic: string
  readonly help: string
  readonly unknownVerb: string
  readonly stranger: string
  readonly noCase: string
  readonly notTaken: string
  readonly noWords: string
  readonly codeWrong: string
  readonly codeTaken: string
  readonly linked: string
  readonly nothingSaid: string
  readonly noted: string
  readonly decided: string
  readonly taskAdded: string
  readonly taskDone: string
  readonly taskFor: string
  readonly taskBy: string
  readonly noPerson: string
  readonly manyPeople: string
  readonly whichTask: string
  readonly noTask: string
  readonly doneAlready: string
  readonly statusLine: string
  readonly leads: string
  readonly nobodyLeads: string
  readonly openTasks: string
  readonly noTasks: string
  readonly more: string
  readonly who: string
  readonly nobodyThere: string
  readonly clocks: string
  readonly noClock: string
  readonly clockAt: string
  readonly refused: string
  readonly repeat: string
  readonly working: string
  readonly late: string
}

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
