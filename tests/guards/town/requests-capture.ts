import { randomUUID } from 'node:crypto'
import type { Act, Company, Furniture } from './company.ts'
import type { Example } from './requests.ts'

const text = 'Plain words of a test'
const body = {
  headline: text,
  confirmed: [text],
  checking: [],
  unknown: [text],
  next: [text],
  clock: '',
}

/** On an incident of its own. */
function onIncident(rest: (company: Company) => Record<string, unknown> = () => ({})): Example {
  return {
    fresh: async ({ make, company }) => ({ input: { id: await make.incident(), ...rest(company) } }),
    standing: (company) => ({ input: { id: company.ids.incident, ...rest(company) } }),
  }
}

/** On a thing inside an incident of its own. */
function inside(noun: 'need' | 'blocker' | 'cost' | 'task', rest: Record<string, unknown> = {}): Example {
  return {
    fresh: async ({ make }) => {
      const id = await make.incident()
      return { input: { id, [noun]: await make[noun](id), ...rest } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, [noun]: ids[noun], ...rest } }),
  }
}

/** On an entry of the record; the standing one is one that a fresh incident does not have. */
function onEntry(rest: (company: Company) => Record<string, unknown>): Example {
  return {
    fresh: async ({ make, company }) => ({
      input: { id: await make.incident(), entry: 1, ...rest(company) },
    }),
    standing: (company) => ({ input: { id: company.ids.incident, entry: 4, ...rest(company) } }),
  }
}

/** On a version of the situation report, the first. */
function onSituation(rest: (company: Company) => Record<string, unknown> = () => ({})): Example {
  return {
    fresh: async ({ make, act, company }) => {
      const id = await make.incident()
      await act('saveSituation', { id, basedOn: 0, body })
      return { input: { id, version: 1, ...rest(company) } }
    },
    standing: (company) => ({ input: { id: company.ids.incident, version: 1, ...rest(company) } }),
  }
}

const reading: Example = {
  fresh: ({ company }) => ({ input: { id: company.ids.incident } }),
  standing: ({ ids }) => ({ input: { id: ids.incident } }),
}
const line = { saidAt: '2026-03-01T09:00:00Z', sentAt: '2026-03-01T09:00:10Z' }
const cost = { text, kind: 'other', amount: '99.90', currency: 'EUR' }

/** Requests of what people catch while they lead. */
export const captureExamples: Readonly<Record<string, Example>> = {
  capture: onIncident(({ owner }) => ({
    ...line,
    clientId: randomUUID(),
    captured: { kind: 'note', text, mentions: [owner.memberId] },
  })),
  listNeeds: reading,
  addNeed: onIncident(() => ({ text, source: text })),
  answerNeed: inside('need', { answer: text }),
  listBlockers: reading,
  addBlocker: onIncident(() => ({ text, kind: 'supplier', minutes: 20 })),
  endBlocker: inside('blocker', { outcome: text }),
  listCosts: reading,
  addCost: onIncident(() => cost),
  strikeCost: inside('cost', { reason: text }),
  listIdeas: reading,
  addIdea: onIncident(() => ({ text })),
  listDecisions: reading,
  moveTask: inside('task', { state: 'waiting', waitsFor: text, before: null }),
  commentEntry: onEntry(({ owner }) => ({ text, mentions: [owner.memberId] })),
  correctEntry: onEntry(() => ({ text })),
  flagEntry: onEntry(() => ({ flag: 'doubtful' })),
  hangEntry: {
    fresh: async ({ make, act }) => {
      const id = await make.incident()
      await act('addToTimeline', { id, kind: 'note', text })
      return { input: { id, entry: 2, parent: 1 } }
    },
    // An entry that a case which has just begun does not have.
    standing: ({ ids }) => ({ input: { id: ids.incident, entry: 5, parent: 1 } }),
  },
  unflagEntry: {
    fresh: async ({ make, act }) => {
      const id = await make.incident()
      await act('flagEntry', { id, entry: 1, flag: 'key' })
      return { input: { id, entry: 1, flag: 'key' } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, entry: 1, flag: 'key' } }),
  },
  readSituation: reading,
  listSituations: reading,
  saveSituation: onIncident(() => ({ basedOn: 0, body })),
  printSituation: onSituation(),
  sendSituation: onSituation(({ owner }) => ({ memberIds: [owner.memberId] })),
  setSituationTimer: onIncident(({ owner }) => ({
    isOn: true,
    everyMinutes: 60,
    memberIds: [owner.memberId],
  })),
}

/** What a company holds of it from the start, the marker in each text. @returns ids of things that can be ended */
export async function furnishRoom(
  act: Act,
  wanted: { make: Furniture; incident: string; marker: string; memberId: string },
): Promise<{ need: string; blocker: string; cost: string }> {
  const { make, incident: id, marker, memberId } = wanted
  await act('addToTimeline', { id, kind: 'note', text: `Note ${marker}` })
  await act('recordDecision', { id, text: `Decision ${marker}`, options: [marker] })
  const captured = { kind: 'idea', text: `Idea ${marker}` }
  await act('capture', { ...line, id, clientId: randomUUID(), captured })
  await act('commentEntry', { id, entry: 1, text: `Comment ${marker}` })
  await act('flagEntry', { id, entry: 1, flag: 'key' })
  await act('saveSituation', { id, basedOn: 0, body: { ...body, headline: marker, confirmed: [marker] } })
  await act('setSituationTimer', { id, isOn: true, everyMinutes: 60, memberIds: [memberId] })
  return { need: await make.need(id), blocker: await make.blocker(id), cost: await make.cost(id) }
}
