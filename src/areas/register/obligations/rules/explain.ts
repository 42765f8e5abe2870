/** Why a duty is there and due then: the rule, the facts it rests on, its source, and how sure the source is. */
import { judge } from './conditions.ts'
import type { Due } from './due.ts'
import type { Deadline, Duty, Regime } from './fact-base.ts'
import type { Case } from './law.ts'

export interface Explanation {
  /** One sentence. */
  readonly text: string
  readonly regime: string
  readonly law: string
  readonly citation: string
  /** `false`: nobody found a public text for it yet; show "unconfirmed". */
  readonly confirmed: boolean
  /** The day on which the fact base was last looked through. */
  readonly checkedOn: string
  readonly binding: Regime['binding']
  /** The deadline in words. */
  readonly rule: string
  /** What the clock runs from, and when that was. */
  readonly start: { readonly from: string; readonly at: string; readonly standsInFor: string | null } | null
  /** The facts that it rests on, as given. */
  readonly facts: readonly { readonly fact: string; readonly value: unknown }[]
  readonly missing: readonly string[]
  /** What could free from it; a person decides, none of these was taken for granted. */
  readonly exemptions: readonly string[]
  /** Advice on when to be done, where the law names no instant; never law. */
  readonly softTarget: string | null
  readonly content: readonly string[]
  readonly how: string | null
  readonly lateConsequence: string | null
  readonly notes: readonly string[]
}

interface Found {
  readonly regime: Regime
  readonly duty: Duty
  readonly due: Due
  readonly missing: readonly string[]
}

export function explain(given: Case, found: Found): Explanation {
  const { regime, duty, due, missing } = found
  const deadline = given.deadlineOf(duty)
  const start = due.kind === 'at' || due.kind === 'asap' ? due.start : undefined
  const rule = ruleWords(deadline, duty)
  return {
    text: `${regime.name}: ${duty.recipient.name}, ${rule} (${regime.citation}).`,
    regime: regime.name,
    law: regime.law,
    citation: regime.citation,
    confirmed: duty.verified === 'source-checked',
    checkedOn: given.base.reviewedOn,
    binding: regime.binding,
    rule,
    start:
      start === undefined
        ? null
        : {
            from: start.from,
            at: given.text(start.at),
            standsInFor: start.from === duty.clockStart ? null : duty.clockStart,
          },
    facts: restingOn(given, duty),
    missing: [...new Set(missing)],
    exemptions: openExemptions(given, found),
    softTarget: duty.softTarget === undefined ? null : softWords(duty.softTarget),
    content: contentOf(given, duty),
    how: duty.how ?? null,
    lateConsequence: duty.lateConsequence ?? null,
    notes: notesOf(given, found),
  }
}

function ruleWords(
  { value, unit, qualifier, calendar, cap, duty, fixedRule }: Deadline,
  { clockStart }: Duty,
): string {
  const words = unit.replaceAll('_', ' ')
  const span =
    duty === undefined
      ? value === undefined
        ? words
        : `${value} ${words} from ${clockStart}`
      : `${words.replace(' duty', '')} ${duty}`
  return [
    span,
    ...(calendar === undefined ? [] : [`business days of ${calendar}`]),
    ...(qualifier === undefined ? [] : [qualifier]),
    ...(cap === undefined ? [] : [cap.text]),
    ...(fixedRule === undefined ? [] : [fixedRule]),
  ].join('; ')
}

function restingOn({ known, reader }: Case, duty: Duty): Explanation['facts'] {
  return (known.get(duty.id)?.facts ?? []).flatMap((fact) => {
    const value = reader.read(fact)
    return value === undefined || value === '' ? [] : [{ fact, value }]
  })
}

function openExemptions({ reader, groups }: Case, { regime, duty }: Found): string[] {
  return [...regime.exemptions, ...duty.exemptions]
    .filter(({ when }) => when === undefined || judge(when, reader, groups).truth === 'unknown')
    .map(({ text }) => text)
}

function softWords({ value, unit, basis }: NonNullable<Duty['softTarget']>): string {
  return `aim for ${value} ${unit.replaceAll('_', ' ')} (${basis.replaceAll('_', ' ')}, not law)`
}

function contentOf({ base }: Case, duty: Duty): string[] {
  const list =
    duty.contentRef === undefined ? (duty.contentRequired ?? []) : (base.contentSets[duty.contentRef] ?? [])
  return [...list, ...(duty.contentExtra ?? [])]
}

function notesOf({ around, groups, reader }: Case, { regime, duty, due }: Found): string[] {
  const override = duty.deadlineOverride.findLast(({ when }) => judge(when, reader, groups).truth === true)
  const knownUntil = due.kind === 'at' ? due.calendar?.knownUntil : undefined
  const isBeyond =
    due.kind === 'at' && knownUntil !== undefined && new Date(due.at).getUTCFullYear() > knownUntil
  return [
    ...(regime.notes === undefined ? [] : [regime.notes]),
    ...(override === undefined ? [] : [override.text]),
    ...(isBeyond
      ? [
          knownUntil === 0
            ? 'No calendar of public holidays is known for this country, so only weekends were counted.'
            : `The calendar of public holidays ends with ${knownUntil}, so later ones were not counted.`,
        ]
      : []),
    ...(duty.stage === 'individual_notice' && around.facts.law_enforcement_delay_requested === true
      ? [
          'A law-enforcement body asked in writing to wait: this notice may be suspended until the date it named.',
        ]
      : []),
  ]
}
