import * as tree from '../../areas/register/contacts/actions/call-tree.ts'
import * as powers from '../../areas/register/powers/actions/hold-powers.ts'
import * as mandates from '../../areas/register/powers/actions/mandates.ts'
import { dayAfter, dayIn } from '../../base/calendar-day.ts'
import type { SentInputOf } from '../../base/endpoint.ts'
import { perform, type Action, type AnyEndpoint, type House } from '../../platform/action.ts'
import type { Cast } from './tell-story.ts'

/**
 * Who calls whom, who may decide what, and two mandates: one that runs, and one that waits for a signature, so that
 * there is something to finish.
 */
export async function seedReach(house: House, cast: Cast, today: Date): Promise<void> {
  const at = (daysAgo: number) => ({ ...house, now: () => new Date(today.getTime() - daysAgo * 86_400_000) })
  const [anna, ben, carla, dev] = [
    [...cast.values()].find(({ actor }) => actor.kind === 'member' && actor.role === 'owner'),
    ...['Ben Novak', 'Carla Mendes', 'Dev Patel'].map((name) => cast.get(name)),
  ]
  if (anna === undefined || ben === undefined || carla === undefined || dev === undefined) return
  const act = async <E extends AnyEndpoint>(daysAgo: number, action: Action<E>, input: SentInputOf<E>) =>
    perform(at(daysAgo), action, anna.actor, { input })

  await act(199, tree.setCallTree, {
    links: [
      { contactId: ben.id },
      { contactId: anna.id, calledBy: ben.id },
      { contactId: carla.id, calledBy: ben.id },
      { contactId: dev.id, calledBy: carla.id },
    ],
  })

  for (const { by, ...right } of rights) {
    const [holder, deputy, also] = by === 'owner' ? [anna, ben, carla] : [carla, dev, ben]
    const alsoIds = right.quorum > 1 ? [also.id] : []
    await act(195, powers.setRight, {
      ...{ ...right, holderId: holder.id, deputyId: deputy.id, alsoIds, currency: 'GBP' },
    })
  }
  await act(195, powers.setRole, { role: 'lead', holderId: ben.id, deputyId: anna.id })
  await act(195, powers.setRole, { role: 'technical', holderId: carla.id, deputyId: dev.id })

  const day = (days: number) => dayAfter(dayIn(today, 'Europe/London'), days)
  const held = await act(194, mandates.write, {
    ...{ title: 'Leads an incident', role: 'lead', contactId: ben.id, amount: 3000, currency: 'GBP' },
    ...{ decisions: ['isolate', 'shut_down', 'spend', 'engage_help'] },
    ...{ startsOn: day(-194), endsOn: day(171) },
  })
  await act(194, mandates.sign, { id: held.id, as: 'giver', name: anna.actor.name })
  await perform(at(193), mandates.sign, ben.actor, {
    input: { id: held.id, as: 'holder', name: ben.actor.name },
  })
  await act(9, mandates.write, {
    ...{
      title: 'Technical lead',
      role: 'technical',
      contactId: carla.id,
      decisions: ['isolate', 'shut_down'],
    },
    ...{ startsOn: day(-9), endsOn: day(356) },
  })
}

const rights = [
  { decision: 'isolate', by: 'technical', quorum: 1 },
  { decision: 'shut_down', by: 'technical', quorum: 1 },
  { decision: 'spend', by: 'owner', quorum: 1, amount: 3000 },
  { decision: 'notify', by: 'owner', quorum: 1 },
  { decision: 'pay', by: 'owner', quorum: 2 },
  { decision: 'go_public', by: 'owner', quorum: 1 },
  { decision: 'engage_help', by: 'owner', quorum: 1, amount: 10_000 },
  { decision: 'call_police', by: 'owner', quorum: 1 },
] as const
