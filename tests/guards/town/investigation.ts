import { randomUUID } from 'node:crypto'
import type { Act, Fields } from './company.ts'
import { newNotePage } from './requests-notes.ts'

/** Things of the investigation of which a company has one each. */
export const investigationNouns = [
  'hypothesis',
  'observable',
  'reachLine',
  'party',
  'factor',
  'timelineImport',
  'logFile',
  'notePage',
] as const
type InvestigationNoun = (typeof investigationNouns)[number]

/** Where something is made, and the words it holds. */
export interface Place {
  readonly id: string
  readonly marker: string
}

/** One of everything in the investigation of this incident, with the marker in each word of it. */
export async function furnishInvestigation(
  act: Act,
  { id, evidence, marker }: Place & { evidence: string },
): Promise<Record<InvestigationNoun, string>> {
  const place = { id, marker }
  const hypothesis = await newHypothesis(act, place)
  await act('weighHypothesis', { id, hypothesis, side: 'for', text: marker, evidence })
  await act('tagTechnique', { id, technique: 'T1566', version: '18.1', note: marker })
  await act('nameVector', { id, vector: 'phishing', confidence: 'likely', note: marker })
  const waiver = await waive(act, place)
  await act('settleWaiver', { id, waiver, words: marker })
  await waive(act, place)
  await act('changeClosingRule', { asks: 'used', reason: marker })
  const { logFile, timelineImport } = await newImport(act, place)
  return {
    hypothesis,
    observable: await newObservable(act, place),
    reachLine: await newScopeLine(act, place),
    party: await newParty(act, place),
    factor: await newFactor(act, place),
    timelineImport,
    logFile,
    notePage: await newNotePage(act, place),
  }
}

const made = (answer: Fields, list?: string): string => {
  const things = list === undefined ? [answer] : (answer[list] as readonly Fields[]) // as its contract says
  return String(things.at(-1)?.['id'])
}

export async function newHypothesis(act: Act, { id, marker }: Place): Promise<string> {
  return made(await act('addHypothesis', { id, text: `Idea ${marker}` }))
}

export async function newObservable(act: Act, { id, marker }: Place): Promise<string> {
  const value = `host-${randomUUID().slice(0, 8)}.${marker}.example`
  return made(await act('addObservables', { id, items: [{ value, note: marker }] }), 'items')
}

export async function newScopeLine(act: Act, { id, marker }: Place): Promise<string> {
  return made(
    await act('addReachLine', { id, topic: 'work', what: `Work ${marker}`, standing: 'known' }),
    'lines',
  )
}

export async function newParty(act: Act, { id, marker }: Place): Promise<string> {
  return made(await act('addParty', { id, name: `Party ${marker}`, audience: 'customers' }))
}

export async function newFactor(act: Act, { id, marker }: Place): Promise<string> {
  return made(await act('addFactor', { id, kind: 'other', words: `Factor ${marker}` }), 'factors')
}

/** A sealed log of two rows that no other file holds. */
export async function newLog(act: Act, { id, marker }: Place): Promise<string> {
  const row = `2026-03-01T09:00:00Z,Row ${marker} ${randomUUID()},${marker}\n`
  const acquisition = {
    name: `${marker}.csv`,
    acquiredAt: '2026-03-01T09:00:00Z',
    where: marker,
    why: marker,
  }
  return made(
    await act(
      'addEvidence',
      { id, acquisition },
      { upload: { body: bytes(`time,message,user\n${row}2026-03-01T10:00:00Z,End ${randomUUID()},\n`) } },
    ),
  )
}

export async function newImport(
  act: Act,
  place: Place,
): Promise<{ logFile: string; timelineImport: string }> {
  const logFile = await newLog(act, place)
  const wanted = { id: place.id, evidence: logFile, format: 'csv', source: `Tool ${place.marker}` }
  return { logFile, timelineImport: made(await act('importTimeline', wanted)) }
}

/** Signs one more waiver; answers its place in the list. A step is taken back first when it was done before. */
export async function waive(act: Act, { id, marker }: Place): Promise<number> {
  const { document, state } = (await act('readRun', { id })) as {
    document: { steps: { id: string; destructive: boolean; needsEvidence?: string[] }[] }
    state: { entries: Record<string, unknown> }
  } // as its contract says
  const step = document.steps.find(
    ({ id: one, destructive, needsEvidence = [] }) =>
      destructive && needsEvidence.length > 0 && state.entries[one] === undefined,
  )
  await act('recordControlTest', { id, control: 'logs', result: 'fail', note: marker })
  if ((await act('listGuideReadings', { id }))['hasRead'] !== true) await act('confirmGuide', { id })
  await act('moveStep', {
    id,
    step: step?.id,
    move: { move: 'done' },
    waiver: { items: step?.needsEvidence, reason: marker },
  })
  return ((await act('listWaivers', { id }))['items'] as readonly Fields[]).length // as its contract says
}

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text)
}
