import { dayAfter, dayIn } from '../../../../base/calendar-day.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { proposalsFrom } from '../../../prepare/plan/public.ts'
import { namesOf, organisationFor, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/improvements.ts'
import type { ImprovementStep } from '../contract/words.ts'
import {
  dueAgain,
  effectDays,
  mostOpen,
  stateAfter,
  stepFaults,
  whoStops,
  whyNotNow,
  type Said,
} from '../rules/steps.ts'
import {
  countOpenOfOrigin,
  holdImprovementRow,
  holdOrigin,
  updateImprovement,
  type ImprovementChange,
  type ImprovementRecord,
} from '../store/improvements.ts'
import { noteStep, refuseUnknown } from './keep-improvement.ts'
import { askerOf, detailOf } from './shapes.ts'
import { findTarget, getTarget } from './targets.ts'

export const step = action(contract.stepImprovement, async (context, { id, step: wanted, ...given }) => {
  // Whoever adds to the list of its origin waits, and is not in the way.
  if (wanted === 'accept' || wanted === 'reopen' || wanted === 'judge') await holdOrigin(context, id)
  const before = await holdImprovementRow(context, id)
  const said: Said = {
    ...given,
    ownerId: given.ownerId ?? before.ownerId,
    dueOn: given.dueOn ?? before.dueOn,
    targetKind: given.targetKind ?? before.targetKind,
    targetId: given.targetKind === undefined ? before.targetId : (given.targetId ?? null),
  }
  const today = await todayOf(context)
  const stopped = whoStops(wanted, before, askerOf(context))
  if (stopped !== undefined) refuse('forbidden', stopped)
  const late = whyNotNow(wanted, before)
  if (late !== undefined) refuse('conflict', late, { reason: 'outdated' })
  const faults = stepFaults(wanted, said, today)
  const [first] = faults
  if (first !== undefined) refuse('invalid', first.message, { faults })
  if (wanted === 'accept') await refuseUnknown(context, { ...said, incidentId: before.incidentId })
  if (stateAfter(wanted, said) === 'accepted') await refuseCrowd(context, before)
  if (wanted === 'finish') await refuseUnchanged(context, before)
  if (wanted === 'verify') await refuseUndecided(context, before)
  const change = changeOf(context, wanted, said, today)
  const firstly = wanted === 'verify' ? await firstDays(context, before) : {}
  const after = await updateImprovement(context, id, {
    ...change,
    ...firstly,
    state: stateAfter(wanted, said),
    changedAt: context.now,
    reopened: before.reopened + (isBack(wanted, said) ? 1 : 0),
  })
  const { words, method, effect, until } = said
  const terms = wanted === 'accept' ? await termsOf(context, said) : {}
  await noteStep(context, after, wanted, words, { ...terms, method, effect, until })
  return detailOf(context, after)
})

/** The day on which it was done and the one that stood then; what comes back later keeps those of the first check. */
async function firstDays(context: Context, { firstDoneOn, doneAt, dueOn }: ImprovementRecord) {
  if (firstDoneOn !== null || doneAt === null) return {}
  const { timeZone } = await organisationFor(context)
  return { firstDoneOn: dayIn(doneAt, timeZone), firstDueOn: dueOn }
}

/** Whose it is, by when, and what it changes, as people call them. */
async function termsOf(
  context: Context,
  { ownerId, dueOn, targetKind, targetId }: Said,
): Promise<Readonly<Record<string, string>>> {
  const owner = (await namesOf(context, ownerId === null ? [] : [ownerId])).get(ownerId ?? '') ?? ''
  const target =
    targetKind === null || targetId === null
      ? undefined
      : await findTarget(context, { kind: targetKind, id: targetId })
  return { owner, dueOn: dueOn ?? '', target: target?.name ?? '' }
}

/** It is worked on once more after it had ended. */
const isBack = (step: ImprovementStep, { effect }: Said) =>
  step === 'reopen' || (step === 'judge' && effect === 'no')

/** What of the row a step writes. */
function changeOf(
  { now, actor }: Context,
  step: ImprovementStep,
  { words, ownerId, dueOn, targetKind, targetId, method, effect, until }: Said,
  today: string,
): ImprovementChange {
  const begun = { acceptedAt: now, ...unsettled, ...unchecked }
  switch (step) {
    case 'accept':
      return { ...begun, ownerId, dueOn, targetKind, targetId }
    case 'finish': {
      const doneById = actor.kind === 'member' ? actor.memberId : null
      return { doneAt: now, doneBy: actor.name, doneById, proof: words }
    }
    case 'verify':
      return {
        verifiedAt: now,
        verifiedBy: actor.name,
        method,
        finding: words,
        effect: null,
        effectDueOn: dayAfter(today, effectDays),
      }
    case 'judge':
      // What is not clear is asked once more.
      if (effect === 'no') return { ...begun, effect, dueOn: dueAgain(dueOn, today) }
      return { effect, effectDueOn: effect === 'unclear' ? dayAfter(today, effectDays) : null }
    case 'refuse':
    case 'carry_risk':
      return {
        settledAt: now,
        settledBy: actor.name,
        settledWhy: words,
        acceptedUntil: until ?? null,
        remindStage: '',
        remindDay: null,
      }
    case 'reopen':
      return { ...begun, dueOn: dueAgain(dueOn, today) }
    case 'start':
    case 'return':
      return {}
  }
}

const unsettled = { settledAt: null, settledBy: null, settledWhy: null, acceptedUntil: null }
/** What was shown stays in the history; the next round is shown anew. */
export const unchecked = {
  ...{ doneAt: null, doneBy: null, doneById: null, proof: null, method: null, finding: null },
  ...{ effectDueOn: null, remindStage: '' as const, remindDay: null },
}

/** A list that is too long is one that nobody finishes. */
async function refuseCrowd(context: Context, row: ImprovementRecord): Promise<void> {
  refuseUnless(
    (await countOpenOfOrigin(context, row)) < mostOpen,
    'conflict',
    `${mostOpen} improvements from here are being worked on already. Finish one, or refuse one with a reason; then take this one on.`,
    { reason: 'too_many_open' },
  )
}

/** Done means changed: its object has a version newer than the day on which it was taken on. */
async function refuseUnchanged(context: Context, row: ImprovementRecord): Promise<void> {
  const { targetKind: kind, targetId: id, acceptedAt } = row
  if (kind === null || id === null || acceptedAt === null) throw new Error('what is worked on has a target')
  const { name, path, hasChanged } = await getTarget(context, { kind, id }, acceptedAt)
  const message = `“${name}” has not changed since this was taken on. ${howToChange[kind] ?? 'Change it and save'}, then call this done.`
  refuseUnless(hasChanged, 'conflict', message, {
    reason: 'target_unchanged',
    faults: [{ path, message }],
  })
}

const howToChange: Partial<Record<NonNullable<ImprovementRecord['targetKind']>, string>> = {
  plan: 'Change the section and publish the plan',
  playbook: 'Publish a new version of your own',
  policy: 'Publish a new version of the house rule',
  backup: 'Change it, or record a restore that worked',
}

/** What it proposed to the plan has its word first, whichever that is. */
async function refuseUndecided(context: Context, { id }: ImprovementRecord): Promise<void> {
  const open = (await proposalsFrom(context, [id])).filter(({ state }) => state === 'open')
  const message =
    'A change that this proposes to the plan still waits. Somebody who leads accepts it, or refuses it with a reason; then check this.'
  refuseUnless(open.length === 0, 'conflict', message, {
    reason: 'proposal_open',
    faults: open.map(({ section }) => ({ path: `/plan/sections/${section}`, message })),
  })
}
