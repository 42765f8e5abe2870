import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { People } from '../../../../../ui/register/known.ts'
import type { Say } from '../../../../../ui/text.ts'
import {
  actKinds,
  addBudgetLine,
  changeBudgetLine,
  lineKinds,
  recordLeadershipAct,
  removeBudgetLine,
  reviewBudget,
  type Budget,
  type Line,
} from '../../contract.ts'
import { lossEnds } from '../../rules.ts'

export function lineEntry(text: Say, line: Partial<Line> = {}): Entry {
  const { id } = line
  const number = (name: 'planned' | 'spent' | 'plannedHours' | 'spentHours') =>
    ({ kind: 'number', name, label: text(`line.${name}`), isOptional: true }) as const
  return {
    title: text(id === undefined ? 'line.add' : 'line.change'),
    fields: [
      { kind: 'line', name: 'name', label: text('line.name'), max: 200 },
      {
        kind: 'choice',
        name: 'kind',
        label: text('line.kind'),
        options: lineKinds.map((value) => ({ value, label: text(`kind.${value}`) })),
      },
      number('planned'),
      number('spent'),
      number('plannedHours'),
      number('spentHours'),
      { kind: 'text', name: 'note', label: text('note'), isOptional: true, max: 2000 },
    ],
    initial: {
      name: line.name ?? '',
      kind: line.kind ?? 'tools',
      planned: String(line.planned ?? 0),
      spent: String(line.spent ?? 0),
      plannedHours: String(line.plannedHours ?? 0),
      spentHours: String(line.spentHours ?? 0),
      note: line.note ?? '',
    },
    endpoint: id === undefined ? addBudgetLine : changeBudgetLine,
    given: id === undefined ? {} : { id },
    submit: text(id === undefined ? 'line.add' : 'save'),
  }
}

export function removeEntry(text: Say, { id }: Line): Entry {
  return {
    title: text('line.remove'),
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint: removeBudgetLine,
    given: { id },
    submit: text('line.remove'),
  }
}

export function actEntry(text: Say, { leaders }: Budget): Entry {
  return {
    title: text('leaders.add'),
    fields: [
      {
        kind: 'choice',
        name: 'memberId',
        label: text('leaders.who'),
        options: leaders.map(({ memberId, name }) => ({ value: memberId, label: name })),
      },
      {
        kind: 'choice',
        name: 'kind',
        label: text('leaders.what'),
        options: actKinds.map((value) => ({ value, label: text(`act.${value}`) })),
      },
      { kind: 'day', name: 'doneOn', label: text('leaders.doneOn') },
      { kind: 'line', name: 'note', label: text('leaders.note'), hint: text('leaders.noteHint'), max: 200 },
    ],
    endpoint: recordLeadershipAct,
    given: {},
    submit: text('leaders.add'),
  }
}

/** Both ends of all four, or none of them: the server says what is missing. */
export function reviewEntry(text: Say, { ownerId, currency, note, loss }: Budget, people: People): Entry {
  return {
    title: text('review.title'),
    lead: text('review.lead'),
    fields: [
      {
        kind: 'choice',
        name: 'ownerId',
        label: text('review.owner'),
        options: people.options,
        isOptional: true,
      },
      { kind: 'line', name: 'currency', label: text('review.currency'), max: 3 },
      ...lossEnds.map((name) => ({
        kind: 'number' as const,
        name,
        label: text(`ends.${name}`),
        isOptional: true,
      })),
      { kind: 'text', name: 'note', label: text('note'), isOptional: true, max: 2000 },
    ],
    initial: {
      ownerId: ownerId ?? '',
      currency,
      note,
      ...Object.fromEntries(lossEnds.map((name) => [name, loss === null ? '' : String(loss[name])])),
    },
    endpoint: reviewBudget,
    given: {},
    submit: text('review.do'),
  }
}
