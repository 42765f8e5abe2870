import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { Say } from '../../../../../ui/text.ts'
import {
  proveControl,
  reviewControl,
  withdrawControlProof,
  type Control,
  type ControlProof,
} from '../../contract/controls.ts'
import { answers } from '../../contract/words.ts'

interface About {
  readonly title: string
  readonly lead: string
}

export function reviewEntry(
  text: Say,
  { key, version, answer, words, ownerId }: Control,
  {
    title,
    lead,
    people,
  }: About & { readonly people: readonly { readonly value: string; readonly label: string }[] },
): Entry {
  return {
    title,
    lead,
    fields: [
      {
        kind: 'choice',
        name: 'answer',
        label: text('measures.form.answer'),
        options: answers.map((value) => ({ value, label: text(`measures.form.answer_${value}`) })),
      },
      {
        ...{ kind: 'text', name: 'words', label: text('measures.form.words'), isOptional: true, max: 1000 },
        hint: text('measures.form.wordsHint'),
      },
      {
        ...{ kind: 'choice', name: 'ownerId', label: text('measures.form.owner'), isOptional: true },
        options: [{ value: '', label: text('measures.form.nobody') }, ...people],
      },
      {
        ...{ kind: 'day', name: 'nextReviewOn', label: text('measures.form.next'), isOptional: true },
        hint: text('measures.form.nextHint'),
      },
    ],
    initial: { answer: answer ?? 'yes', words, ownerId: ownerId ?? '' },
    endpoint: reviewControl,
    given: { key, basedOn: version },
    submit: text('measures.one.answer'),
  }
}

export function proofEntry(text: Say, { key }: Control, { title, lead }: About): Entry {
  return {
    title,
    lead,
    fields: [
      { kind: 'day', name: 'checkedOn', label: text('measures.form.checkedOn') },
      { kind: 'text', name: 'words', label: text('measures.form.seen'), max: 1000 },
      {
        ...{ kind: 'line', name: 'link', label: text('measures.form.link'), isOptional: true, max: 500 },
        hint: text('measures.form.linkHint'),
      },
      {
        ...{ kind: 'day', name: 'validUntil', label: text('measures.form.validUntil'), isOptional: true },
        hint: text('measures.form.validHint'),
      },
    ],
    endpoint: proveControl,
    given: { key },
    submit: text('measures.one.prove'),
  }
}

export function withdrawEntry(text: Say, { id, words }: ControlProof): Entry {
  return {
    title: text('measures.one.withdraw'),
    lead: words,
    fields: [{ kind: 'text', name: 'reason', label: text('measures.form.reason'), max: 1000 }],
    endpoint: withdrawControlProof,
    given: { id },
    submit: text('measures.one.withdraw'),
  }
}
