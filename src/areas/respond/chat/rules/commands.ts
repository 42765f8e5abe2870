/** What a line in the chat asks for, in English and German. Pure: words in, meaning out. */
import { Temporal } from 'temporal-polyfill'
import type { ChatLanguage } from '../contract.ts'

export const verbs = ['note', 'decision', 'task', 'done', 'status', 'who', 'clock', 'help', 'link'] as const
export type Verb = (typeof verbs)[number]

export interface Command {
  /** Undefined for a word that is none of ours. */
  readonly verb: Verb | undefined
  readonly rest: string
  /** Of the word that was used; undefined where both languages have it. */
  readonly language: ChatLanguage | undefined
}

/** Each word with its verb and, where only one language has it, that language. */
const words: Readonly<Record<string, readonly [Verb, ChatLanguage?]>> = {
  note: ['note', 'en'],
  notiz: ['note', 'de'],
  decision: ['decision', 'en'],
  entscheidung: ['decision', 'de'],
  task: ['task', 'en'],
  aufgabe: ['task', 'de'],
  done: ['done', 'en'],
  erledigt: ['done', 'de'],
  status: ['status'],
  stand: ['status', 'de'],
  lage: ['status', 'de'],
  who: ['who', 'en'],
  wer: ['who', 'de'],
  clock: ['clock', 'en'],
  uhr: ['clock', 'de'],
  frist: ['clock', 'de'],
  fristen: ['clock', 'de'],
  help: ['help', 'en'],
  hilfe: ['help', 'de'],
  link: ['link', 'en'],
  verbinden: ['link', 'de'],
}

/** @param line what stands behind `/muster` or `!muster` */
export function readCommand(line: string): Command {
  const text = line.trim()
  if (text === '') return { verb: 'help', rest: '', language: undefined }
  const [first = ''] = text.split(/\s/, 1)
  const word = first.toLowerCase().replace(/[:,]$/, '')
  const found = Object.hasOwn(words, word) ? words[word] : undefined
  return { verb: found?.[0], rest: text.slice(first.length).trim(), language: found?.[1] }
}

export interface TaskWords {
  readonly title: string
  /** As it was typed behind the @; undefined for nobody. */
  readonly person: string | undefined
  readonly due: DueWords | undefined
}

export interface DueWords {
  /** As `2026-03-01`; undefined for the next time that the clock shows it. */
  readonly day: string | undefined
  readonly hour: number
  readonly minute: number
}

const dayEnd = { hour: 18, minute: 0 } as const
const byTime = /\s+(?:by|bis)\s+(?:um\s+)?(\d{1,2})[:.](\d{2})(?:\s*(?:uhr|h))?$/i
const byDay =
  /\s+(?:by|bis)\s+(?:zum\s+)?(\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.(?:\d{4})?)(?:[\s,T]+(?:um\s+)?(\d{1,2})[:.](\d{2})(?:\s*uhr)?)?$/i

/**
 * `call the bank @anna by 15:00`, in any order of the last two.
 * @param year of the day on which it was typed, for a day without one
 */
export function readTask(rest: string, year: number): TaskWords {
  // Blanks in a row would be looked at over and over.
  let text = ` ${rest.replaceAll(/\s+/g, ' ').trim()}`
  let due: DueWords | undefined
  let person: string | undefined
  // Twice, since the person may stand on either side of the time.
  for (let turn = 0; turn < 2; turn += 1) {
    const name =
      person === undefined ? /\s+(?:@([^\s@]{1,80})|<@([^>|\s]{1,40})(?:\|[^>]{0,80})?>)$/u.exec(text) : null
    if (name !== null) {
      person = name[1] ?? name[2]
      text = text.slice(0, name.index)
    }
    const found = due === undefined ? dueIn(text, year) : undefined
    if (found !== undefined) {
      due = found.due
      text = text.slice(0, found.index)
    }
  }
  const inside = /(?:^|\s)@([^\s@]{1,80})(?=\s|$)/u.exec(text)
  if (person === undefined && inside !== null) {
    person = inside[1]
    text = `${text.slice(0, inside.index)} ${text.slice(inside.index + inside[0].length)}`
  }
  return { title: text.replaceAll(/ +/g, ' ').trim(), person, due }
}

function dueIn(text: string, year: number): { due: DueWords; index: number } | undefined {
  const time = byTime.exec(text)
  const dated = time === null ? byDay.exec(text) : null
  const found = time ?? dated
  if (found === null) return undefined
  const day = dated === null ? undefined : dayOf(dated[1] ?? '', year)
  if (dated !== null && day === undefined) return undefined
  const [hour, minute] = time === null ? [dated?.[2], dated?.[3]] : [time[1], time[2]]
  const at = hour === undefined ? dayEnd : { hour: Number(hour), minute: Number(minute) }
  return at.hour > 23 || at.minute > 59 ? undefined : { due: { day, ...at }, index: found.index }
}

function dayOf(text: string, year: number): string | undefined {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(text)
  const wanted =
    german === null
      ? text
      : `${german[3] ?? year}-${(german[2] ?? '').padStart(2, '0')}-${(german[1] ?? '').padStart(2, '0')}`
  try {
    return Temporal.PlainDate.from(wanted, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}

/** The instant, on the clock of this zone: without a day the next time that the clock shows it. */
export function dueAt({ day, hour, minute }: DueWords, now: Date, zone: string): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
  const date = day === undefined ? here.toPlainDate() : Temporal.PlainDate.from(day)
  const at = date.toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } })
  const isPast = day === undefined && Temporal.ZonedDateTime.compare(at, here) <= 0
  return new Date((isPast ? at.add({ days: 1 }) : at).epochMilliseconds)
}

export interface Namable {
  readonly id: string
  readonly name: string
  /** Names and ids that the chat knows this person by. */
  readonly aliases: readonly string[]
}

/** Who is meant by what was typed behind the @: an account of the chat first, then a name, then how a name begins. */
export function whoIsMeant(people: readonly Namable[], typed: string): Namable | 'nobody' | 'several' {
  const wanted = plain(typed)
  if (wanted === '') return 'nobody'
  const ways: readonly ((person: Namable) => boolean)[] = [
    ({ aliases }) => aliases.some((alias) => plain(alias) === wanted),
    ({ name }) => plain(name) === wanted,
    ({ name }) => name.split(/\s+/).some((part) => plain(part) === wanted),
    ({ name }) => plain(name).startsWith(wanted),
  ]
  for (const way of ways) {
    const [one, ...others] = people.filter(way)
    if (one !== undefined) return others.length > 0 ? 'several' : one
  }
  return 'nobody'
}

/** Without what people leave out when they type a name in a hurry. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}
