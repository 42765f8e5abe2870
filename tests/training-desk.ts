import { acting, type Act } from './guards/town/company.ts'
import { world, type MemberActor, type World } from './world.ts'
import * as reading from '../src/areas/prepare/training/actions/read-courses.ts'
import * as skills from '../src/areas/prepare/training/actions/skills.ts'
import { starters } from '../src/areas/prepare/training/content/en.ts'
import { starterFacts } from '../src/areas/prepare/training/content/starter.ts'
import type { Practice, PracticeStep } from '../src/areas/prepare/training/contract/practice.ts'
import type { SkillChange } from '../src/areas/prepare/training/contract/skills.ts'
import { remindOfTraining } from '../src/areas/prepare/training/jobs.ts'
import { dayAfter, dayIn } from '../src/base/calendar-day.ts'
import { asSystem } from '../src/platform/action.ts'

type Told = { what: string; title: string; memberId: string | null; path: string }
export type TrainingDesk = Awaited<ReturnType<typeof openTrainingDesk>>

/** A small company in which training is looked after, with the clock in our hands and an ear at its reminders. */
export async function openTrainingDesk() {
  const w: World = await world()
  const told: Told[] = []
  // People joined a moment ago; noon keeps clear of the hours that a summer has and a winter has not.
  const today = dayAfter(dayIn(new Date(), 'Europe/Vienna'), 1)
  const begun = new Date(`${today}T12:00:00Z`)
  w.setNow(begun)
  w.house.announcer.on('date.near', async (_context, event) => void told.push(event))
  const as = (who: MemberActor): Act => acting(w.house, who)
  const starter = (key: (typeof starters)[number]['key']) => {
    const found = starters.find((one) => one.key === key)
    if (found === undefined) throw new Error(`no starter ${key}`)
    const { topic, minutes, audience } = starterFacts[key]
    const { title, content } = found
    return { title, content, topic, minutes, language: 'en', audience: [...audience] }
  }
  return {
    ...{ w, told, today, as, starter },
    inDays: (days: number) => new Date(begun.getTime() + days * 86_400_000),
    morning: () => asSystem(w.house, w.tenantId, 'Test', remindOfTraining),
    right: (key: (typeof starters)[number]['key']) =>
      starter(key).content.questions.map((question) => question.right),
    async courseOf(title: string, who = w.lead) {
      const { items } = await w.perform(reading.list, who, { q: title })
      const [found] = items
      if (found === undefined) throw new Error(`no course ${title}`)
      return found
    },
    take: async (step: PracticeStep, who = w.lead) =>
      (await as(who)('takePracticeStep', { step })) as { practice: Practice; id: string }, // as its contract says
    change: (wanted: SkillChange) => w.perform(skills.change, w.owner, { change: wanted }),
  }
}
