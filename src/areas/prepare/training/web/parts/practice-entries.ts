import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { Say } from '../../../../../ui/text.ts'
import {
  takePracticeStep,
  type CaseLesson,
  type Need,
  type ToolDrill,
  type Workshop,
} from '../../contract/practice.ts'
import { drillResults } from '../../contract/words.ts'
import type { Option } from './entries.ts'

/** What the choices of the dialogs hold. */
export interface Choices {
  readonly people: readonly Option[]
  readonly courses: readonly Option[]
  readonly skills: readonly Option[]
  readonly vendors: readonly Option[]
}

const step = (kind: string, more: Readonly<Record<string, unknown>> = {}) =>
  ({
    endpoint: takePracticeStep,
    given: {},
    shape: (values) => ({ step: { do: kind, ...more, ...values } }),
  }) satisfies Pick<Entry, 'endpoint' | 'given' | 'shape'>

export function needEntry(text: Say, { skills }: Choices): Entry {
  return {
    title: text('practice.addNeed'),
    fields: [
      { kind: 'line', name: 'title', label: text('practice.needTitle'), max: 200 },
      { kind: 'text', name: 'why', label: text('practice.needWhy'), isOptional: true, max: 2000 },
      {
        kind: 'choice',
        name: 'skillId',
        label: text('practice.needSkill'),
        options: skills,
        isOptional: true,
      },
    ],
    ...step('name_need'),
    submit: text('save'),
  }
}

export function giveCourseEntry(text: Say, { id, title }: Need, { people, courses }: Choices): Entry {
  return {
    title: text('practice.decideOf', { title }),
    fields: [
      { kind: 'choice', name: 'courseId', label: text('assign.course'), options: courses },
      { kind: 'many', name: 'memberIds', label: text('assign.people'), options: people },
      { kind: 'day', name: 'dueOn', label: text('assign.dueOn') },
      { kind: 'text', name: 'why', label: text('skills.why') },
    ],
    ...step('decide_need', { needId: id, decision: 'course' }),
    submit: text('practice.decide'),
  }
}

export function otherwiseEntry(text: Say, { id, title }: Need, { people, vendors }: Choices): Entry {
  return {
    title: text('practice.decideOf', { title }),
    fields: [
      {
        kind: 'choice',
        name: 'decision',
        label: text('practice.decision'),
        options: (['contract', 'hire', 'none'] as const).map((value) => ({
          value,
          label: text(`needDecision.${value}`),
        })),
      },
      {
        kind: 'choice',
        name: 'vendorId',
        label: text('assign.vendor'),
        options: vendors,
        isOptional: true,
      },
      { kind: 'choice', name: 'ownerId', label: text('practice.owner'), options: people, isOptional: true },
      { kind: 'day', name: 'dueOn', label: text('assign.dueOn'), isOptional: true },
      { kind: 'text', name: 'why', label: text('skills.why') },
    ],
    ...step('decide_need', { needId: id }),
    submit: text('practice.decide'),
  }
}

export function meetEntry(text: Say, { id, title }: Need): Entry {
  return {
    title: text('practice.meetOf', { title }),
    fields: [{ kind: 'text', name: 'how', label: text('practice.how'), max: 2000 }],
    ...step('meet_need', { needId: id }),
    submit: text('practice.meet'),
  }
}

export function waiveEntry(text: Say, { incidentId, number }: CaseLesson): Entry {
  return {
    title: text('practice.waiveOf', { number }),
    fields: [{ kind: 'text', name: 'why', label: text('reason'), max: 2000 }],
    ...step('waive_lesson', { incidentId }),
    submit: text('practice.waive'),
  }
}

const drillFields = (text: Say, { people, skills }: Choices) =>
  [
    { kind: 'choice', name: 'memberId', label: text('person'), options: people },
    { kind: 'line', name: 'tool', label: text('practice.tool'), max: 200 },
    { kind: 'line', name: 'device', label: text('practice.device'), max: 200 },
    { kind: 'choice', name: 'skillId', label: text('practice.needSkill'), options: skills, isOptional: true },
  ] as const

