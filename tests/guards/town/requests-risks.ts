import { randomUUID } from 'node:crypto'
import { text } from './building.ts'
import type { Act } from './company.ts'
import type { Example } from './requests.ts'

const words = { likelihood: 'possible', harm: 'heavy' } as const

/** A risk and a decision about it, with the marker in each of their tables. */
export async function furnishRisk(act: Act, marker: string): Promise<string> {
  const id = await newRisk(act, marker)
  await act('decideRisk', { id, verdict: 'keep', reason: marker })
  return id
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }

export const riskExamples: Readonly<Record<string, Example>> = {
  listRisks: reading,
  proposeRisks: reading,
  getRisk: onRisk(() => ({})),
  addRisk: {
    fresh: ({ company }) => ({ input: { ...risk(), ownerId: company.owner.memberId } }),
    standing: ({ owner }) => ({ input: { ...risk(), ownerId: owner.memberId } }),
  },
  changeRisk: onRisk(risk),
  decideRisk: onRisk(() => ({ verdict: 'keep', reason: text })),
}

function risk() {
  return { name: randomUUID(), ...words, measures: text }
}

async function newRisk(act: Act, marker = text): Promise<string> {
  const name = `Risk ${marker} ${randomUUID()}`
  return String((await act('addRisk', { name, touches: marker, measures: marker, ...words }))['id'])
}

function onRisk(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newRisk(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.risk, ...rest() } }),
  }
}
