import { randomUUID } from 'node:crypto'
import { text } from './building.ts'
import type { Act, Company } from './company.ts'
import type { Example, Site } from './requests.ts'

export const trainingNouns = ['course', 'assignment', 'skill'] as const
type Made = Readonly<Record<(typeof trainingNouns)[number], string>>

const day = '2026-01-05'

/** One thing in each table of training, with the marker in each of their texts. */
export async function furnishTraining(
  act: Act,
  { marker, memberId }: { readonly marker: string; readonly memberId: string },
): Promise<Made> {
  const id = await newCourse(act, marker, audience(marker))
  await act('answerCourse', { id, number: 1, answers: [1] })
  await act('assignTraining', { courseId: id, memberIds: [memberId], dueOn: '2035-01-01', why: marker })
  await act('recordTraining', { courseId: id, memberId, how: 'certificate', doneOn: day, evidence: marker })
  const assigned = await newCourse(act, marker, audience(marker))
  const { items } = (await act('listTraining', { courseId: assigned, limit: 1 })) as {
    items: { id: string }[]
  } // as its contract says
  const skill = await newSkill(act, marker)
  const holding = { do: 'hold', skillId: skill, memberId, source: marker, gotOn: day }
  await act('changeSkills', { change: holding })
  await act('changeSkills', { change: weighing(skill, marker) })
  await practise(act, marker, memberId)
  return { course: id, assignment: items[0]?.id ?? '', skill }
}

const costs = { hoursUsed: 1, insideHour: 1, insideKeep: 1, outsideHour: 1, outsideKeep: 1 }
const weighing = (skillId: string, why = text) => ({ do: 'weigh', skillId, costs, decision: 'both', why })

async function practise(act: Act, marker: string, memberId: string): Promise<void> {
  const step = (one: Record<string, unknown>) => act('takePracticeStep', { step: one })
  const workshop = { do: 'hold_workshop', title: marker, heldOn: day, minutes: 30, notes: marker }
  await step({ ...workshop, ledBy: marker, attendeeIds: [memberId], concerns: [marker] })
  const drill = { tool: marker, device: marker, memberId, result: 'isolated', proof: marker }
  await step({
    ...drill,
    do: 'tell_drill',
    startedAt: '2026-01-05T09:00:00Z',
    stoppedAt: '2026-01-05T09:05:00Z',
  })
  const { id: drillId } = await step({ do: 'start_report_drill', what: marker, note: marker })
  await step({ do: 'end_report_drill', drillId, note: marker })
  const { id: needId } = await step({ do: 'name_need', title: marker, why: marker })
  await step({ do: 'decide_need', needId, decision: 'none', why: marker })
}

const content = (marker = text) => ({
  summary: marker,
  lessons: [{ heading: marker, text: marker }],
  questions: [{ question: marker, options: ['No', 'Yes'], right: 1, lesson: 0 }],
})
const course = (marker = text) => ({
  title: `Course ${marker} ${randomUUID()}`.slice(0, 200),
  language: 'en',
  minutes: 5,
  source: marker,
  content: content(marker),
})
const audience = (why = text) => [{ audience: 'leaders', why }]

async function newCourse(act: Act, marker = text, wanted: readonly object[] = []): Promise<string> {
  const given = { ...course(marker), publish: true, note: marker, audience: wanted }
  return String((await act('addCourse', given))['id'])
}

async function newSkill(act: Act, marker = text): Promise<string> {
  const name = `Skill ${marker} ${randomUUID()}`.slice(0, 200)
  const { skills } = (await act('changeSkills', { change: { do: 'add', name, note: marker } })) as {
    skills: { id: string; name: string }[]
  } // as its contract says
  return skills.find((one) => one.name === name)?.id ?? ''
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }

export const trainingExamples: Readonly<Record<string, Example>> = {
  listCourses: reading,
  getCourse: onCourse(() => ({})),
  addCourse: {
    fresh: () => ({ input: { ...course(), audience: audience() } }),
    standing: () => ({ input: { ...course(), audience: audience() } }),
  },
  saveCourse: onCourse(() => ({ ...course(), basedOn: 1 })),
  setCourseAudience: onCourse(() => ({ audience: audience() })),
  withdrawCourse: onCourse(() => ({ reason: text })),
  answerCourse: onCourse(() => ({ number: 1, answers: [1] })),
  readMyTraining: reading,
  listTraining: reading,
  assignTraining: {
    fresh: async ({ act, company }) => ({ input: { ...given(company), courseId: await newCourse(act) } }),
    standing: (company) => ({ input: { ...given(company), courseId: company.ids.course } }),
  },
  recordTraining: {
    fresh: async ({ act, company }) => ({
      input: {
        courseId: await newCourse(act),
        memberId: company.owner.memberId,
        how: 'attended',
        evidence: text,
      },
    }),
    standing: ({ ids, owner }) => ({
      input: {
        ...{ courseId: ids.course, memberId: owner.memberId },
        ...{ how: 'attended', evidence: text },
      },
    }),
  },
  exportTraining: {
    fresh: () => ({ input: { format: 'csv' } }),
    standing: () => ({ input: { format: 'csv' } }),
  },
  readSkills: reading,
  changeSkills: {
    fresh: async ({ act }) => ({ input: { change: weighing(await newSkill(act)) } }),
    standing: ({ ids }) => ({ input: { change: weighing(ids.skill) } }),
  },
  readPractice: reading,
  takePracticeStep: {
    fresh: ({ company }) => ({ input: { step: workshopOf(company) } }),
    standing: (company) => ({ input: { step: workshopOf(company) } }),
  },
}

function given({ owner }: Company) {
  return { memberIds: [owner.memberId], dueOn: '2035-01-01', why: text }
}

function workshopOf({ owner }: Company) {
  return { do: 'hold_workshop', title: text, heldOn: day, minutes: 30, attendeeIds: [owner.memberId] }
}

function onCourse(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }: Site) => ({ input: { ...rest(), id: await newCourse(act) } }),
    standing: ({ ids }) => ({ input: { id: ids.course, ...rest() } }),
  }
}