const resultFields = (text: Say, { people }: Choices) =>
  [
    {
      kind: 'choice',
      name: 'result',
      label: text('practice.result'),
      options: drillResults.map((value) => ({ value, label: text(`result.${value}`) })),
    },
    { kind: 'text', name: 'proof', label: text('practice.proof'), max: 2000 },
    { kind: 'choice', name: 'witnessId', label: text('practice.witness'), options: people, isOptional: true },
  ] as const

export function startEntry(text: Say, choices: Choices): Entry {
  return {
    title: text('practice.startTitle'),
    lead: text('practice.toolsLead'),
    fields: drillFields(text, choices),
    ...step('start_drill'),
    submit: text('practice.start'),
  }
}

export function stopEntry(text: Say, { id, person }: ToolDrill, choices: Choices): Entry {
  // The button that opens this stops the clock; writing down what showed it takes no minute of the drill.
  const pressedAt = performance.now()
  const { shape, ...rest } = step('stop_drill', { drillId: id })
  const secondsAgo = () => Math.min(3600, Math.round((performance.now() - pressedAt) / 1000))
  return {
    title: text('practice.stopOf', { person }),
    fields: resultFields(text, choices),
    ...rest,
    shape: (values) => shape({ ...values, secondsAgo: secondsAgo() }),
    submit: text('practice.stop'),
  }
}

export function tellEntry(text: Say, choices: Choices): Entry {
  return {
    title: text('practice.tell'),
    fields: [
      ...drillFields(text, choices),
      { kind: 'moment', name: 'startedAt', label: text('practice.startedAt') },
      { kind: 'moment', name: 'stoppedAt', label: text('practice.stoppedAt') },
      ...resultFields(text, choices),
    ],
    ...step('tell_drill'),
    submit: text('save'),
  }
}

export function startReportsEntry(text: Say): Entry {
  return {
    title: text('practice.startReports'),
    lead: text('practice.reportsLead'),
    fields: [
      { kind: 'line', name: 'what', label: text('practice.what'), max: 200 },
      { kind: 'text', name: 'note', label: text('practice.notes'), isOptional: true, max: 2000 },
    ],
    ...step('start_report_drill'),
    submit: text('practice.start'),
  }
}

export function endReportsEntry(
  text: Say,
  { id, what }: { readonly id: string; readonly what: string },
): Entry {
  return {
    title: text('practice.endReportsOf', { what }),
    fields: [{ kind: 'text', name: 'note', label: text('practice.notes'), isOptional: true, max: 2000 }],
    ...step('end_report_drill', { drillId: id }),
    submit: text('practice.endReports'),
  }
}

export function workshopEntry(text: Say, { people, courses }: Choices): Entry {
  return {
    title: text('practice.addWorkshop'),
    fields: [
      { kind: 'line', name: 'title', label: text('practice.workshopTitle'), max: 200 },
      { kind: 'day', name: 'heldOn', label: text('practice.heldOn') },
      { kind: 'number', name: 'minutes', label: text('practice.workshopMinutes') },
      {
        kind: 'choice',
        name: 'courseId',
        label: text('practice.workshopCourse'),
        options: courses,
        isOptional: true,
      },
      { kind: 'line', name: 'ledBy', label: text('practice.ledBy'), max: 200, isOptional: true },
      { kind: 'many', name: 'attendeeIds', label: text('practice.attendees'), options: people },
      { kind: 'lines', name: 'concerns', label: text('practice.concerns'), isOptional: true },
      { kind: 'text', name: 'notes', label: text('practice.notes'), isOptional: true, max: 5000 },
    ],
    initial: { minutes: '30' },
    ...step('hold_workshop'),
    submit: text('save'),
  }
}

export function answerEntry(text: Say, { id, words }: Workshop['concerns'][number]): Entry {
  return {
    title: text('practice.answerOf', { words }),
    fields: [{ kind: 'text', name: 'answer', label: text('practice.answerWords'), max: 2000 }],
    ...step('answer_concern', { concernId: id }),
    submit: text('practice.answer'),
  }
}
