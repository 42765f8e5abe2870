import { randomUUID } from 'node:crypto'
import { text } from './building.ts'
import type { Act } from './company.ts'
import type { Example } from './requests.ts'

/** A request about personal data, a passage that was blacked out, and a rule of keeping, with the marker in each. */
export async function furnishPrivacy(act: Act, marker: string): Promise<string> {
  await act('changeRetention', { kind: 'payloads', isOn: true, days: 3650, ending: 'ask' })
  await act('blackOutPassage', { passage: randomUUID(), reason: marker })
  return newRequest(act, marker)
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }
const alike = (input: () => Record<string, unknown>): Example => ({
  fresh: () => ({ input: input() }),
  standing: () => ({ input: input() }),
})

export const privacyExamples: Readonly<Record<string, Example>> = {
  listDataRequests: reading,
  openDataRequest: alike(request),
  getDataRequest: onRequest(() => ({})),
  endDataRequest: onRequest(() => ({ outcome: 'refused', answer: text })),
  // Words that stand nowhere: the other tries need theirs.
  blackOutPassage: alike(() => ({ passage: randomUUID(), reason: text })),
  readRetention: reading,
  changeRetention: alike(() => ({ kind: 'quarantine', isOn: true, days: 3650, ending: 'ask' })),
}

function request(marker = text) {
  return { kind: 'access', name: `Person ${marker} ${randomUUID()}`, receivedOn: '2026-03-01', note: marker }
}

async function newRequest(act: Act, marker = text): Promise<string> {
  return String((await act('openDataRequest', request(marker)))['id'])
}

function onRequest(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newRequest(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.dataRequest, ...rest() } }),
  }
}
