import { leafFields } from '../../../../base/leaf-fields.ts'
import { personMay } from '../../../../base/access.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { assetNames, inUseAmong, refuseUnknownAssets } from '../../../register/assets/public.ts'
import { peopleFor, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import {
  endCampaign,
  endFinished,
  holdRunning,
  insertCampaign,
  reviewsOf,
  withoutAccounts,
} from '../store/campaigns.ts'
import { campaignsOf } from './shapes.ts'

/** One at a time, each system with somebody who goes through it. */
export const start = action(contract.startAccessCampaign, async (context, { name, dueOn, systems }) => {
  const fault = (path: string, message: string) => refuse('invalid', message, { faults: [{ path, message }] })
  if (dueOn < (await todayOf(context))) fault('dueOn', 'Write a day to come.')
  // One that waits only for systems which went out of use meanwhile is over.
  await settleCampaign(context)
  const assetIds = systems.map(({ assetId }) => assetId)
  if (new Set(assetIds).size !== assetIds.length) fault('systems', 'Name each system once.')
  await refuseUnknownAssets(context, assetIds)
  const inUse = await inUseAmong(context, assetIds)
  if (assetIds.some((id) => !inUse.has(id))) fault('systems', 'A system among these is out of use.')
  const people = await peopleFor(
    context,
    systems.map(({ reviewerId }) => reviewerId),
  )
  for (const { reviewerId } of systems) {
    const person = people.get(reviewerId) ?? refuse('not_found', 'There is no such person here.')
    const isFit = person.status === 'active' && personMay(person, 'access.review')
    if (!isFit)
      fault('systems', `${person.name} cannot go through accounts. Choose a responder, lead or owner.`)
  }
  const row = { id: context.newId(), name, dueOn, startedAt: context.now, startedBy: context.actor.name }
  const added = await insertCampaign(context, { ...row, endedAt: null }, systems)
  if (added === undefined)
    refuse('conflict', 'A campaign runs already. End it by answering for what is left.')
  const names = [...(await assetNames(context, assetIds)).values()]
  context.record({
    stream: 'audit',
    kind: 'access_review.start',
    fields: leafFields({ campaign: row.id, name, dueOn, systems: names }),
  })
  const [shown] = await campaignsOf(context, [added])
  refuseUnless(shown !== undefined, 'unavailable', 'This could not be kept. Try again.')
  return shown
})

/** Ends each system that has nothing left to answer, and the campaign with its last one; what has no account left is named. */
export async function settleCampaign(context: Context): Promise<void> {
  const running = await holdRunning(context)
  if (running === undefined) return
  const { id, name } = running
  const assetIds = (await reviewsOf(context, [id])).map(({ assetId }) => assetId)
  const inUse = await inUseAmong(context, assetIds)
  const outOfUse = assetIds.filter((one) => !inUse.has(one))
  const { left } = await endFinished(context, running, { endedAt: context.now, outOfUse })
  if (left > 0) return
  await endCampaign(context, id, context.now)
  const empty = [...(await assetNames(context, await withoutAccounts(context, id))).values()]
  const fields = leafFields({ campaign: id, name, withoutAccounts: empty })
  context.record({ stream: 'audit', kind: 'access_review.end', fields })
}
