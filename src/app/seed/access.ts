import { answer } from '../../areas/prepare/access/actions/answer-accounts.ts'
import { start } from '../../areas/prepare/access/actions/campaigns.ts'
import { check } from '../../areas/prepare/access/actions/check-leavers.ts'
import { get } from '../../areas/prepare/access/actions/read-access.ts'
import { save } from '../../areas/prepare/access/actions/save-accounts.ts'
import type { Diary } from './diary.ts'
import type { Kept } from './register.ts'

const mailUsers = `userPrincipalName,displayName,isMfaRegistered
you@harbour-bakery.example,Anna Berg,True
ben@harbour-bakery.example,Ben Novak,True
carla@harbour-bakery.example,Carla Mendes,True
elin@harbour-bakery.example,Elin Strand,False
orders@harbour-bakery.example,Shared mailbox,
temp@harbour-bakery.example,Rosa Lind,False`

const shop = [
  { login: 'admin', holder: 'Shared', rights: 'Everything', secondFactor: 'no' },
  { login: 'dev', holder: 'Dev Patel', rights: 'Everything', secondFactor: 'yes' },
  { login: 'elin', holder: 'Elin Strand', rights: 'Prices and pictures', secondFactor: 'unknown' },
] as const

/** Two systems with their accounts, a campaign that is half through, and one who left after the season. */
export function writeAccess(diary: Diary, kept: Kept): void {
  const idOf = (name: string) => kept.assets.get(name) ?? ''
  const [mail, web] = ['Mail and calendar', 'Web shop']
  diary.on(20, (act) => act(save, { id: idOf(mail), how: 'list', csv: mailUsers }))
  diary.on(20, async (act) => {
    for (const account of shop) await act(save, { id: idOf(web), how: 'one', ...account })
  })
  diary.on(9, async (act) => {
    const ben = diary.idOf('Ben Novak') ?? ''
    const systems = [mail, web].map((name) => ({ assetId: idOf(name), reviewerId: ben }))
    await act(start, { name: 'Autumn', dueOn: diary.day(5), systems })
  })
  diary.on(
    8,
    async (act) => {
      for (const { id, login } of (await act(get, { id: idOf(mail) })).items) {
        if (login.startsWith('temp'))
          await act(answer, { id, verdict: 'remove', reason: 'Left after the season', dueOn: diary.day(-6) })
        else await act(answer, { id, verdict: 'keep', reason: 'Works here' })
      }
    },
    'Ben Novak',
  )
  diary.on(7, async (act) => {
    const temp = (await act(get, { id: idOf(mail) })).items.find(({ login }) => login.startsWith('temp'))
    const proof = 'Tried to sign in with the old password: refused'
    if (temp) await act(answer, { id: temp.id, verdict: 'done', proof })
    await act(check, { name: 'Rosa Lind', note: 'The key of the shop is back' })
  })
}
