import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { EntryField } from '../../../../../ui/entry/entry-values.ts'
import type { People } from '../../../../../ui/register/known.ts'
import type { Say } from '../../../../../ui/text.ts'
import { addPolicy, changePolicy, type endPolicy, type Policy } from '../../contract/policies.ts'
import {
  addRetainer,
  changeRetainer,
  type endRetainer,
  panelStates,
  type Retainer,
} from '../../contract/retainers.ts'

/** @param policy the one to change; undefined for a new one */
export function policyEntry(text: Say, people: People, policy?: Policy): Entry {
  const line = lineOf(text, 'policy')
  return {
    title: text(policy ? 'policies.change' : 'policies.add'),
    fields: [
      { kind: 'line', name: 'name', label: text('policy.name'), hint: text('policy.nameHint'), max: 200 },
      { kind: 'line', name: 'insurer', label: text('policy.insurer'), max: 200 },
      line('number'),
      line('hotline', 'policy.hotlineHint'),
      line('reportTo', 'policy.reportToHint'),
      {
        kind: 'number',
        name: 'noticeHours',
        label: text('policy.noticeHours'),
        hint: text('policy.noticeHint'),
        isOptional: true,
      },
      { kind: 'day', name: 'startsOn', label: text('policy.startsOn'), isOptional: true },
      { kind: 'day', name: 'endsOn', label: text('policy.endsOn'), isOptional: true },
      { kind: 'line', name: 'currency', label: text('policy.currency'), max: 3 },
      { kind: 'number', name: 'coverLimit', label: text('policy.coverLimit'), isOptional: true },
      {
        kind: 'number',
        name: 'excess',
        label: text('policy.excess'),
        hint: text('policy.excessHint'),
        isOptional: true,
      },
      {
        kind: 'lines',
        name: 'exclusions',
        label: text('policy.exclusions'),
        hint: text('policy.exclusionsHint'),
        isOptional: true,
      },
      { kind: 'text', name: 'conditions', label: text('policy.conditions'), isOptional: true },
      {
        kind: 'lines',
        name: 'panel',
        label: text('policy.panel'),
        hint: text('policy.panelHint'),
        isOptional: true,
      },
      {
        kind: 'number',
        name: 'consentAbove',
        label: text('policy.consentAbove'),
        hint: text('policy.consentHint'),
        isOptional: true,
      },
      line('consentWords'),
      { kind: 'choice', name: 'ownerId', label: text('owner'), options: people.options, isOptional: true },
      { kind: 'text', name: 'note', label: text('note'), isOptional: true },
    ],
    initial: policy ? policyValues(policy) : { currency: 'EUR' },
    endpoint: policy ? changePolicy : addPolicy,
    given: policy ? { id: policy.id } : {},
    submit: text(policy ? 'save' : 'policies.add'),
  }
}

/** @param retainer the one to change; undefined for a new one */
export function retainerEntry(text: Say, people: People, retainer?: Retainer): Entry {
  const line = lineOf(text, 'retainer')
  return {
    title: text(retainer ? 'retainers.change' : 'retainers.add'),
    fields: [
      { kind: 'line', name: 'name', label: text('retainer.name'), max: 200 },
      line('phone'),
      line('nightPhone'),
      line('email'),
      { kind: 'number', name: 'answerHours', label: text('retainer.answerHours'), isOptional: true },
      { kind: 'number', name: 'hoursIncluded', label: text('retainer.hoursIncluded'), isOptional: true },
      line('authority', 'retainer.authorityHint'),
      {
        kind: 'choice',
        name: 'panel',
        label: text('retainer.panel'),
        hint: text('retainer.panelHint'),
        options: panelStates.map((value) => ({ value, label: text(`panel.${value}`) })),
      },
      { kind: 'day', name: 'startsOn', label: text('policy.startsOn'), isOptional: true },
      { kind: 'day', name: 'endsOn', label: text('policy.endsOn'), isOptional: true },
      { kind: 'choice', name: 'ownerId', label: text('owner'), options: people.options, isOptional: true },
      { kind: 'text', name: 'note', label: text('note'), isOptional: true },
    ],
    initial: retainer ? retainerValues(retainer) : { panel: 'unknown' },
    endpoint: retainer ? changeRetainer : addRetainer,
    given: retainer ? { id: retainer.id } : {},
    submit: text(retainer ? 'save' : 'retainers.add'),
  }
}

export function endingEntry(
  text: Say,
  { id, name }: { readonly id: string; readonly name: string },
  endpoint: typeof endPolicy | typeof endRetainer,
): Entry {
  return {
    title: text('endTitle', { name }),
    lead: text('endLead'),
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint,
    given: { id },
    submit: text('end'),
  }
}

function lineOf(text: Say, group: string) {
  return (name: string, hint?: string): EntryField => ({
    kind: 'line',
    name,
    label: text(`${group}.${name}`),
    hint: hint === undefined ? undefined : text(hint),
    isOptional: true,
  })
}

function policyValues(policy: Policy): Record<string, string> {
  return {
    ...textsOf(policy),
    exclusions: policy.exclusions.join('\n'),
    panel: policy.panel.join('\n'),
  }
}

function retainerValues(retainer: Retainer): Record<string, string> {
  return textsOf(retainer)
}

/** Texts and numbers as inputs hold them. */
function textsOf(row: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  )
}
