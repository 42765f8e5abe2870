import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { dayIn } from '../../../base/calendar-day.ts'
import type { DueDate } from '../../../base/due-date.ts'
import type { Context } from '../../../platform/action.ts'
import type { Failure } from '../../prepare/readiness/contract.ts'
import type { Holding } from '../../register/people/public/holdings.ts'
import { namesOf, organisationFor, todayOf } from '../../register/people/public/people.ts'
import { casesNamed } from '../../respond/incidents/public/incidents.ts'
import { keepImprovement } from './actions/keep-improvement.ts'
import { shownRiskCases } from './actions/lesson-shapes.ts'
import type { Improvement } from './contract/improvements.ts'
import type { RiskCase } from './contract/lessons.ts'
import type { TargetKind } from './contract/words.ts'
import { isLongOverdue } from './rules/chasing.ts'
import {
  listDated,
  listHeld,
  listNamed,
  listOfOrigin,
  type ImprovementRecord,
  searchImprovements,
} from './store/improvements.ts'
import { countOpenSpots, listHeldLessons, listUnfollowed } from './store/lessons.ts'
import { listRiskCases } from './store/risk-cases.ts'

/** What a case says of the risks that fit it, and what was decided. */
export async function riskProposalsOf(context: Context, incidentId: string): Promise<RiskCase[]> {
  return shownRiskCases(context, await listRiskCases(context, { incidentId }))
}

export { countCarriedOut } from './store/figures.ts'
export { onlyTraining } from './rules/training.ts'
export type { TargetKind } from './contract/words.ts'

/** Where an improvement comes from. */
export type Origin = {
  readonly kind: 'review' | 'exercise' | 'incident'
  readonly id: string
  /** The case whose circle binds what is said; null for none. */
  readonly incidentId: string | null
}

export interface NewImprovement {
  readonly title: string
  readonly why: string
  readonly kind: Improvement['kind']
  readonly strength: Improvement['strength']
  readonly element: Improvement['element']
  /** What it changes; null where nobody said yet. */
  readonly target: { readonly kind: TargetKind; readonly id: string } | null
  readonly ownerId: string | null
  /** Of it the day counts, on the organisation's calendar. */
  readonly dueAt: Date | null
}

export interface KnownImprovement extends NewImprovement {
  readonly id: string
  readonly origin: {
    readonly kind: Improvement['origin']['kind']
    readonly id: string | null
    readonly incidentId: string | null
  }
  readonly state: Improvement['state']
  /** Place among those of its origin, 1 first. */
  readonly place: number
  /** As `2026-03-01`; null while nobody took it on. */
  readonly dueOn: string | null
  readonly proposedAt: Date
  readonly verifiedAt: Date | null
  readonly effect: Improvement['effect']
  /** Why it was refused, or its risk is carried; '' otherwise. */
  readonly settledWhy: string
}

/**
 * Proposes an improvement for another room of this stage, on the record of its case or of the organisation.
 * @returns its id
 * @throws Refusal `not_found` for an owner or a target that is not here
 */
export async function proposeImprovement(
  context: Context,
  origin: Origin,
  { target, dueAt, ...given }: NewImprovement,
): Promise<string> {
  const { timeZone } = await organisationFor(context)
  const { id } = await keepImprovement(context, origin, {
    ...given,
    targetKind: target?.kind ?? null,
    targetId: target?.id ?? null,
    dueOn: dueAt === null ? null : dayIn(dueAt, timeZone),
    effortHours: null,
    budgetLineId: null,
    ideaId: null,
  })
  return id
}

/** Proposes what a finding at a control asks for, of no case. @returns its id */
export async function improveControl(
  context: Context,
  wanted: {
    readonly key: string
    readonly title: string
    readonly why: string
    readonly ownerId: string | null
    readonly dueOn: string | null
  },
): Promise<string> {
  const { key: targetId, ...words } = wanted
  const origin = { kind: 'own', id: null, incidentId: null } as const
  const none = { effortHours: null, budgetLineId: null, ideaId: null }
  const kept = {
    kind: 'prevent',
    strength: 'procedure',
    element: 'equipment',
    targetKind: 'control',
  } as const
  return (await keepImprovement(context, origin, { ...words, ...kept, targetId, ...none })).id
}

/** Those of one review, rehearsal or case that whoever asks may see, in their order. */
export async function improvementsOf(
  context: Context,
  origin: Pick<Origin, 'kind' | 'id'>,
): Promise<readonly KnownImprovement[]> {
  return (await listOfOrigin(context, origin)).map(knownOf)
}

/** These, as far as whoever asks may see them. */
export async function improvementsNamed(
  context: Pick<Context, 'tx'>,
  ids: readonly string[],
): Promise<Pick<KnownImprovement, 'id' | 'title' | 'state'>[]> {
  return ids.length === 0 ? [] : listNamed(context, ids)
}

