import type { Fields } from './company.ts'
import {
  newFactor,
  newHypothesis,
  newImport,
  newLog,
  newObservable,
  newParty,
  newScopeLine,
  waive,
  type Place,
} from './investigation.ts'
import { noteRequests } from './requests-notes.ts'
import type { Example, Site } from './requests.ts'

const text = 'Plain words of a test'
const emptyCoding = {
  version: '1.4.1',
  actors: ['criminals'],
  actions: [],
  assets: [],
  attributes: [],
  discovery: [],
  impact: [],
  overall: 'Unknown',
}
const log = { format: 'csv', source: text }

/** Reads what stands there: nothing needs to be made for it. */
const onStanding: Example = {
  fresh: ({ company }) => ({ input: { id: company.ids.incident } }),
  standing: ({ ids }) => ({ input: { id: ids.incident } }),
}

/** Writes on an incident that needs nothing else. */
function onCase(rest: Fields = {}): Example {
  return {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), ...rest } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, ...rest } }),
  }
}

/** On a thing inside a new incident, made first. */
function onNew(
  make: (site: Site, place: Place) => Promise<Fields>,
  standing: (ids: Site['company']['ids']) => Fields,
  rest: Fields = {},
): Example {
  return {
    fresh: async (site) => {
      const id = await site.make.incident()
      return { input: { id, ...(await make(site, { id, marker: site.company.marker })), ...rest } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, ...standing(ids), ...rest } }),
  }
}

export const investigationRequests: Readonly<Record<string, Example>> = {
  ...noteRequests,
  listHypotheses: onStanding,
  addHypothesis: onCase({ text }),
  weighHypothesis: onNew(
    async ({ act, make }, place) => ({
      hypothesis: await newHypothesis(act, place),
      evidence: await make.evidence(place.id),
    }),
    ({ hypothesis, evidence }) => ({ hypothesis, evidence }),
    { side: 'for', text },
  ),
  judgeHypothesis: onNew(
    async ({ act }, place) => ({ hypothesis: await newHypothesis(act, place) }),
    ({ hypothesis }) => ({ hypothesis }),
    { standing: 'open', confidence: 'likely', reason: text },
  ),
  listObservables: onStanding,
  suggestObservables: onStanding,
  searchEvidence: onNew(
    async ({ make }, { id }) => ({ evidence: await make.evidence(id) }),
    ({ evidence }) => ({ evidence }),
  ),
  addObservables: onNew(
    async ({ make }, { id }) => ({ evidence: await make.evidence(id) }),
    ({ evidence }) => ({ evidence }),
    { items: [{ value: 'evil.example' }] },
  ),
  judgeObservable: onNew(
    async ({ act }, place) => ({ observable: await newObservable(act, place) }),
    ({ observable }) => ({ observable }),
    { verdict: 'hostile', note: text, technique: 'T1566' },
  ),
  listSeenTechniques: onStanding,
  tagTechnique: onCase({ technique: 'T1078', version: '18.1' }),
  untagTechnique: onNew(
    async ({ act }, { id }) => {
      await act('tagTechnique', { id, technique: 'T1566', version: '18.1' })
      return {}
    },
    () => ({}),
    { technique: 'T1566' },
  ),
  readReach: onStanding,
  addReachLine: onCase({ topic: 'data', dataKind: 'personal', what: text, standing: 'known', people: 3 }),
  changeReachLine: onNew(
    async ({ act }, place) => ({ line: await newScopeLine(act, place) }),
    ({ reachLine: line }) => ({ line }),
    { standing: 'ruled_out', people: null, reason: text },
  ),
  listParties: onStanding,
  addParty: onCase({ name: text, audience: 'staff' }),
  tellParty: onNew(
    async ({ act }, place) => ({ party: await newParty(act, place) }),
    ({ party }) => ({ party }),
    { toldAt: '2026-03-01T09:00:00Z', how: 'phone' },
  ),
  leavePartyUntold: onNew(
    async ({ act }, place) => ({ party: await newParty(act, place) }),
    ({ party }) => ({ party }),
    { reason: text },
  ),
  readCauses: onStanding,
  nameVector: onCase({ vector: 'phishing', confidence: 'likely' }),
  addFactor: onNew(
    async ({ act }, place) => ({ behind: await newFactor(act, place) }),
    ({ factor: behind }) => ({ behind }),
    { kind: 'other', words: text },
  ),
  withdrawFactor: onNew(
    async ({ act }, place) => ({ factor: await newFactor(act, place) }),
    ({ factor }) => ({ factor }),
    { reason: text },
  ),
  markCounting: onCase({ counting: 'test', reason: text }),
  listWaivers: onStanding,
  settleWaiver: onNew(
    async ({ act }, place) => {
      await act('startRun', { id: place.id })
      return { waiver: await waive(act, place) }
    },
    () => ({ waiver: 2 }),
    { words: text },
  ),
  readClosingRule: { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) },
  changeClosingRule: {
    fresh: () => ({ input: { asks: 'used', reason: text } }),
    standing: () => ({ input: { asks: 'used', reason: text } }),
  },
  previewImport: onNew(
    async ({ act }, place) => ({ evidence: await newLog(act, place) }),
    ({ logFile: evidence }) => ({ evidence }),
    log,
  ),
  importTimeline: onNew(
    async ({ act }, place) => ({ evidence: await newLog(act, place) }),
    ({ logFile: evidence }) => ({ evidence }),
    log,
  ),
  listImports: onStanding,
  withdrawImport: onNew(
    async ({ act }, place) => ({ import: (await newImport(act, place)).timelineImport }),
    ({ timelineImport }) => ({ import: timelineImport }),
    { reason: text },
  ),
  listEvents: onStanding,
  markEvent: onNew(
    async ({ act }, place) => ({ import: (await newImport(act, place)).timelineImport }),
    ({ timelineImport }) => ({ import: timelineImport }),
    { row: 2, isKey: true },
  ),
  exportTimeline: onStanding,
  readCoding: onStanding,
  codeIncident: onCase({ coding: emptyCoding }),
  exportVeris: onStanding,
  exportStix: onStanding,
  exportMisp: onStanding,
}
