import * as lessons from '../../areas/improve/improvements/actions/decide-lessons.ts'
import { listBlindSpots } from '../../areas/improve/improvements/actions/read-lessons.ts'
import { step } from '../../areas/improve/improvements/actions/take-steps.ts'
import { weighCases } from '../../areas/improve/improvements/actions/weigh-cases.ts'
import * as improvements from '../../areas/improve/improvements/actions/write-improvements.ts'
import * as assets from '../../areas/register/assets/actions/manage-assets.ts'
import { asSystem, type House } from '../../platform/action.ts'
import type { Diary } from './diary.ts'
import type { Kept } from './register.ts'

/** What the sign-in from abroad made better: one thing that is checked, one that is late, one that waits for a word. */
export function writeImprovements(
  diary: Diary,
  { house, tenantId, kept }: { readonly house: House; readonly tenantId: string; readonly kept: Kept },
): void {
  const [ben, dev] = ['Ben Novak', 'Dev Patel'].map((name) => diary.idOf(name) ?? '')
  const mail = () => kept.assets.get('Mail and calendar') ?? ''
  let incidentId = ''
  let factors = ''
  diary.tell(132, async () => {
    await asSystem({ ...house, now: () => diary.at(132) }, tenantId, 'Muster', weighCases)
  })
  diary.on(131, async (act) => {
    const { items } = await act(listBlindSpots, { limit: 20 })
    incidentId = items[0]?.incidentId ?? ''
    for (const spot of items.slice(1))
      await act(lessons.answerSpot, { id: spot.incidentId, verdict: 'saw_it', tool: 'Somebody in the shop' })
  })
  diary.on(131, async (act) => {
    const words = { kind: 'prevent', incidentId, element: 'equipment' } as const
    const taken = { step: 'accept', targetKind: 'asset', targetId: mail() } as const
    const title = 'A second factor for every mailbox'
    factors = (await act(improvements.add, { ...words, title, strength: 'engineer' })).id
    await act(step, { ...taken, id: factors, ownerId: ben ?? '', dueOn: diary.day(-110) })
    const late = { ...words, title: 'Sign-ins from abroad raise an alarm', strength: 'automate' } as const
    const { id } = await act(improvements.add, late)
    await act(step, { ...taken, id, ownerId: dev ?? '', dueOn: diary.day(-20) })
    const waits = { ...words, title: 'A password manager for everybody', strength: 'engineer' } as const
    await act(improvements.add, { ...waits, why: 'Three people used one password for two places' })
  })
  diary.on(130, (act) =>
    act(lessons.decideBusiness, {
      incidentId,
      question: 'Do we go on taking large orders by mail?',
      verdict: 'change',
      reason: 'A stranger could read and answer them. Large orders come by the shop from now on.',
      ownerId: ben ?? '',
      followUpOn: diary.day(-5),
    }),
  )
  diary.on(112, async (act) => {
    const found = {
      id: mail(),
      name: 'Mail and calendar',
      kind: 'cloud_service',
      note: 'Asks for a second factor',
    } as const
    await act(assets.change, found)
  })
  diary.on(
    111,
    (act) => act(step, { id: factors, step: 'finish', words: 'All nine mailboxes ask for it' }),
    'Ben Novak',
  )
  diary.on(106, (act) =>
    act(step, {
      id: factors,
      step: 'verify',
      method: 'sample_of_five',
      words: 'Five mailboxes tried from a strange device: each asked',
    }),
  )
}
