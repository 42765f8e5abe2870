import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { Say } from '../../../../../ui/text.ts'
import { changeSkills, type Skill } from '../../contract/skills.ts'
import { levels, skillDecisions, skillKinds } from '../../contract/words.ts'
import type { Option } from './entries.ts'

const change = (kind: string, more: Readonly<Record<string, unknown>> = {}) =>
  ({
    endpoint: changeSkills,
    given: {},
    shape: (values) => ({ change: { do: kind, ...more, ...values } }),
  }) satisfies Pick<Entry, 'endpoint' | 'given' | 'shape'>

export function skillEntry(text: Say, skill?: Skill): Entry {
  const title = text(skill === undefined ? 'skills.add' : 'skills.change')
  return {
    title,
    fields: [
      { kind: 'line', name: 'name', label: text('skills.name'), max: 200 },
      {
        kind: 'choice',
        name: 'kind',
        label: text('skills.kind'),
        options: skillKinds.map((value) => ({ value, label: text(`skillKind.${value}`) })),
      },
      { kind: 'text', name: 'note', label: text('skills.note'), isOptional: true, max: 2000 },
    ],
    initial: { name: skill?.name ?? '', kind: skill?.kind ?? 'technical', note: skill?.note ?? '' },
    ...(skill === undefined ? change('add') : change('change', { skillId: skill.id })),
    submit: text('save'),
  }
}

export function holdEntry(text: Say, { id, name }: Skill, people: readonly Option[]): Entry {
  return {
    title: text('skills.holdOf', { name }),
    fields: [
      { kind: 'choice', name: 'memberId', label: text('person'), options: people },
      {
        kind: 'choice',
        name: 'level',
        label: text('skills.level'),
        options: levels.map((value) => ({ value, label: text(`level.${value}`) })),
      },
      { kind: 'yes', name: 'isDeputy', label: text('skills.isDeputy') },
      { kind: 'line', name: 'source', label: text('skills.source'), max: 300 },
      { kind: 'day', name: 'gotOn', label: text('skills.gotOn') },
      { kind: 'day', name: 'expiresOn', label: text('skills.expiresOn'), isOptional: true },
    ],
    initial: { level: 'does' },
    ...change('hold', { skillId: id }),
    submit: text('save'),
  }
}

const reasonEntry = (text: Say, title: string, rest: ReturnType<typeof change>): Entry => ({
  title,
  fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
  ...rest,
  submit: title,
})

export const retireEntry = (text: Say, { id }: Skill): Entry =>
  reasonEntry(text, text('skills.retire'), change('retire', { skillId: id }))

export const dropEntry = (text: Say, holder: Skill['holders'][number]): Entry =>
  reasonEntry(text, text('skills.drop'), change('drop', { holderId: holder.id }))

const costNames = ['hoursUsed', 'insideHour', 'insideKeep', 'outsideHour', 'outsideKeep'] as const

/** Two sums of a year beside each other, and a person's decision. */
export function weighEntry(text: Say, { id, costs, decision }: Skill, vendors: readonly Option[]): Entry {
  return {
    title: text('skills.weigh'),
    lead: text('skills.weighLead'),
    fields: [
      ...costNames.map((name) => ({ kind: 'number' as const, name, label: text(`skills.${name}`) })),
      {
        kind: 'choice',
        name: 'decision',
        label: text('skills.decision'),
        options: skillDecisions.map((value) => ({ value, label: text(`decision.${value}`) })),
      },
      {
        kind: 'choice',
        name: 'vendorId',
        label: text('skills.vendor'),
        options: vendors,
        isOptional: true,
      },
      { kind: 'text', name: 'why', label: text('skills.why') },
    ],
    initial: {
      ...Object.fromEntries(costNames.map((name) => [name, costs === null ? '' : String(costs[name])])),
      decision: decision?.what ?? 'in_house',
      vendorId: decision?.vendorId ?? '',
    },
    endpoint: changeSkills,
    given: {},
    shape: ({ hoursUsed, insideHour, insideKeep, outsideHour, outsideKeep, ...rest }) => ({
      change: {
        ...{ do: 'weigh', skillId: id, ...rest },
        costs: { hoursUsed, insideHour, insideKeep, outsideHour, outsideKeep },
      },
    }),
    submit: text('save'),
  }
}
