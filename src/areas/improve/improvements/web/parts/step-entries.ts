import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { Say } from '../../../../../ui/text.ts'
import { stepImprovement } from '../../contract/improvements.ts'
import { effects, verifyMethods, type ImprovementStep } from '../../contract/words.ts'

/** The dialog of a step; `accept` has a form of its own, and `start` asks nothing. */
export function stepEntry(text: Say, id: string, step: Exclude<ImprovementStep, 'accept' | 'start'>): Entry {
  const words = { kind: 'text' as const, name: 'words', label: text(`words.${step}`), max: 2000 }
  const options = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: text(`${group}.${value}`) }))
  const first = {
    verify: [
      {
        kind: 'choice' as const,
        name: 'method',
        label: text('field.method'),
        options: options('method', verifyMethods),
      },
    ],
    judge: [
      {
        kind: 'choice' as const,
        name: 'effect',
        label: text('field.effect'),
        options: options('effect', effects),
      },
    ],
    carry_risk: [{ kind: 'day' as const, name: 'until', label: text('field.until') }],
    ...{ finish: [], return: [], refuse: [], reopen: [] },
  }[step]
  return {
    title: text(`step.${step}`),
    lead: text(`lead.${step}`),
    fields: [...first, words],
    endpoint: stepImprovement,
    given: { id, step },
    submit: text(`step.${step}`),
  }
}
