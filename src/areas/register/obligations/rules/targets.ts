/** To whom a duty is owed: one recipient, or one for each code or contract that it fans out over. */
import type { Judged } from './conditions.ts'
import type { Duty } from './fact-base.ts'
import { subdivisionSums, type Contract } from './facts.ts'
import { countryOf, type Case } from './law.ts'

export interface Target {
  /** What follows the duty's id in the key. */
  readonly suffix: string
  readonly code?: string
  readonly contract?: Contract
  /** Whether there is such a target at all, where that is not sure. */
  readonly judged?: Judged
}

export function targetsOf({ fanOut }: Duty, { facts, groups, reader }: Case): Target[] {
  if (fanOut === undefined) return [{ suffix: '' }]
  if (fanOut.over === 'contracts')
    return facts.contracts?.map((contract) => ({ suffix: `:${contract.id}`, contract })) ?? [{ suffix: '' }]
  const { codes, codesPrefix = '', min } = fanOut
  if (facts.affected === undefined) return [unplaced]
  const wanted =
    codes === undefined
      ? Object.keys(facts.affected).filter((code) => code.startsWith(codesPrefix))
      : (groups[codes.slice(1)] ?? [])
  const found = wanted
    .filter((code) => Number(reader.read(`affected.${code}`)) >= min)
    .toSorted()
    .map((code) => ({ suffix: `:${code}`, code }))
  const country = codes === undefined ? codesPrefix.slice(0, 2) : ''
  const inParts = subdivisionSums(facts.affected).get(country) ?? 0
  return (facts.affected[country] ?? 0) - inParts >= min ? [...found, unplaced] : found
}

/** Enough people are counted, but not in which part of the country they live. */
const unplaced: Target = { suffix: '', judged: { truth: 'unknown', missing: ['affected'] } }

/** @returns the name of the authority in charge, where the fact base knows it */
export function recipientOf(
  duty: Duty,
  target: Target,
  { base, facts, reader }: Case,
): { kind: string; name: string } {
  const { kind, name, resolve } = duty.recipient
  const [, list = '', by = ''] = /^authorities\.(\w+)\[([\w. ]+)\]$/.exec(resolve ?? '') ?? []
  const code =
    by === 'code'
      ? target.code
      : by === 'entity country'
        ? countryOf(facts)
        : by === ''
          ? undefined
          : reader.read(by)
  const found = typeof code === 'string' ? entryOf(base.authorities[list], code) : undefined
  if (typeof found === 'string') return { kind, name: found }
  if (typeof found === 'object' && found !== null && 'body' in found)
    return { kind, name: String(found.body) }
  return { kind, name: target.contract?.counterparty ?? name }
}

function entryOf(list: unknown, code: string): unknown {
  if (typeof list !== 'object' || list === null) return undefined
  return new Map<string, unknown>(Object.entries(list)).get(code)
}
