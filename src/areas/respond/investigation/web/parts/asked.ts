/** What the law asks of a line beyond kind and number, as a form holds it and as it goes over the wire. */
import type { ScopeLine } from '../../contract/scope.ts'

export interface AskedDraft {
  readonly details: readonly string[]
  /** One place on each line. */
  readonly places: string
  readonly encrypted: YesNo
  readonly hours: string
  readonly critical: YesNo
  readonly customers: YesNo
}
export type YesNo = '' | 'yes' | 'no'

export const nothingAsked: AskedDraft = {
  details: [],
  places: '',
  encrypted: '',
  hours: '',
  critical: '',
  customers: '',
}

export function draftOf(line: ScopeLine): AskedDraft {
  return {
    details: line.details,
    places: Object.entries(line.places)
      .map(([code, count]) => `${code} ${count}`)
      .join('\n'),
    encrypted: yesNo(line.isEncrypted),
    hours: line.hoursDown === null ? '' : String(line.hoursDown),
    critical: yesNo(line.isCritical),
    customers: yesNo(line.hitsCustomers),
  }
}

/** @param typed what a form sends: without the fields that were left empty
 *  @returns the field that cannot be read, where there is one */
export function askedOf(topic: ScopeLine['topic'], typed: Partial<AskedDraft>) {
  const draft = { ...nothingAsked, ...typed }
  if (topic === 'work') {
    const hours = draft.hours.trim().replace(',', '.')
    const hoursDown = hours === '' ? null : Number(hours)
    if (hoursDown !== null && !(hoursDown >= 0)) return { odd: 'hours' as const }
    return {
      said: { hoursDown, isCritical: isYes(draft.critical), hitsCustomers: isYes(draft.customers) },
    }
  }
  const places = placesIn(draft.places)
  if (places === undefined) return { odd: 'places' as const }
  return { said: { places, details: [...draft.details], isEncrypted: isYes(draft.encrypted) } }
}

/** `AT 120` on each line; the same place twice is not one number. */
export function placesIn(words: string): Record<string, number> | undefined {
  const lines = words.split('\n').filter((line) => line.trim() !== '')
  const found = lines.map((line) => /^\s*([A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?)[\s:=]+(\d{1,10})\s*$/.exec(line))
  const entries = found.map((match) => [match?.[1]?.toUpperCase() ?? '', Number(match?.[2])] as const)
  const isOdd = found.includes(null) || new Set(entries.map(([code]) => code)).size < entries.length
  return isOdd ? undefined : Object.fromEntries(entries)
}

function yesNo(value: boolean | null): YesNo {
  if (value === null) return ''
  return value ? 'yes' : 'no'
}

function isYes(value: YesNo): boolean | null {
  return value === '' ? null : value === 'yes'
}
