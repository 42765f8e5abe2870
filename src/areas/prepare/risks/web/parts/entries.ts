import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { People } from '../../../../../ui/register/known.ts'
import type { Say } from '../../../../../ui/text.ts'
import { addRisk, changeRisk, decideRisk, harms, likelihoods, verdicts, type Risk } from '../../contract.ts'

export interface Known {
  readonly people: People
  readonly assets: readonly { readonly id: string; readonly name: string }[]
}

/** A proposal leaves how often and how bad open: only a person of the firm can say that. */
export function riskEntry(text: Say, { people, assets }: Known, risk: Partial<Risk> = {}): Entry {
  const { id } = risk
  const blank = { value: '', label: text('field.choose') }
  const options = (group: 'likelihood' | 'harm', words: readonly string[]) => [
    blank,
    ...words.map((value) => ({ value, label: text(`${group}.${value}`) })),
  ]
  return {
    title: text(id === undefined ? 'risks.add' : 'risks.change'),
    fields: [
      { kind: 'line', name: 'name', label: text('field.name'), hint: text('field.nameHint'), max: 200 },
      {
        kind: 'choice',
        name: 'likelihood',
        label: text('field.likelihood'),
        options: options('likelihood', likelihoods),
      },
      {
        kind: 'choice',
        name: 'harm',
        label: text('field.harm'),
        hint: text('field.harmHint'),
        options: options('harm', harms),
      },
      {
        kind: 'choice',
        name: 'assetId',
        label: text('field.asset'),
        options: assets.map((asset) => ({ value: asset.id, label: asset.name })),
        isOptional: true,
      },
      {
        kind: 'line',
        name: 'touches',
        label: text('field.touches'),
        hint: text('field.touchesHint'),
        isOptional: true,
      },
      { kind: 'text', name: 'measures', label: text('field.measures'), isOptional: true, max: 2000 },
      {
        kind: 'choice',
        name: 'ownerId',
        label: text('field.owner'),
        options: people.options,
        isOptional: true,
      },
      ...(id === undefined
        ? [{ kind: 'day' as const, name: 'reviewOn', label: text('field.reviewOn'), isOptional: true }]
        : []),
    ],
    initial: {
      name: risk.name ?? '',
      likelihood: risk.likelihood ?? '',
      harm: risk.harm ?? '',
      assetId: risk.assetId ?? '',
      touches: risk.touches ?? '',
      measures: risk.measures ?? '',
      ownerId: risk.ownerId ?? '',
    },
    endpoint: id === undefined ? addRisk : changeRisk,
    // Of which kind it is comes from the proposal, and stays.
    given: { kind: risk.kind ?? null, ...(id !== undefined && { id, basedOn: risk.changedAt }) },
    submit: text(id === undefined ? 'risks.add' : 'save'),
  }
}

/** @param mayAccept whether whoever asks leads */
export function decideEntry(text: Say, { id }: Risk, mayAccept: boolean): Entry {
  return {
    title: text('decide.title'),
    lead: text('decide.lead'),
    fields: [
      {
        kind: 'choice',
        name: 'verdict',
        label: text('decide.verdict'),
        options: verdicts
          .filter((verdict) => mayAccept || verdict !== 'accept')
          .map((value) => ({ value, label: text(`decide.${value}`) })),
      },
      { kind: 'text', name: 'reason', label: text('decide.reason') },
      ...(mayAccept
        ? [{ kind: 'day' as const, name: 'until', label: text('decide.until'), isOptional: true }]
        : []),
      {
        kind: 'day',
        name: 'reviewOn',
        label: text('decide.reviewOn'),
        hint: text('decide.reviewHint'),
        isOptional: true,
      },
    ],
    endpoint: decideRisk,
    given: { id },
    submit: text('decide.open'),
  }
}

export function endEntry(text: Say, { id }: Risk): Entry {
  return {
    title: text('end.title'),
    fields: [{ kind: 'text', name: 'reason', label: text('decide.reason') }],
    endpoint: decideRisk,
    given: { id, verdict: 'end' },
    submit: text('end.do'),
  }
}
