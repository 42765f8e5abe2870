import { randomUUID } from 'node:crypto'
import { plain, text } from './building.ts'
import type { Act } from './company.ts'
import type { Example, Site } from './requests.ts'

const scenario = 'ransomware'

/** A session that is over, with the marker in each of its tables, an own scenario and a finding that was taken up. */
export async function furnishExercise(act: Act, marker: string): Promise<string> {
  await act('saveScenario', await ownScenario(act, marker))
  const players = [{ name: marker, role: 'technical' }]
  const id = String((await act('arrangeExercise', { scenario, length: 15, title: marker, players }))['id'])
  const move = async (wanted: Record<string, unknown>) => act('moveExercise', { id, move: wanted })
  await move({ do: 'start' })
  await move({ do: 'deliver' })
  await move({ do: 'pause', reason: marker })
  await move({ do: 'resume' })
  await act('answerInject', { id, inject: 'i1', text: marker })
  const saw = { what: 'observation', kind: 'gap', note: marker }
  await act('observeExercise', { id, objective: 'o1', saw })
  await act('observeExercise', { id, objective: 'o1', saw: { what: 'rating', rating: 'U', note: marker } })
  await move({ do: 'end' })
  await act('washUp', { id, changed: marker })
  await move({ do: 'close_wash' })
  await act('takeUpFinding', { id, objective: 'o1', title: marker.slice(0, 200) })
  return id
}

export const exerciseExamples: Readonly<Record<string, Example>> = {
  listScenarios: plain(),
  getScenario: plain(() => ({ key: scenario })),
  saveScenario: {
    fresh: async ({ act }) => ({ input: await ownScenario(act, text) }),
    standing: () => ({ input: { key: scenario, basedOn: 1, change: { what: 'withdraw', reason: text } } }),
  },
  listExercises: plain(),
  listPlanTests: plain(),
  arrangeExercise: plain(() => ({ scenario, length: 15 })),
  getExercise: onExercise(arranged, () => ({})),
  moveExercise: onExercise(running, () => ({ move: { do: 'stop', reason: text } })),
  answerInject: onExercise(
    (site) => running(site, 'player'),
    () => ({ inject: 'i1', text }),
  ),
  observeExercise: onExercise(running, () => ({
    objective: 'o1',
    saw: { what: 'observation', kind: 'strength', note: text },
  })),
  washUp: onExercise(ended, () => ({ kept: text })),
  readExerciseReport: onExercise(done, () => ({})),
  printExerciseReport: onExercise(done, () => ({})),
  takeUpFinding: onExercise(done, () => ({ objective: 'o1', title: text })),
}

function onExercise(make: (site: Site) => Promise<string>, rest: () => Record<string, unknown>): Example {
  return {
    fresh: async (site) => ({ input: { id: await make(site), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.exercise, ...rest() } }),
  }
}

async function ownScenario(act: Act, marker: string): Promise<Record<string, unknown>> {
  const { document } = await act('getScenario', { key: scenario })
  const title = `${marker} ${randomUUID()}`.slice(-150)
  const change = { what: 'words', document: { ...(document as object), title }, note: marker } // as its contract says
  return { key: scenario, basedOn: 1, change }
}

/** Whoever asks sits at the table. */
async function arranged({ act, asker }: Site, seat = 'evaluator'): Promise<string> {
  const players = [{ memberId: asker, seat }]
  return String((await act('arrangeExercise', { scenario, length: 15, players }))['id'])
}

async function running(site: Site, seat = 'evaluator'): Promise<string> {
  const id = await arranged(site, seat)
  for (const wanted of ['start', 'deliver']) await site.act('moveExercise', { id, move: { do: wanted } })
  return id
}

async function ended(site: Site): Promise<string> {
  const id = await running(site)
  await site.act('moveExercise', { id, move: { do: 'end' } })
  return id
}

async function done(site: Site): Promise<string> {
  const id = await ended(site)
  await site.act('moveExercise', { id, move: { do: 'close_wash' } })
  return id
}