/** Days on which improvements and decisions on the business ask for somebody, as far as whoever asks may see them. */
export async function improvementDates(context: Pick<Context, 'tx'>): Promise<DueDate[]> {
  const own = (await listDated(context)).flatMap((row): DueDate[] => {
    const { id: key, title, ownerId, dueOn, effectDueOn, acceptedUntil, state } = row
    const path = pathOf(row)
    if (state === 'verified')
      return effectDueOn === null
        ? []
        : [{ kind: 'improvement_effect', key, title, day: effectDueOn, ownerId, path }]
    if (state === 'risk_accepted')
      return acceptedUntil === null
        ? []
        : [{ kind: 'improvement_risk', key, title, day: acceptedUntil, ownerId: null, path }]
    return dueOn === null ? [] : [{ kind: 'improvement', key, title, day: dueOn, ownerId, path }]
  })
  const decided = (await listUnfollowed(context)).map(
    ({ id: key, question: title, followUpOn: day, ownerId }): DueDate => ({
      ...{ kind: 'business_follow_up', key, title, day, ownerId },
      path: '/business-decisions',
    }),
  )
  return [...own, ...decided]
}

/** So long a closed case may be without an answer to which tool should have seen it. */
const spotDays = 30
/** So many sentences say it; more say nothing more. */
const mostSentences = 10

/** What of it would fail today, for the list of that: long overdue, and closed cases of which nobody knows who should have seen them. */
export async function lateImprovements(context: Context): Promise<Failure[]> {
  if (!context.can('improvement.read')) return []
  const today = await todayOf(context)
  const late = (await listDated(context))
    .map((row) => ({ ...row, day: row.state === 'risk_accepted' ? row.acceptedUntil : row.dueOn }))
    .flatMap((row) => (row.state === 'verified' || row.day === null ? [] : [{ ...row, day: row.day }]))
    .filter(({ day }) => isLongOverdue(day, today))
    .slice(0, mostSentences)
  const owners = await namesOf(
    context,
    late.flatMap(({ ownerId }) => ownerId ?? []),
  )
  const askedBefore = new Date(context.now.getTime() - spotDays * 86_400_000)
  const spots = await countOpenSpots(context, askedBefore)
  return [
    ...late.map((row): Failure => ({
      kind: row.state === 'risk_accepted' ? 'improvement_risk_over' : 'improvement_over',
      ...{ name: row.title, day: row.day, count: 0, path: pathOf(row) },
      more: owners.get(row.ownerId ?? '') ?? '',
    })),
    ...(spots === 0
      ? []
      : [{ kind: 'blind_spots' as const, name: '', day: '', count: spots, more: '', path: '/blind-spots' }]),
  ]
}

/** What hangs on this person here, in words; of a case that is closed to others without its name. */
export async function heldImprovements(context: Context, memberId: string): Promise<Holding[]> {
  const rows = await listHeld(context, memberId)
  const { spots, decisions } = await listHeldLessons(context, memberId)
  const cases = await casesNamed(
    context,
    [...rows, ...spots, ...decisions].flatMap(({ incidentId }) => incidentId ?? []),
  )
  const held = [
    ...rows.map(({ title, incidentId }) => ({ words: `the improvement ${title}`, incidentId })),
    ...decisions.map(({ question, incidentId }) => ({
      words: `the look back at the decision ${question}`,
      incidentId,
    })),
    ...spots.map(({ incidentId }) => ({
      words: `the question which tool should have seen INC-${cases.get(incidentId)?.number ?? ''}`,
      incidentId,
    })),
  ]
  return held.map(({ words, incidentId }) => ({
    words,
    isSealed: incidentId !== null && cases.get(incidentId)?.isRestricted !== false,
  }))
}

/** What hangs on a case goes out of sight with it: the case stands in the path. */
function pathOf({ id, incidentId }: Pick<ImprovementRecord, 'id' | 'incidentId'>): string {
  return incidentId === null ? `/improvements/${id}` : `/incidents/${incidentId}/improvements/${id}`
}

function knownOf(row: ImprovementRecord): KnownImprovement {
  const { id, title, why, kind, strength, element, ownerId, dueOn, state, place } = row
  const { targetKind, targetId, proposedAt, verifiedAt, effect, settledWhy } = row
  return {
    ...{
      id,
      title,
      why,
      kind,
      strength,
      element,
      ownerId,
      dueOn,
      state,
      place,
      proposedAt,
      verifiedAt,
      effect,
    },
    target: targetKind === null || targetId === null ? null : { kind: targetKind, id: targetId },
    origin: { kind: row.originKind, id: row.originId, incidentId: row.incidentId },
    // Noon stands on the same day in every zone but the very last.
    dueAt: dueOn === null ? null : new Date(`${dueOn}T12:00:00Z`),
    settledWhy: settledWhy ?? '',
  }
}

export const improvementSearch: SearchSource = {
  kind: 'improvement',
  permission: 'improvement.read',
  find: searchImprovements,
}
