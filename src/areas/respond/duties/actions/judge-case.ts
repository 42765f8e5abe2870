import type { Context } from '../../../../platform/action.ts'
import type { EvaluatedDuty, Facts } from '../../../register/obligations/contract.ts'
import { obligationsOf } from '../../../register/obligations/public.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import type { Standing } from '../contract/board.ts'
import { readFacts, type Fallback, type FlatFacts } from '../rules/case-facts.ts'
import { isReminded } from '../rules/reminders.ts'
import { byStanding, delayedUntil, standingOf, type Answered } from '../rules/standing.ts'
import { listDelays, ownersIn, type DelayRecord } from '../store/charges.ts'
import { listAnswers, type AnswerRecord } from '../store/answers.ts'
import { findCase, type CaseRecord } from '../store/cases.ts'

export type KnownIncident = Awaited<ReturnType<typeof incidentFor>>

/** A case with all that it is judged by. */
export interface JudgedCase {
  readonly incident: KnownIncident
  /** Undefined before anything was said. */
  readonly record: CaseRecord | undefined
  readonly known: FlatFacts
  readonly fallback: Fallback
  readonly answers: readonly AnswerRecord[]
  readonly facts: Facts
  /** Facts said before that the edition in use does not know. */
  readonly unreadable: readonly string[]
  readonly judged: ReturnType<typeof obligationsOf>
  /** More time that stands or stood, in the order in which it was recorded. */
  readonly delays: readonly DelayRecord[]
  /** Member by the key of the duty that is theirs. */
  readonly owners: ReadonlyMap<string, string>
  /** How the duty with this key was answered, where that answer stands. */
  readonly answeredAs: (key: string) => Answered
}

/** @param given a row that is locked already */
export async function judgeCase(
  context: Context,
  incidentId: string,
  given?: CaseRecord,
): Promise<JudgedCase> {
  const incident = await incidentFor(context, incidentId)
  const record = given ?? (await findCase(context, incidentId))
  const answers = await listAnswers(context, incidentId)
  const { timeZone } = await organisationFor(context)
  const fallback: Fallback = { zone: timeZone, openedAt: incident.openedAt.toISOString() }
  const known = record?.facts ?? {}
  const { facts, unreadable } = readFacts(known, fallback, submissionsOf(answers))
  const standing = new Map(
    answers.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ dutyKey, kind }) => [dutyKey, kind]),
  )
  return {
    incident,
    record,
    known,
    fallback,
    answers,
    facts,
    unreadable,
    judged: obligationsOf(facts, context.now),
    delays: await listDelays(context, incidentId),
    owners: await ownersIn(context, incidentId),
    answeredAs: (key) => standing.get(key),
  }
}

/** When each duty was really sent, which starts the stage after it. */
export function submissionsOf(answers: readonly AnswerRecord[]): Record<string, string> {
  return Object.fromEntries(
    answers.flatMap(({ dutyKey, sentAt, withdrawnAt }) =>
      sentAt === null || withdrawnAt !== null ? [] : [[dutyKey, sentAt.toISOString()]],
    ),
  )
}

/**
 * Duties of this case as shapes of the contract: the same but for readonly, which the contract's types do not know.
 * What time was granted counts as what the law permits on top.
 */
export function dutiesOf({ judged, delays }: Pick<JudgedCase, 'judged' | 'delays'>): EvaluatedDuty[] {
  const duties = structuredClone(judged.duties) as EvaluatedDuty[] // see above
  return duties.map((duty) => {
    const delay = delays.find(({ dutyKey, endedAt }) => dutyKey === duty.key && endedAt === null)
    return delay === undefined
      ? duty
      : { ...duty, extendedDueAt: delayedUntil(duty.extendedDueAt, delay.until) }
  })
}

/** Owed and unanswered, the nearest first: what still has to be sent. */
export function openDuties(found: JudgedCase, now: Date): (EvaluatedDuty & { standing: Standing })[] {
  return dutiesOf(found)
    .filter((duty) => isReminded(duty, found.answeredAs(duty.key)))
    .map((duty) => ({ ...duty, standing: standingOf(duty, undefined, now.getTime()) }))
    .toSorted(byStanding)
}
