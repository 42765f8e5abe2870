import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { People } from '../../../../../ui/register/known.ts'
import type { Say } from '../../../../../ui/text.ts'
import {
  answerBlindSpot,
  decideBusiness,
  decideRiskCase,
  lookBackAtBusiness,
  type BlindSpot,
  type RiskCase,
} from '../../contract/lessons.ts'
import { businessVerdicts, spotVerdicts } from '../../contract/words.ts'

export function spotEntry(text: Say, people: People, spot: BlindSpot): Entry {
  return {
    title: text('spot.question', { number: spot.number }),
    lead: text('spot.lead'),
    fields: [
      {
        kind: 'choice',
        name: 'verdict',
        label: text('spot.verdict'),
        options: spotVerdicts.map((value) => ({ value, label: text(`spot.${value}`) })),
        isOptional: true,
        hint: text('spot.verdictHint'),
      },
      {
        kind: 'line',
        name: 'tool',
        label: text('spot.tool'),
        hint: text('spot.toolHint'),
        isOptional: true,
        max: 200,
      },
      { kind: 'text', name: 'note', label: text('spot.note'), isOptional: true },
      {
        kind: 'choice',
        name: 'ownerId',
        label: text('spot.owner'),
        options: people.options,
        isOptional: true,
      },
    ],
    initial: { verdict: spot.verdict ?? '', tool: spot.tool, note: spot.note, ownerId: spot.ownerId ?? '' },
    endpoint: answerBlindSpot,
    given: { id: spot.incidentId, basedOn: spot.changedAt },
    submit: text('spot.save'),
  }
}

export function riskCaseEntry(text: Say, { id }: Pick<RiskCase, 'id'>, isAccepted: boolean): Entry {
  return {
    title: text(isAccepted ? 'riskCase.accept' : 'riskCase.refuse'),
    lead: text(isAccepted ? 'riskCase.acceptLead' : 'riskCase.refuseLead'),
    fields: [{ kind: 'text', name: 'reason', label: text('riskCase.reason') }],
    endpoint: decideRiskCase,
    given: { id, isAccepted },
    submit: text(isAccepted ? 'riskCase.accept' : 'riskCase.refuse'),
  }
}

export function decisionEntry(text: Say, people: People, incidentId: string | null): Entry {
  return {
    title: text('business.decide'),
    lead: text('business.decideLead'),
    fields: [
      {
        kind: 'line',
        name: 'question',
        label: text('business.question'),
        hint: text('business.questionHint'),
        max: 300,
      },
      {
        kind: 'choice',
        name: 'verdict',
        label: text('business.verdict'),
        options: businessVerdicts.map((value) => ({ value, label: text(`business.${value}`) })),
      },
      { kind: 'text', name: 'reason', label: text('business.reason'), max: 2000 },
      { kind: 'choice', name: 'ownerId', label: text('business.owner'), options: people.options },
      { kind: 'day', name: 'followUpOn', label: text('business.followUpOn') },
    ],
    endpoint: decideBusiness,
    given: { incidentId },
    submit: text('business.decide'),
  }
}

export function lookBackEntry(text: Say, id: string): Entry {
  return {
    title: text('business.lookBack'),
    lead: text('business.lookBackLead'),
    fields: [{ kind: 'text', name: 'outcome', label: text('business.outcome'), max: 2000 }],
    endpoint: lookBackAtBusiness,
    given: { id },
    submit: text('business.lookBack'),
  }
}
