import { auditControlsWith } from '../../areas/prepare/controls/actions/audits.ts'
import { keepControlsWith } from '../../areas/prepare/controls/actions/keep-controls.ts'
import { controlPorts } from '../areas-ready.ts'
import type { Diary } from './diary.ts'

export const controls = keepControlsWith(controlPorts)
const audits = auditControlsWith(controlPorts)

/** A framework and two packs: much is answered by what the firm does here, some was checked by hand, one check ran out. */
export function writeControls(diary: Diary): void {
  const ownerId = diary.idOf('Ben Novak')
  for (const name of ['cis_ig1', 'misconfiguration', 'own_devices'] as const)
    diary.on(190, (act) => act(controls.choose, { name, isOn: true }))
  const said = [
    ['second_factor', 'yes', ''],
    ['cloud_settings', 'yes', ''],
    ['default_passwords', 'yes', ''],
    ['own_devices_rule', 'partly', 'Two people have not agreed to it yet.'],
    ['own_devices_apart', 'no', 'Mail lies in the private app on four phones.'],
  ] as const
  for (const [key, answer, words] of said)
    diary.on(180, (act) => act(controls.review, { key, answer, words, ownerId, basedOn: 0 }))
  const seen = [
    [
      'default_passwords',
      40,
      'Tried the manual’s password on router, cameras and both printers. None opened.',
    ],
    ['cloud_settings', 150, 'Sharing report read; eleven links for anybody were closed.'],
    ['encryption', 60, 'BitLocker is on for all six laptops; keys lie in the safe.'],
  ] as const
  for (const [key, daysAgo, words] of seen)
    diary.on(daysAgo, (act) => act(controls.prove, { key, checkedOn: diary.day(-daysAgo), words }))
  diary.on(20, async (act) => {
    const sample = { title: 'Autumn look', size: 3, ownerId, dueOn: diary.day(12) }
    await act(audits.start, sample)
  })
}
