import * as risks from '../../areas/prepare/risks/actions.ts'
import type { Diary } from './diary.ts'

/** Three risks: one that is worked on, one that nobody answers for, and one whose acceptance has just ended. */
export function writeRisks(diary: Diary): void {
  const leader = diary.idOf('Ben Novak')
  let [locked, van] = ['', '']
  diary.on(330, async (act) => {
    const added = await act(risks.add, {
      name: 'Our files are locked and someone wants money',
      kind: 'ransomware',
      touches: 'orders, recipes, wages',
      likelihood: 'possible',
      harm: 'threatening',
      measures: 'A copy that is not on the network; a second factor for mail; the drill in spring',
      ownerId: leader,
    })
    locked = added.id
  })
  diary.on(300, (act) =>
    act(risks.add, {
      name: 'The firm that runs our tills is broken into',
      kind: 'supplier-breach',
      touches: 'every shop',
      likelihood: 'possible',
      harm: 'heavy',
    }),
  )
  diary.on(200, async (act) => {
    const added = await act(risks.add, {
      name: 'A tablet is stolen from a delivery van',
      touches: 'addresses of customers',
      likelihood: 'likely',
      harm: 'small',
      measures: 'Each tablet locks itself after a minute',
      ownerId: leader,
    })
    van = added.id
  })
  diary.on(200, (act) =>
    act(risks.decide, {
      id: van,
      verdict: 'accept',
      reason: 'New tablets that can be wiped from afar come next year.',
      until: diary.day(-10),
    }),
  )
  diary.on(150, (act) =>
    act(risks.decide, {
      id: locked,
      verdict: 'keep',
      reason: 'The drill showed that orders come back within a day. Wages do not yet.',
    }),
  )
}
