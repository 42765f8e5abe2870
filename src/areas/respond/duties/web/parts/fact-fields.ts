/** How each fact is asked and what a person's words for it mean on the wire. */
import { factWords } from '../../../../register/obligations/contract.ts'
import { instantOf, localOf } from '../../../../../ui/entry/entry-values.ts'

export type FactKind =
  | 'yes_no'
  | 'choice'
  | 'many'
  | 'codes'
  | 'code'
  | 'counts'
  | 'number'
  | 'contracts'
  | 'moment'
  | 'line'

const kinds: Readonly<Record<string, FactKind>> = {
  'entity.tz': 'line',
  'entity.established_in': 'codes',
  'entity.offers_or_monitors_in': 'codes',
  'entity.eu_main_establishment': 'code',
  'entity.sectors': 'codes',
  ransom_paid_by_entity_in: 'code',
  risk_to_individuals: 'choice',
  affected: 'counts',
  affected_total: 'number',
  service_disruption_hours: 'number',
  'policy.notice_hours': 'number',
  contracts: 'contracts',
}

export function kindOf(fact: string): FactKind {
  if (fact.startsWith('times.')) return 'moment'
  const known = kinds[fact]
  if (known !== undefined) return known
  return factWords[fact] === undefined ? 'yes_no' : 'many'
}

/** What an input holds: the words as typed, or the words ticked. */
export type FactDraft = string | readonly string[]

interface Contract {
  readonly id: string
  readonly counterparty?: string
  readonly notice_value?: number
  readonly notice_unit?: string
}

/** A value of the wire as an input holds it; '' or [] for none. */
export function draftOf(fact: string, value: unknown): FactDraft {
  const kind = kindOf(fact)
  if (kind === 'many') return Array.isArray(value) ? value.map(String) : []
  if (value === null || value === undefined) return ''
  if (kind === 'yes_no') return value === true ? 'yes' : 'no'
  if (kind === 'moment') return localOf(new Date(plain(value)))
  if (kind === 'codes') return Array.isArray(value) ? value.join(', ') : ''
  if (kind === 'counts')
    return Object.entries(value)
      .map(([code, count]) => `${code} ${String(count)}`)
      .join('\n')
  if (kind === 'contracts')
    return Array.isArray(value) ? (value as Contract[]).map(contractLine).join('\n') : '' // what the engine's shape says
  return plain(value)
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** What goes on the wire; undefined while it says nothing that can be read. */
export function valueOf(fact: string, draft: FactDraft): unknown {
  const kind = kindOf(fact)
  if (typeof draft !== 'string') return [...draft]
  const words = draft.trim()
  if (kind === 'contracts') return words === '' ? [] : contractsIn(words)
  if (kind === 'codes') return words === '' ? [] : codesIn(fact, words)
  if (kind === 'counts') return words === '' ? {} : countsIn(words)
  if (words === '') return undefined
  if (kind === 'yes_no') return words === 'yes'
  if (kind === 'moment') return instantOf(words)
  if (kind === 'code') return words.toUpperCase()
  if (kind === 'number') return Number.isFinite(Number(words)) ? Number(words) : undefined
  return words
}

function codesIn(fact: string, words: string): string[] {
  const codes = words.split(/[\s,;]+/).filter((code) => code !== '')
  return fact === 'entity.sectors' ? codes : codes.map((code) => code.toUpperCase())
}

/** A place and a number on each line, as `AT 120`. */
function countsIn(words: string): Record<string, number> | undefined {
  const lines = linesOf(words).map((line) => /^([A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?)[\s:=]+(\d+)$/.exec(line))
  if (lines.includes(null)) return undefined
  return Object.fromEntries(lines.map((found) => [found?.[1]?.toUpperCase() ?? '', Number(found?.[2])]))
}

/** Each language's words for a span, as people type them. */
const units: readonly (readonly [RegExp, string])[] = [
  [/^(hours?|h|stunden?)$/i, 'hours'],
  [/^(business|working|werktage?|arbeitstage?)/i, 'business_days'],
  [/^(days?|d|tage?n?)$/i, 'calendar_days'],
  [/^(months?|monate?n?)$/i, 'months'],
]

/** `Name, 48 hours` on each line, or the name alone where the contract gives no number. */
function contractsIn(words: string): Contract[] | undefined {
  const read = linesOf(words).map((line, at): Contract | undefined => {
    const [, name = line, number, word = ''] = /^(.+?)[,;:]\s*(\d+)\s+([\p{L} ]+)$/u.exec(line) ?? []
    const contract = { id: `c${at + 1}`, counterparty: name.trim().slice(0, 200) }
    if (number === undefined) return contract
    const unit = units.find(([pattern]) => pattern.test(word.trim()))?.[1]
    return unit === undefined ? undefined : { ...contract, notice_value: Number(number), notice_unit: unit }
  })
  return read.includes(undefined) ? undefined : read.filter((one) => one !== undefined)
}

function contractLine({ id, counterparty, notice_value: value, notice_unit: unit }: Contract): string {
  const span =
    value === undefined ? '' : `, ${value} ${(unit ?? 'hours').replaceAll('_', ' ').replace('calendar ', '')}`
  return `${counterparty ?? id}${span}`
}

function linesOf(words: string): string[] {
  return words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
