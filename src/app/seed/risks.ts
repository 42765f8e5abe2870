import * as risks from '../../areas/prepare/risks/actions.ts'
import type { Act } from './acting.ts'

/** Three risks: one that is worked on, one that nobody answers for, and one whose acceptance has just ended. */
export async function seedRisks(act: Act, leader: string | null): Promise<void> {
  const locked = await act(330, risks.add, {
    name: 'Our files are locked and someone wants money',
    kind: 'ransomware',
    touches: 'orders, recipes, wages',
    likelihood: 'possible',
    harm: 'threatening',
    measures: 'A copy that is not on the network; a second factor for mail; the drill in spring',
    ownerId: leader,
  })
  await act(150, risks.decide, {
    id: locked.id,
    verdict: 'keep',
    reason: 'The drill showed that orders come back within a day. Wages do not yet.',
  })
  await act(300, risks.add, {
    name: 'The firm that runs our tills is broken into',
    kind: 'supplier-breach',
    touches: 'every shop',
    likelihood: 'possible',
    harm: 'heavy',
  })
  const van = await act(200, risks.add, {
    name: 'A tablet is stolen from a delivery van',
    touches: 'addresses of customers',
    likelihood: 'likely',
    harm: 'small',
    measures: 'Each tablet locks itself after a minute',
    ownerId: leader,
  })
  const until = new Date(Date.parse(van.changedAt) + 190 * 86_400_000).toISOString().slice(0, 10)
  await act(200, risks.decide, {
    id: van.id,
    verdict: 'accept',
    reason: 'New tablets that can be wiped from afar come next year.',
    until,
  })
}
