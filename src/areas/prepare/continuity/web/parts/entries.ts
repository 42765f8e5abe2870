import { localOf } from '../../../../../ui/entry/entry-values.ts'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { People } from '../../../../../ui/register/known.ts'
import type { Say } from '../../../../../ui/text.ts'
import {
  addContinuityPlan,
  changeContinuityPlan,
  endContinuityPlan,
  invokeContinuityPlan,
  planKinds,
  restoreContinuity,
  type ContinuityPlan,
  type Invocation,
} from '../../contract.ts'

type Works = readonly { readonly value: string; readonly label: string }[]

export function planEntry(text: Say, people: People, works: Works, plan?: ContinuityPlan): Entry {
  return {
    title: text(plan ? 'change' : 'add'),
    fields: [
      { kind: 'line', name: 'name', label: text('field.name'), hint: text('field.nameHint'), max: 200 },
      {
        kind: 'choice',
        name: 'kind',
        label: text('field.kind'),
        options: planKinds.map((value) => ({ value, label: text(`kind.${value}`) })),
      },
      {
        kind: 'choice',
        name: 'functionId',
        label: text('field.work'),
        hint: text('field.workHint'),
        options: works,
        isOptional: true,
      },
      { kind: 'text', name: 'when', label: text('field.when'), isOptional: true, max: 2000 },
      {
        kind: 'lines',
        name: 'steps',
        label: text('field.steps'),
        hint: text('field.stepsHint'),
        isOptional: true,
      },
      {
        kind: 'number',
        name: 'aimMinutes',
        label: text('field.aim'),
        hint: text('field.aimHint'),
        isOptional: true,
      },
      {
        kind: 'choice',
        name: 'ownerId',
        label: text('field.owner'),
        options: people.options,
        isOptional: true,
      },
      {
        kind: 'choice',
        name: 'deputyId',
        label: text('field.deputy'),
        options: people.options,
        isOptional: true,
      },
      { kind: 'line', name: 'place', label: text('field.place'), isOptional: true },
      { kind: 'day', name: 'triedOn', label: text('field.triedOn'), isOptional: true },
      { kind: 'number', name: 'reviewMonths', label: text('field.reviewMonths') },
    ],
    initial: plan
      ? {
          name: plan.name,
          kind: plan.kind,
          functionId: plan.functionId ?? '',
          when: plan.when,
          steps: plan.steps.join('\n'),
          aimMinutes: plan.isOwnAim ? String(plan.aimMinutes) : '',
          ownerId: plan.ownerId ?? '',
          deputyId: plan.deputyId ?? '',
          place: plan.place,
          triedOn: plan.triedOn ?? '',
          reviewMonths: String(plan.reviewMonths),
        }
      : { reviewMonths: '12' },
    endpoint: plan ? changeContinuityPlan : addContinuityPlan,
    given: plan ? { id: plan.id } : {},
    submit: text(plan ? 'save' : 'add'),
  }
}

export function invokeEntry(text: Say, { id, name }: ContinuityPlan): Entry {
  return {
    title: text('invoke.title', { name }),
    lead: text('invoke.lead'),
    fields: [
      { kind: 'line', name: 'decidedBy', label: text('invoke.decidedBy'), max: 200 },
      { kind: 'text', name: 'why', label: text('invoke.why') },
      { kind: 'moment', name: 'downSince', label: text('invoke.downSince') },
      { kind: 'line', name: 'reference', label: text('invoke.reference'), isOptional: true },
    ],
    initial: { downSince: localOf(new Date()) },
    endpoint: invokeContinuityPlan,
    given: { id },
    submit: text('invoke.do'),
  }
}

export function restoreEntry(text: Say, { id }: ContinuityPlan, { id: invocation }: Invocation): Entry {
  return {
    title: text('restore.title'),
    fields: [
      { kind: 'moment', name: 'restoredAt', label: text('restore.at') },
      { kind: 'text', name: 'outcome', label: text('restore.outcome') },
    ],
    initial: { restoredAt: localOf(new Date()) },
    endpoint: restoreContinuity,
    given: { id, invocation },
    submit: text('restore.do'),
  }
}

export function endEntry(text: Say, { id }: ContinuityPlan): Entry {
  return {
    title: text('end'),
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint: endContinuityPlan,
    given: { id },
    submit: text('end'),
  }
}
