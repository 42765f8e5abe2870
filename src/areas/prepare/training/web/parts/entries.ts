import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { Say } from '../../../../../ui/text.ts'
import { assignTraining, recordTraining, type Assignment } from '../../contract/attendance.ts'
import { withdrawCourse, type CourseDetail } from '../../contract/courses.ts'
import { enteredEndings, reasons } from '../../contract/words.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

const reasonField = (text: Say) =>
  ({
    kind: 'choice',
    name: 'reason',
    label: text('assign.why'),
    options: reasons.map((value) => ({ value, label: text(`why.${value}`) })),
  }) as const

export function assignEntry(text: Say, course: Pick<CourseDetail, 'id'>, people: readonly Option[]): Entry {
  return {
    title: text('over.assign'),
    fields: [
      { kind: 'many', name: 'memberIds', label: text('assign.people'), options: people },
      { kind: 'day', name: 'dueOn', label: text('assign.dueOn') },
      { kind: 'number', name: 'renewMonths', label: text('audience.renew'), isOptional: true },
      reasonField(text),
    ],
    initial: { reason: 'own' },
    endpoint: assignTraining,
    given: { courseId: course.id },
    submit: text('assign.do'),
  }
}

/** Somebody of a supplier has no account: what they took is recorded for them. */
export function outsideEntry(text: Say, course: Pick<CourseDetail, 'id'>, vendors: readonly Option[]): Entry {
  return {
    title: text('over.assignOutside'),
    fields: [
      { kind: 'choice', name: 'vendorId', label: text('assign.vendor'), options: vendors },
      { kind: 'line', name: 'person', label: text('assign.person'), max: 200 },
      { kind: 'day', name: 'dueOn', label: text('assign.dueOn') },
      reasonField(text),
    ],
    initial: { reason: 'own' },
    endpoint: assignTraining,
    given: { courseId: course.id },
    shape: ({ vendorId, person, ...rest }) => ({ ...rest, outside: { vendorId, person } }),
    submit: text('assign.do'),
  }
}

const shownBy = (text: Say) =>
  [
    { kind: 'day', name: 'doneOn', label: text('people.doneOn'), isOptional: true },
    {
      kind: 'text',
      name: 'evidence',
      label: text('people.evidence'),
      hint: text('people.evidenceHint'),
      max: 1000,
    },
  ] as const

const howField = (text: Say, hows: readonly (typeof enteredEndings)[number][]) =>
  ({
    kind: 'choice',
    name: 'how',
    label: text('people.how'),
    options: hows.map((value) => ({ value, label: text(`how.${value}`) })),
  }) as const

export function recordEntry(text: Say, { id, person, course }: Assignment): Entry {
  return {
    title: text('people.recordOf', { person, course }),
    fields: [howField(text, enteredEndings), ...shownBy(text)],
    endpoint: recordTraining,
    given: { assignmentId: id },
    submit: text('people.record'),
  }
}

export function tookEntry(text: Say, course: Pick<CourseDetail, 'id'>, people: readonly Option[]): Entry {
  return {
    title: text('over.record'),
    fields: [
      { kind: 'choice', name: 'memberId', label: text('person'), options: people },
      howField(text, ['attended', 'certificate', 'drill']),
      ...shownBy(text),
    ],
    endpoint: recordTraining,
    given: { courseId: course.id },
    submit: text('people.record'),
  }
}

export function withdrawEntry(text: Say, { id }: Pick<CourseDetail, 'id'>): Entry {
  return {
    title: text('course.withdraw'),
    lead: text('course.withdrawLead'),
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint: withdrawCourse,
    given: { id },
    submit: text('course.withdraw'),
  }
}
