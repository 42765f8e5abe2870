import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { budgetLineFor } from '../../../prepare/budget/public.ts'
import { proposeWords, sectionNamed } from '../../../prepare/plan/public.ts'
import { ideasOf } from '../../../respond/incidents/public/people-and-costs.ts'
import * as contract from '../contract/improvements.ts'
import {
  getImprovementRow,
  holdImprovementRow,
  holdOrigin,
  movePlace,
  updateImprovement,
  type ImprovementRecord,
} from '../store/improvements.ts'
import { keepImprovement, noteStep, refuseUnknown } from './keep-improvement.ts'
import { detailOf, isSettled } from './shapes.ts'

export const add = action(contract.addImprovement, async (context, { incidentId, ideaId, ...words }) => {
  if (words.budgetLineId !== null) await budgetLineFor(context, words.budgetLineId)
  await refuseForeignIdea(context, incidentId, ideaId)
  const origin =
    incidentId === null
      ? ({ kind: 'own', id: null, incidentId } as const)
      : ({ kind: 'incident', id: incidentId, incidentId } as const)
  return detailOf(context, await keepImprovement(context, origin, { ...words, ideaId }))
})

export const change = action(
  contract.changeImprovement,
  async (context, { id, basedOn, place, ...words }) => {
    if (place !== undefined) await holdOrigin(context, id)
    const before = await holdImprovementRow(context, id)
    refuseUnless(
      !isSettled(before),
      'conflict',
      'This improvement is settled. Open it again first, with a reason.',
    )
    const isNewest = basedOn === undefined || new Date(basedOn).getTime() === before.changedAt.getTime()
    refuseUnless(
      isNewest,
      'conflict',
      'Somebody else has changed this improvement in the meantime. Read it again, then write.',
      { reason: 'outdated' },
    )
    if (words.budgetLineId !== null) await budgetLineFor(context, words.budgetLineId)
    const { incidentId } = before
    // Who has had it so far may have another role by now; that stands in nobody's way.
    const ownerId = words.ownerId === before.ownerId ? null : words.ownerId
    await refuseUnknown(context, { ...words, ownerId, incidentId })
    refuseEmptied(before, words)
    refuseSwap(before, words)
    const isMoved = words.dueOn !== before.dueOn
    const changed = await updateImprovement(context, id, {
      ...words,
      changedAt: context.now,
      // Another day is chased anew.
      ...(isMoved && { remindStage: '', remindDay: null }),
    })
    if (place !== undefined && place !== before.place) await movePlace(context, before, place)
    const said = { ...words, place: place ?? before.place, origin: before.originKind }
    await noteStep(context, changed, 'change', '', said)
    return detailOf(context, await getImprovementRow(context, id))
  },
)

export const proposeToPlan = action(contract.proposePlanWords, async (context, { id, words, reason }) => {
  const row = await holdImprovementRow(context, id)
  refuseUnless(
    !isSettled(row),
    'conflict',
    'This improvement is settled. Open it again first, with a reason.',
  )
  const section = row.targetKind === 'plan' ? sectionNamed(row.targetId ?? '') : undefined
  if (section === undefined)
    return refuse('conflict', 'Say first which section of the plan this improvement changes.')
  await proposeWords(context, { section, words, reason, sourceId: id })
  return detailOf(context, row)
})

/** Whoever took it on has it, by a day, for a thing: none of these is emptied, only changed. */
function refuseEmptied(
  before: ImprovementRecord,
  { ownerId, dueOn, targetKind }: Pick<ImprovementRecord, 'ownerId' | 'dueOn' | 'targetKind'>,
): void {
  if (before.state === 'proposed') return
  const faults = [
    [ownerId, 'ownerId', 'Say who sees to it.'] as const,
    [dueOn, 'dueOn', 'Say by which day.'] as const,
    [targetKind, 'targetKind', 'Say what it changes.'] as const,
  ].flatMap(([value, path, message]) => (value === null ? [{ path, message }] : []))
  const [first] = faults
  if (first !== undefined) refuse('invalid', first.message, { faults })
}

/** What waits for its check is checked as it was done, and by somebody else than who had it. */
function refuseSwap(
  before: ImprovementRecord,
  { ownerId, targetKind, targetId }: Pick<ImprovementRecord, 'ownerId' | 'targetKind' | 'targetId'>,
): void {
  if (before.state !== 'done') return
  const message = 'This is done and waits for its check. Send it back to work first; then change this.'
  const faults = [
    ...(ownerId === before.ownerId ? [] : [{ path: 'ownerId', message }]),
    ...(targetKind === before.targetKind && targetId === before.targetId
      ? []
      : [{ path: 'targetKind', message }]),
  ]
  refuseUnless(faults.length === 0, 'conflict', message, { faults })
}

/** An idea belongs to its case: of another it is as good as unknown. */
async function refuseForeignIdea(
  context: Context,
  incidentId: string | null,
  ideaId: string | null,
): Promise<void> {
  if (ideaId === null) return
  const ideas = incidentId === null ? [] : await ideasOf(context, incidentId)
  refuseUnless(
    ideas.some(({ id }) => id === ideaId),
    'not_found',
    'There is no such idea in this incident.',
  )
}
