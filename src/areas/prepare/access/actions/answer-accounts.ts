import type * as z from 'zod'
import { dayAfter } from '../../../../base/calendar-day.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { assetFor } from '../../../register/assets/public.ts'
import { getMember, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import { answerFaults, mayAnswer, removalDays } from '../rules.ts'
import {
  changeAccounts,
  finishTasks,
  holdAccount,
  insertAnswer,
  type AccountRecord,
} from '../store/accounts.ts'
import { holdRunning, reviewsOf } from '../store/campaigns.ts'
import { settleCampaign } from './campaigns.ts'
import { accountsShown } from './shapes.ts'

/** Every word stays. One that takes something away or changes it is a task until somebody shows that it is done. */
export const answer = action(contract.answerAccount, async (context, { id, ...wish }) => {
  const { verdict } = wish
  const row = await holdAccount(context, id)
  if (verdict === 'done') await finish(context, row, wish.proof)
  else await say(context, row, { ...wish, verdict })
  await settleCampaign(context)
  const [shown] = await accountsShown(context, [row])
  if (shown === undefined) throw new Error('one row gives one account')
  return shown
})

type Wish = Omit<z.output<typeof contract.answerAccount.input>, 'id' | 'verdict'> & {
  readonly verdict: (typeof contract.verdicts)[number]
}

async function say(context: Context, row: AccountRecord, wish: Wish): Promise<void> {
  const { verdict, reason, ownerId = null, dueOn } = wish
  const running = await holdRunning(context)
  const reviews = running === undefined ? [] : await reviewsOf(context, [running.id])
  const review = reviews.find(({ assetId }) => assetId === row.assetId)
  refuseUnless(
    mayAnswer(context.actor, review?.reviewerId ?? null),
    'forbidden',
    'Somebody else goes through this system. Ask them, or somebody who leads.',
  )
  if (ownerId !== null) await getMember(context, ownerId)
  const today = await todayOf(context)
  const isOwn = context.actor.kind === 'member' && context.actor.memberId === row.memberId
  const faults = answerFaults({ verdict, reason, dueOn, isOwn }, today)
  const [first] = faults
  if (first !== undefined) refuse('invalid', first.message, { faults })
  // What was asked before is taken back by a newer word, on the record.
  const proof = 'Another word took its place'
  await finishTasks(context, [row.id], { doneAt: context.now, doneBy: context.actor.name, proof })
  const isTask = verdict !== 'keep'
  const task = {
    ownerId: isTask ? ownerId : null,
    dueOn: isTask ? (dueOn ?? dayAfter(today, removalDays)) : null,
  }
  await insertAnswer(context, {
    ...{ id: context.newId(), accountId: row.id, verdict, reason, ...task },
    campaignId: review === undefined ? null : (running?.id ?? null),
    answeredAt: context.now,
    answeredBy: context.actor.name,
    ...{ doneAt: null, doneBy: null, proof: '' },
  })
  const { name } = await assetFor(context, row.assetId)
  const said = { account: row.id, name, login: row.login, verdict, reason, dueOn: task.dueOn }
  context.record({ stream: 'audit', kind: 'access_review.answer', fields: leafFields(said) })
}

async function finish(context: Context, row: AccountRecord, proof: string): Promise<void> {
  const message = 'Write what shows that it is done: who saw it, or where it can be seen.'
  refuseUnless(proof !== '', 'invalid', message, { faults: [{ path: 'proof', message }] })
  const [done] = await finishTasks(context, [row.id], {
    doneAt: context.now,
    doneBy: context.actor.name,
    proof,
  })
  refuseUnless(done !== undefined, 'conflict', 'Nothing is to be done about this account.')
  if (done.verdict === 'remove') await changeAccounts(context, [row.id], { removedAt: context.now })
  const { name } = await assetFor(context, row.assetId)
  const fields = { account: row.id, name, login: row.login, verdict: done.verdict, proof }
  context.record({ stream: 'audit', kind: 'access_review.done', fields })
}
