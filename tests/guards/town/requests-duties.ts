import type { Act, Fields } from './company.ts'
import type { Example } from './requests.ts'

const text = 'Plain words of a test'
const duty = 'eu.gdpr.33.lead'
const facts = { revision: 0, changes: [{ fact: 'ransom_paid', value: false }], reason: text }
const sent = { duty, sentAt: '2026-02-01T08:00:00Z', channel: 'form', lateReason: text }

function onIncident(rest: Fields = {}): Example {
  return {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), ...rest } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, ...rest } }),
  }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }

/** An answer that stands in this incident. */
export async function newDutyAnswer(
  act: Act,
  { id, marker }: { readonly id: string; readonly marker: string },
): Promise<string> {
  const board = await act('declineDuty', { id, duty, reason: `Why ${marker}`, revision: 0 })
  return String((board['answers'] as readonly Fields[])[0]?.['id']) // as its contract says
}

const filling = {
  ...{ kind: 'nis2', revision: 0, conclusion: true },
  answers: ['disruption', 'loss', 'others'].map((question) => ({ question, choice: 'yes', reason: text })),
}

/** One that waits for counsel in this incident. */
export async function newQuestionnaire(
  act: Act,
  { id, marker = text }: { readonly id: string; readonly marker?: string },
): Promise<string> {
  const board = await act('weighLaw', { id, ...filling, reason: marker })
  return String((board['questionnaires'] as readonly Fields[])[0]?.['id']) // as its contract says
}

const verdict = { revision: 0, verdict: 'sent_back', note: text }

export const dutyExamples: Readonly<Record<string, Example>> = {
  readDuties: {
    fresh: ({ company }) => ({ input: { id: company.ids.incident } }),
    standing: ({ ids }) => ({ input: { id: ids.incident } }),
  },
  listClocks: reading,
  changeFacts: onIncident(facts),
  tryFacts: onIncident({ changes: facts.changes }),
  declineDuty: onIncident({ duty, reason: text, revision: 0 }),
  submitDuty: onIncident(sent),
  withdrawAnswer: {
    fresh: async ({ act, make, company }) => {
      const id = await make.incident()
      const answer = await newDutyAnswer(act, { id, marker: company.marker })
      return { input: { id, answer, reason: text } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, answer: ids.dutyAnswer, reason: text } }),
  },
  weighLaw: onIncident(filling),
  reviewQuestionnaire: {
    fresh: async ({ act, make }) => {
      const id = await make.incident()
      return { input: { id, questionnaire: await newQuestionnaire(act, { id }), ...verdict } }
    },
    standing: ({ ids }) => ({
      input: { id: ids.incident, questionnaire: ids.questionnaire, ...verdict },
    }),
  },
  listDutyRegister: reading,
  exportDutyRegister: reading,
}
