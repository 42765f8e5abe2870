import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { Say } from '../../../../../ui/text.ts'
import { lookAtControl, startControlAudit } from '../../contract/audits.ts'
import { findingVerdicts, type ControlKey, type ControlWords } from '../../contract/words.ts'

type Options = readonly { readonly value: string; readonly label: string }[]

export function startEntry(text: Say, people: Options): Entry {
  return {
    title: text('measures.audits.start'),
    lead: text('measures.audits.lead'),
    fields: [
      {
        ...{ kind: 'line', name: 'title', label: text('measures.audits.name'), max: 200 },
        hint: text('measures.audits.nameHint'),
      },
      {
        ...{ kind: 'choice', name: 'size', label: text('measures.audits.size'), isNumber: true },
        options: [3, 5, 8, 10].map((size) => ({ value: `${size}`, label: `${size}` })),
      },
      {
        ...{ kind: 'choice', name: 'ownerId', label: text('measures.audits.owner'), isOptional: true },
        hint: text('measures.audits.ownerHint'),
        options: [{ value: '', label: text('measures.form.nobody') }, ...people],
      },
      { kind: 'day', name: 'dueOn', label: text('measures.audits.dueOn') },
    ],
    initial: { size: '5' },
    endpoint: startControlAudit,
    given: {},
    submit: text('measures.audits.start'),
  }
}

export function lookEntry(
  text: Say,
  { id, key, words }: { readonly id: string; readonly key: ControlKey; readonly words: ControlWords },
): Entry {
  return {
    title: words.title,
    lead: words.how,
    fields: [
      {
        ...{ kind: 'choice', name: 'verdict', label: text('measures.audits.verdict') },
        options: findingVerdicts.map((value) => ({ value, label: text(`measures.audits.verdict_${value}`) })),
      },
      { kind: 'text', name: 'words', label: text('measures.audits.words'), max: 2000 },
      {
        ...{ kind: 'line', name: 'title', label: text('measures.audits.follow'), isOptional: true, max: 200 },
        hint: text('measures.audits.followHint'),
      },
    ],
    shape: ({ title, ...said }) => ({
      ...said,
      followUp: title === undefined ? null : { title, ownerId: null, dueOn: null },
    }),
    endpoint: lookAtControl,
    given: { id, key },
    submit: text('measures.audits.look'),
  }
}
