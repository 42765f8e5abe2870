import { changeRetentionWith } from '../../areas/register/privacy/actions/retention.ts'
import { endRequestWith, open } from '../../areas/register/privacy/actions/data-requests.ts'
import { privacyPorts } from '../areas-privacy.ts'
import type { Diary } from './diary.ts'

/** Two requests about personal data, one answered and one whose month runs, and two kinds that end by themselves. */
export function writePrivacy(diary: Diary): void {
  let answered = ''
  diary.on(48, async (act) => {
    const wanted = { kind: 'access', name: 'Colin Marsh', receivedOn: diary.day(-49) } as const
    const note = 'By letter. He was a driver here until last summer; his signature matches the one we have.'
    answered = (await act(open, { ...wanted, note })).id
  })
  diary.on(30, (act) =>
    act(endRequestWith(privacyPorts), {
      ...{ id: answered, outcome: 'answered' },
      answer: 'Nothing is held about him in this tool. The wages office answers for itself.',
    }),
  )
  diary.on(6, (act) =>
    act(open, {
      ...{ kind: 'erasure', name: 'Rosa Lind', receivedOn: diary.day(-7) },
      note: 'By mail to the office. She was here for a season and wants her name out of everything.',
    }),
  )
  const change = changeRetentionWith(privacyPorts)
  diary.on(29, (act) => act(change, { kind: 'quarantine', isOn: true, days: 90, ending: 'black_out' }))
  diary.on(29, (act) => act(change, { kind: 'leavers', isOn: true, days: 365, ending: 'ask' }))
}
