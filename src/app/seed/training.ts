import { dayAfter } from '../../base/calendar-day.ts'
import { starters } from '../../areas/prepare/training/content/en.ts'
import { starterFacts, type StarterCourse } from '../../areas/prepare/training/content/starter.ts'
import * as reading from '../../areas/prepare/training/actions/read-courses.ts'
import * as skills from '../../areas/prepare/training/actions/skills.ts'
import * as writing from '../../areas/prepare/training/actions/write-courses.ts'
import { waiveLessonsBefore } from '../../areas/prepare/training/public.ts'
import { asSystem, type House } from '../../platform/action.ts'
import type { Diary } from './diary.ts'

/** Who took which of the short courses, how many days ago; the others still have to. */
const taken = [
  { key: 'reporting', daysAgo: 60, takers: ['Carla Mendes', 'Dev Patel', 'Ben Novak'] },
  { key: 'payments', daysAgo: 58, takers: ['Elin Strand'] },
] as const satisfies readonly {
  readonly key: StarterCourse['key']
  daysAgo: number
  takers: readonly string[]
}[]

/** Two short courses that some took, and a skill that hangs on the one who looks after the computers. */
export function writeTraining(diary: Diary, house: House, tenantId: string): void {
  for (const { key, daysAgo, takers } of taken) {
    const found = starters.find((one) => one.key === key)
    if (found === undefined) throw new Error(`there is no course ${key} to begin with`)
    const { title, content } = found
    const { topic, minutes } = starterFacts[key]
    let id = ''
    diary.on(daysAgo, async (act) => {
      const words = { title, content, topic, minutes, language: 'en', source: 'Muster' }
      const everyone = { audience: 'everyone', dueDays: 80, renewMonths: 12 } as const
      id = (await act(writing.add, { ...words, audience: [everyone], publish: true })).id
    })
    const answers = content.questions.map(({ right }) => right)
    for (const taker of takers)
      diary.on(daysAgo - 2, (act) => act(reading.answer, { id, number: 1, answers }), taker)
  }
  diary.on(50, async (act) => {
    const words = { name: 'Take a device off the network', kind: 'technical', note: '' } as const
    const kept = await act(skills.change, { change: { do: 'add', ...words } })
    const memberId = diary.idOf('Dev Patel')
    const [skill] = kept.skills
    if (skill === undefined || memberId === null) return
    const gotOn = diary.day(-50)
    const shown = {
      source: 'Course of the maker of the tool',
      gotOn,
      expiresOn: dayAfter(gotOn, 12, 'months'),
    }
    const held = { do: 'hold', skillId: skill.id, memberId, level: 'does', isDeputy: false } as const
    await act(skills.change, { change: { ...held, ...shown } })
  })
  diary.tell(49, () => {
    const then = { ...house, now: () => diary.at(49) }
    const why = 'Ended before we began to keep lessons'
    return asSystem(then, tenantId, 'Anna Berg', (context) =>
      waiveLessonsBefore(context, diary.day(-49), why),
    )
  })
}
