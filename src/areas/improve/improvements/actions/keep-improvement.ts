import { leafFields } from '../../../../base/leaf-fields.ts'
import type { LeafKind } from '../../../../base/leaf-kinds.ts'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { incidentFor } from '../../../respond/incidents/public/incidents.ts'
import type { HistoryStep, OriginKind, TargetKind } from '../contract/words.ts'
import { insertImprovement, type ImprovementRecord } from '../store/improvements.ts'
import { insertStep } from '../store/steps.ts'
import { refuseOwner } from './owners.ts'
import { getTarget } from './targets.ts'

/** Where one comes from, `own` among them. */
export interface FullOrigin {
  readonly kind: OriginKind
  readonly id: string | null
  readonly incidentId: string | null
}

export type NewWords = Pick<
  ImprovementRecord,
  | 'title'
  | 'why'
  | 'kind'
  | 'strength'
  | 'element'
  | 'targetKind'
  | 'targetId'
  | 'ownerId'
  | 'dueOn'
  | 'effortHours'
  | 'budgetLineId'
  | 'ideaId'
>

/** Proposes one, on the record. @throws Refusal `not_found` for a case, owner or target that is not here */
export async function keepImprovement(
  context: Context,
  origin: FullOrigin,
  words: NewWords,
): Promise<ImprovementRecord> {
  if (origin.incidentId !== null) await incidentFor(context, origin.incidentId)
  await refuseUnknown(context, { ...words, incidentId: origin.incidentId })
  const { now, actor } = context
  const id = context.newId()
  const added = await insertImprovement(context, {
    ...words,
    id,
    originKind: origin.kind,
    originId: origin.id,
    incidentId: origin.incidentId,
    state: 'proposed',
    proposedAt: now,
    proposedBy: actor.name,
    changedAt: now,
  })
  if (added === undefined)
    refuse('conflict', 'Somebody made an improvement of this idea already. Read it in the list.', {
      reason: 'already_proposed',
    })
  const { ideaId, why, ...said } = words
  await noteStep(context, added, 'propose', why, { ...said, idea: ideaId, origin: origin.kind })
  return added
}

/** On the record of its case, where it has one, else of the organisation, and in its own history. */
export async function noteStep(
  context: Context,
  { id, title, incidentId }: Pick<ImprovementRecord, 'id' | 'title' | 'incidentId'>,
  step: HistoryStep,
  words: string,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { now: takenAt, actor } = context
  await insertStep(context, {
    ...{ id: context.newId(), improvementId: id, step, words, takenAt },
    takenBy: actor.name,
  })
  recordOn(context, incidentId, kindOf[step], { improvement: id, title, words, ...fields })
}

/** A leaf on the stream of the case, or on that of the organisation. */
export function recordOn(
  context: Context,
  incidentId: string | null,
  kind: LeafKind,
  fields: Readonly<Record<string, unknown>>,
): void {
  const leaf = leafFields(fields)
  if (incidentId === null) context.record({ stream: 'audit', kind, fields: leaf })
  else context.record({ stream: incidentId, kind, fields: leaf })
}

/** @throws Refusal `not_found` for an owner or a target that is not here, `invalid` for an owner who could not see to it */
export async function refuseUnknown(
  context: Context,
  {
    ownerId,
    targetKind,
    targetId,
    incidentId,
  }: {
    ownerId: string | null
    targetKind: TargetKind | null
    targetId: string | null
    incidentId: string | null
  },
): Promise<void> {
  await refuseOwner(context, ownerId, incidentId, 'improvement.work')
  if ((targetKind === null) !== (targetId === null)) {
    const message = 'Say both: what kind of thing it changes, and which one.'
    refuse('invalid', message, { faults: [{ path: 'targetId', message }] })
  }
  if (targetKind !== null && targetId !== null) await getTarget(context, { kind: targetKind, id: targetId })
}

const kindOf = {
  propose: 'improvement.propose',
  change: 'improvement.change',
  accept: 'improvement.accept',
  start: 'improvement.start',
  finish: 'improvement.finish',
  return: 'improvement.return',
  verify: 'improvement.verify',
  judge: 'improvement.judge',
  refuse: 'improvement.refuse',
  carry_risk: 'improvement.carry_risk',
  reopen: 'improvement.reopen',
  ask: 'improvement.ask',
} as const satisfies Record<HistoryStep, LeafKind>
