import { refuse } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/card.ts'
import { todayOf } from '../public/people.ts'
import { cardDue } from '../rules.ts'
import { keepCard } from '../store/cards.ts'

export const takeCard = action(contract.takeCard, async (context) => {
  const { actor } = context
  if (actor.kind !== 'member') refuse('forbidden', 'Only a person has a card. Sign in yourself.')
  await keepCard(context, actor.memberId, { takenAt: context.now })
  context.record({ stream: 'audit', kind: 'card.take', fields: { member: actor.memberId } })
  const today = await todayOf(context)
  return { takenAt: context.now.toISOString(), againOn: cardDue({ joinedOn: today, takenOn: today }) }
})
