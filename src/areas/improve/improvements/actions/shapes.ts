import type { LastChange } from '../../../../base/last-change.ts'
import type { Context } from '../../../../platform/action.ts'
import { proposalsFrom } from '../../../prepare/plan/public.ts'
import { namesOf, todayOf } from '../../../register/people/public/people.ts'
import { casesNamed, numbersOf } from '../../../respond/incidents/public/incidents.ts'
import type { Improvement, ImprovementDetail } from '../contract/improvements.ts'
import { stepsFor, type Asker } from '../rules/steps.ts'
import type { ImprovementRecord } from '../store/improvements.ts'
import { stepsOf } from '../store/steps.ts'
import { recurrencesOf } from '../store/recurrences.ts'
import { findTarget } from './targets.ts'

/** As they stand in a list, each with what it asks of somebody. */
export async function shownImprovements(
  context: Context,
  rows: readonly ImprovementRecord[],
): Promise<Improvement[]> {
  const today = await todayOf(context)
  const owners = await namesOf(
    context,
    rows.flatMap(({ ownerId }) => ownerId ?? []),
  )
  const numbers = await numbersOf(
    context,
    rows.flatMap(({ incidentId }) => incidentId ?? []),
  )
  const back = await recurrencesOf(
    context,
    rows.map(({ id }) => id),
  )
  return rows.map((row): Improvement => {
    const { id, title, why, kind, strength, element, targetKind, targetId, ownerId, dueOn, state, place } =
      row
    const { effortHours, budgetLineId, effect, effectDueOn, acceptedUntil, proposedBy } = row
    return {
      ...{ id, title, why, kind, strength, element, targetKind, targetId, ownerId, dueOn, state, place },
      ...{ effortHours, budgetLineId, effect, effectDueOn, acceptedUntil, proposedBy },
      origin: {
        kind: row.originKind,
        id: row.originId,
        incidentId: row.incidentId,
        incidentNumber: numbers.get(row.incidentId ?? '') ?? null,
      },
      owner: owners.get(ownerId ?? '') ?? '',
      isOverdue: (state === 'accepted' || state === 'in_progress') && dueOn !== null && dueOn < today,
      isEffectDue: state === 'verified' && effectDueOn !== null && effectDueOn <= today,
      isRiskOver: state === 'risk_accepted' && acceptedUntil !== null && acceptedUntil < today,
      recurrences: back.filter(({ improvementId }) => improvementId === id).length,
      proposedAt: row.proposedAt.toISOString(),
      changedAt: row.changedAt.toISOString(),
    }
  })
}

/** Who asks, for the rules. */
export function askerOf(context: Context): Asker {
  const { actor } = context
  const memberId = actor.kind === 'member' ? actor.memberId : null
  return { memberId, mayLead: context.can('improvement.decide'), mayWork: context.can('incident.task') }
}

export async function detailOf(context: Context, row: ImprovementRecord): Promise<ImprovementDetail> {
  const [shown] = await shownImprovements(context, [row])
  if (shown === undefined) throw new Error('one row gives one improvement')
  const { id, targetKind, targetId, state } = row
  const since = row.acceptedAt ?? context.now
  const target =
    targetKind === null || targetId === null
      ? undefined
      : ((await findTarget(context, { kind: targetKind, id: targetId }, since)) ?? gone)
  const proposals = await proposalsFrom(context, [id])
  const mayChange = context.can('improvement.propose') && !isSettled(row)
  return {
    ...shown,
    target:
      target === undefined || targetKind === null || targetId === null
        ? null
        : {
            ...{ kind: targetKind, id: targetId, name: target.name, path: target.path },
          },
    steps: (await stepsOf(context, id)).map(({ step, words, takenAt, takenBy }) => ({
      ...{ step, words, takenBy },
      takenAt: takenAt.toISOString(),
    })),
    proof: row.proof ?? '',
    doneBy: row.doneBy ?? '',
    method: row.method,
    finding: row.finding ?? '',
    verifiedBy: row.verifiedBy ?? '',
    settledBy: row.settledBy ?? '',
    settledWhy: row.settledWhy ?? '',
    proposals: proposals.map(({ sourceId: _source, ...proposal }) => proposal),
    versions: versionsOf(target),
    cameBack: await cameBackTo(context, id),
    can: {
      change: mayChange,
      steps: stepsFor(row, askerOf(context)),
      proposeWords: targetKind === 'plan' && context.can('plan.propose') && openForWords.includes(state),
    },
  }
}

const gone = { name: '', path: '/', hasChanged: false, versions: [] } satisfies LastChange
const openForWords: readonly ImprovementRecord['state'][] = ['proposed', 'accepted', 'in_progress', 'done']

/** Nothing of it is changed any more, unless somebody opens it again. */
export function isSettled({ state }: Pick<ImprovementRecord, 'state'>): boolean {
  return state === 'verified' || state === 'refused' || state === 'risk_accepted'
}

function versionsOf(target: LastChange | undefined): ImprovementDetail['versions'] {
  return (target?.versions ?? []).map(({ name, at, by, readers }) => ({
    ...{ name, by },
    at: at.toISOString(),
    readers:
      readers &&
      readers.map((reader) => ({ name: reader.name, readAt: reader.readAt?.toISOString() ?? null })),
  }))
}

async function cameBackTo(context: Context, id: string): Promise<ImprovementDetail['cameBack']> {
  const back = await recurrencesOf(context, [id])
  const cases = await casesNamed(
    context,
    back.map(({ incidentId }) => incidentId),
  )
  return back.flatMap(({ incidentId, shared }) => {
    const known = cases.get(incidentId)
    return known === undefined ? [] : [{ incidentId, number: known.number, title: known.title, shared }]
  })
}
