import { randomUUID } from 'node:crypto'
import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/review.ts'
import { countVoices, findOwnVoice, keepVoice } from '../store/parts.ts'
import { getReviewRow, holdReviewRow, type ReviewRow } from '../store/reviews.ts'
import { reviewShown } from './show-reviews.ts'

/** More than took part in any case of a small firm; beyond it somebody only wants to drown the others. */
const mostVoices = 200

export const readCard = action(contract.readVoiceCard, async (context, { id }) =>
  cardOf(context, await getReviewRow(context, id)),
)

export const add = action(contract.addVoice, async (context, { id, isAnonymous, ...said }) => {
  const row = await holdReviewRow(context, id)
  refuseUnless(
    isOpen(row),
    'conflict',
    'What people said was opened already, so that nobody can write after having read. Tell whoever leads the review.',
  )
  if (said.kept === '' && said.changed === '' && said.surprised === '')
    refuse('invalid', 'Write at least one sentence.', {
      faults: [{ path: 'kept', message: 'Say something.' }],
    })
  refuseUnless(
    (await countVoices(context, id)) < mostVoices,
    'too_many',
    'This review holds as many answers as it can. Tell whoever leads it.',
    { retryAfterSeconds: 3600 },
  )
  const { actor } = context
  if (isAnonymous && actor.kind === 'member') refuseDrowning(context, `${id} ${actor.memberId}`)
  const member = !isAnonymous && actor.kind === 'member' ? actor : undefined
  await keepVoice(context, {
    ...said,
    // An id of ours holds the time at which it was made, and times lead to people.
    id: member === undefined ? randomUUID() : context.newId(),
    reviewId: id,
    memberId: member?.memberId ?? null,
    saidBy: member?.name ?? '',
  })
  return cardOf(context, row)
})

const namelessPerHour = 3
const spoken = new WeakMap<Context['services'], { hour: number; counts: Map<string, number> }>()

/**
 * Nobody drowns the others without a name. Counted in memory and forgotten with the hour, since nothing of who spoke so
 * may be kept.
 */
function refuseDrowning({ services, now }: Pick<Context, 'services' | 'now'>, who: string): void {
  const hour = Math.floor(now.getTime() / 3_600_000)
  const known = spoken.get(services)
  const { counts } = known?.hour === hour ? known : { counts: new Map<string, number>() }
  const count = (counts.get(who) ?? 0) + 1
  counts.set(who, count)
  spoken.set(services, { hour, counts })
  if (count > namelessPerHour)
    refuse('too_many', 'You have said enough without your name for now. Others speak too.', {
      retryAfterSeconds: 3600,
    })
}

function isOpen({ state, voicesOpenedAt }: ReviewRow): boolean {
  return state === 'planned' && voicesOpenedAt === null
}

async function cardOf(context: Context, row: ReviewRow): Promise<z.input<typeof contract.VoiceCard>> {
  const { number, title } = await reviewShown(context, row)
  const { actor } = context
  const mine = actor.kind === 'member' ? await findOwnVoice(context, row.id, actor.memberId) : undefined
  return {
    ...{ id: row.id, number, title, isOpen: isOpen(row) },
    mine: mine === undefined ? null : { kept: mine.kept, changed: mine.changed, surprised: mine.surprised },
  }
}
