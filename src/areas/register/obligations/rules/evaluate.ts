/** Which duties a case brings, to whom, by when, and what is still unknown: a pure function of law, facts and now. */
import { judge, type Judged } from './conditions.ts'
import { computeDue, type Due } from './due.ts'
import { explain, type Explanation } from './explain.ts'
import type { Duty, Regime } from './fact-base.ts'
import type { Facts } from './facts.ts'
import { and, caseOf, exemptionsOf, isInForce, safeHarbour, type Case, type Law } from './law.ts'
import { askAbout, type Asked, type Question } from './questions.ts'
import { recipientOf, targetsOf, type Target } from './targets.ts'

export interface EvaluatedDuty {
  /** The duty, or `duty:target` where it is owed to several. */
  readonly key: string
  readonly regime: string
  readonly recipient: { readonly kind: string; readonly name: string }
  readonly stage: Duty['stage']
  /** The strict instant with the offset of `entity.tz`; null where the law names none or its start is not known. */
  readonly dueAt: string | null
  /** Until when the law permits to send it later; never shown as the due instant. */
  readonly extendedDueAt: string | null
  readonly asap: boolean
  /** Runs from when the stage before is due, since its submission is not known. */
  readonly projected: boolean
  readonly recordOnly: boolean
  readonly voluntary: boolean
  /** `live`: owed. `waiting`: owed, and its clock starts with something that has not happened. `possible`: a fact is missing. */
  readonly status: 'live' | 'waiting' | 'possible'
  /** Due before now, and no submission known. */
  readonly overdue: boolean
  readonly submittedAt: string | null
  readonly explanation: Explanation
}

export interface Evaluation {
  readonly duties: readonly EvaluatedDuty[]
  /** What settles most comes first. */
  readonly questions: readonly Question[]
}

/** @param now an instant; decides what is overdue, and stands in for awareness when a law began to apply */
export function evaluate(law: Law, facts: Facts, now: Date): Evaluation {
  const asked: Asked[] = []
  const given = caseOf(law, facts, now)
  const ranked = law.base.regimes
    .flatMap((regime) => dutiesOf(given, regime, asked))
    .map((duty) => ({ duty, rank: rankOf(duty), at: Date.parse(duty.dueAt ?? '1970-01-01') }))
    .toSorted((a, b) => a.rank - b.rank || a.at - b.at || (a.duty.key < b.duty.key ? -1 : 1))
  return { duties: ranked.map(({ duty }) => duty), questions: askAbout(asked, law.base) }
}

function dutiesOf(given: Case, regime: Regime, asked: Asked[]): EvaluatedDuty[] {
  if (!isInForce(regime, given.facts, given.now)) return []
  const judged = judge(regime.appliesWhen, given.cautious, given.groups)
  const exempt = exemptionsOf(regime.exemptions, given)
  if (judged.truth === false || exempt.isExempt) return []
  return regime.duties.flatMap((duty) => {
    const own = judge(duty.appliesWhen, given.cautious, given.groups)
    const free = exemptionsOf(duty.exemptions, given)
    if (own.truth === false || free.isExempt) return []
    const open = [
      ...exempt.missing,
      ...free.missing,
      ...openHarbour(given, duty),
      ...openOverrides(given, duty),
    ]
    return targetsOf(duty, given).map((target) => {
      const due = dueOf(given, duty, target)
      const { key, missing } = keyed(duty, target, [judged, own])
      const truth = and(judged.truth, own.truth, target.judged?.truth ?? true)
      asked.push({
        key,
        missing: [...new Set([...missing, ...open, ...(due.kind === 'waiting' ? [due.missing] : [])])],
      })
      return evaluated(given, { regime, duty, target, due, key, judged: { truth, missing } })
    })
  })
}

function openHarbour({ reader, known }: Case, duty: Duty): string[] {
  const isAsked = known.get(duty.id)?.facts.includes(safeHarbour) === true
  return isAsked && reader.read(safeHarbour) === undefined ? [safeHarbour] : []
}

/** An override nobody can judge yet does not replace the deadline, and is asked. */
function openOverrides({ reader, groups }: Case, { deadlineOverride }: Duty): string[] {
  return deadlineOverride.flatMap(({ when }) => judge(when, reader, groups).missing)
}

function dueOf(given: Case, duty: Duty, { contract }: Target): Due {
  if (contract !== undefined) return computeDue(duty, given.deadlineOf(duty), given.around, contract)
  return given.around.dueOf(duty.id) ?? { kind: 'none' }
}

function keyed(duty: Duty, target: Target, judged: readonly Judged[]): { key: string; missing: string[] } {
  const all = [...judged, ...(target.judged === undefined ? [] : [target.judged])]
  return { key: `${duty.id}${target.suffix}`, missing: all.flatMap(({ missing }) => missing) }
}

interface Found {
  readonly regime: Regime
  readonly duty: Duty
  readonly target: Target
  readonly due: Due
  readonly key: string
  readonly judged: Judged
}

function evaluated(given: Case, { regime, duty, target, due, key, judged }: Found): EvaluatedDuty {
  const { facts, now, text } = given
  const sent = facts.submissions[key]
  const permitted = due.kind === 'at' ? (due.extendedAt ?? due.at) : Infinity
  return {
    key,
    regime: regime.id,
    recipient: recipientOf(duty, target, given),
    stage: duty.stage,
    dueAt: due.kind === 'at' ? text(due.at) : null,
    extendedDueAt: due.kind === 'at' && due.extendedAt !== undefined ? text(due.extendedAt) : null,
    asap: due.kind === 'asap',
    projected: due.kind === 'at' && due.isProjected,
    recordOnly: duty.recordOnly,
    voluntary: duty.voluntary || regime.binding === 'voluntary',
    status: judged.truth === 'unknown' ? 'possible' : due.kind === 'waiting' ? 'waiting' : 'live',
    overdue: sent === undefined && permitted < now.getTime(),
    submittedAt: sent === undefined ? null : text(Date.parse(sent)),
    explanation: explain(given, { regime, duty, due, missing: judged.missing }),
  }
}

/** What has an instant first, then what is due at once, then what waits; the merely possible after the owed. */
function rankOf({ status, dueAt, asap }: EvaluatedDuty): number {
  return (status === 'possible' ? 4 : 0) + (dueAt !== null ? 0 : asap ? 1 : 2)
}
