/** When and what is texted and called, and when it is too much or too late. */
import {
  callingProviders,
  type GatewayRank,
  type Steps,
  type TelephoneProvider,
} from '../../contract/telephone.ts'

/** As Muster proposes it: push at once, then by mail, by text, by a call, and then another person is asked to call. */
export const proposedSteps: Steps = { mailMinutes: 5, textMinutes: 8, callMinutes: 11, passOnMinutes: 15 }

/** A text that wakes somebody for what is past does harm: after this it is dropped, and that is said. */
export const staleMinutes = 60
/** So long the link of a text message says that it was read. */
export const linkHours = 24
export const linkTries = 5
export const codeMinutes = 15
export const codeTries = 5
/** Codes to one person in an hour: each costs money, and a stranger's number may be entered. */
export const codesPerHour = 3
/** From here on the owners are told that texts and calls cost money. */
const warnShare = 0.8

/** A gateway as far as it matters whether it may be used. */
export interface KnownGateway {
  readonly rank: GatewayRank
  readonly provider: TelephoneProvider
  readonly isOn: boolean
  readonly hasCalls: boolean
  readonly confirmedAt: Date | null
}

/** Proved and switched on: what should go by telephone may. */
export function isGatewayOn({ isOn, confirmedAt }: Pick<KnownGateway, 'isOn' | 'confirmedAt'>): boolean {
  return isOn && confirmedAt !== null
}

/** Those that can take a message of this kind, in their order. */
export function usableGateways<T extends KnownGateway>(
  gateways: readonly T[],
  channel: 'text' | 'call',
): readonly T[] {
  return gateways
    .filter(isGatewayOn)
    .filter(
      ({ hasCalls, provider }) => channel === 'text' || (hasCalls && callingProviders.includes(provider)),
    )
    .toSorted((one, other) => one.rank - other.rank)
}

/**
 * Those that are still to be asked in this turn: not the one that just did not take this message, nor one that was
 * found to be down a moment ago.
 */
export function gatewaysLeft<T extends KnownGateway>(
  usable: readonly T[],
  { failed, down }: { readonly failed: GatewayRank | null; readonly down: ReadonlySet<GatewayRank> },
): readonly T[] {
  return usable.filter(({ rank }) => rank !== failed && !down.has(rank))
}

/** Which of the steps are out of order; empty where each comes after the one before. */
export function stepFault(steps: Steps): keyof Steps | undefined {
  const order = ['mailMinutes', 'textMinutes', 'callMinutes', 'passOnMinutes'] as const
  return order.find((name, index) => {
    const before = order[index - 1]
    return before !== undefined && steps[name] < steps[before]
  })
}

/** When a text or call that was due then is dropped. */
export function staleAt(dueAt: Date): Date {
  return new Date(dueAt.getTime() + staleMinutes * 60_000)
}

/** When it is tried again after that many tries; undefined when it would be of no use any more. */
export function nextPhoneTry(tries: number, now: Date, endsAt: Date): Date | undefined {
  const minutes = Math.min(2 ** Math.min(Math.max(tries - 1, 0), 10), 10)
  const next = new Date(now.getTime() + minutes * 60_000)
  return next < endsAt ? next : undefined
}

interface Counted {
  /** Handed over to this person within the hour. */
  readonly ofPerson: number
  /** Handed over within the day, all together. */
  readonly ofAll: number
}

export function limitReached(
  { ofPerson, ofAll }: Counted,
  { mostPerHour, mostPerDay }: { readonly mostPerHour: number; readonly mostPerDay: number },
): 'phone.limit' | 'phone.day_limit' | undefined {
  if (ofAll >= mostPerDay) return 'phone.day_limit'
  return ofPerson >= mostPerHour ? 'phone.limit' : undefined
}

/** Whether the next one, after so many, is the one at which owners are told; once on the way up. */
export function isCostWarning(ofAll: number, mostPerDay: number): boolean {
  return ofAll + 1 === Math.max(1, Math.ceil(mostPerDay * warnShare))
}

/** What was being sent when its process died: tried once more, and never a third time. */
export function afterCrash(why: string): 'phone.sending' | 'phone.sending_again' | 'phone.unclear' {
  if (why === 'phone.sending') return 'phone.sending_again'
  return why === 'phone.sending_again' ? 'phone.unclear' : 'phone.sending'
}

/** A report never takes back what was said for good: whoever pressed a key stays one who has it. */
export function mayReport(why: string): boolean {
  return ['phone.sending', 'phone.sending_again', 'text.accepted', 'call.accepted', 'phone.unclear'].includes(
    why,
  )
}

export type PhoneLanguage = 'en' | 'de'

/** All that leaves the house: that there is something, the number of the case where everybody may know it, and the way in. */
export function textWords(
  language: PhoneLanguage,
  { number, isExercise, url, code }: { number: string; isExercise: boolean; url: string; code: string },
): string {
  const about = number === '' ? '' : `, ${number}`
  return language === 'de'
    ? `Muster${isExercise ? ' Übung' : ''}: etwas für Sie${about}. Öffnen: ${url} Code ${code}`
    : `Muster${isExercise ? ' exercise' : ''}: something for you${about}. Open ${url} Code ${code}`
}

export function callWords(
  language: PhoneLanguage,
  { number, isExercise }: { number: string; isExercise: boolean },
): string {
  const digits = number.replace(/^INC-/, '')
  const about =
    digits === '' ? '' : language === 'de' ? `, Vorfall Nummer ${digits}` : `, incident number ${digits}`
  if (language === 'de')
    return `Hier ist Muster. ${isExercise ? 'Das ist eine Übung. ' : ''}Es gibt etwas für Sie${about}. Bitte öffnen Sie Muster.`
  return `This is Muster. ${isExercise ? 'This is an exercise. ' : ''}There is something for you${about}. Please open Muster.`
}

export const keyWords: Readonly<Record<PhoneLanguage, string>> = {
  en: 'Press 1 to say that you have it.',
  de: 'Drücken Sie die 1, um zu sagen, dass Sie es haben.',
}

export function codeWords(language: PhoneLanguage, code: string): string {
  return language === 'de'
    ? `Muster: Ihr Code ist ${code}. Haben Sie ihn nicht verlangt, tun Sie nichts.`
    : `Muster: your code is ${code}. If you did not ask for it, do nothing.`
}

/** What the telephone hears after the key: said by Muster alone, no words of anybody in it. */
export function thanks(language: PhoneLanguage): string {
  const [voice, words] =
    language === 'de'
      ? ['de-DE', 'Danke. Niemand anderer wird dafür geweckt.']
      : ['en-GB', 'Thank you. Nobody else is woken for this.']
  return `<?xml version="1.0" encoding="UTF-8"?><Response><Say language="${voice}">${words}</Say></Response>`
}
