import type { Fields } from './company.ts'
import { cacaoFile, coun7erFile, importedPlaybook, publishedPlaybook } from './playbooks.ts'
import type { Example, Site } from './requests.ts'

const text = 'Plain words of a test'

/** On the organisation's own playbook, as it stands. */
const reading = (rest: Record<string, unknown> = {}): Example => ({
  fresh: ({ company }) => ({ input: { kind: company.ids.playbook, ...rest } }),
  standing: ({ ids }) => ({ input: { kind: ids.playbook, ...rest } }),
})

/** On one made anew, so that it can succeed as often as it is made. */
const changing = (make: (site: Site) => Promise<string>, rest: Record<string, unknown> = {}): Example => ({
  fresh: async (site) => ({ input: { kind: await make(site), ...rest } }),
  standing: ({ ids }) => ({ input: { kind: ids.playbook, ...rest } }),
})

const imported = ({ act, company }: Site) => importedPlaybook(act, company.marker)
const published = ({ act, company }: Site) => publishedPlaybook(act, company.marker)
const nothing: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }
const upload = (input: Fields, file: (marker: string) => string): Example => ({
  fresh: ({ company }) => ({ input, bytes: Buffer.from(file(company.marker)) }),
  standing: ({ marker }) => ({ input, bytes: Buffer.from(file(marker)) }),
})
const step = {
  phase: 'contain',
  title: text,
  who: 'technical',
  how: [text],
  undo: text,
  doneWhen: text,
  reason: text,
}

async function runningIncident({ make, act }: Site): Promise<string> {
  const id = await make.incident()
  await act('startRun', { id })
  return id
}

/** One valid request for every endpoint of the playbooks, and for changes of a run. */
export const playbookExamples: Readonly<Record<string, Example>> = {
  listPlaybooks: nothing,
  getPlaybook: reading(),
  readProfile: nothing,
  changeProfile: {
    fresh: () => ({ input: { platforms: ['windows'], traits: { card_payments: 'no' } } }),
    standing: () => ({ input: { platforms: ['windows'], traits: { card_payments: 'no' } } }),
  },
  createPlaybook: {
    fresh: ({ company }) => ({ input: { title: text, kind: 'ransomware', from: company.ids.playbook } }),
    standing: ({ ids }) => ({ input: { title: text, kind: 'ransomware', from: ids.playbook } }),
  },
  readWorkshop: reading(),
  saveDraft: {
    fresh: async (site) => {
      const kind = await imported(site)
      const { draft: document, revision } = await site.act('readWorkshop', { kind })
      return { input: { kind, revision, document } }
    },
    // A shape that fits: whoever may not write never comes to the revision.
    standing: ({ ids }) => ({ input: { kind: ids.playbook, revision: 3, document: emptyDraft } }),
  },
  discardDraft: changing(imported, { revision: 1 }),
  publishPlaybook: changing(imported, { revision: 1, note: text }),
  usePlaybookVersion: {
    fresh: async (site) => {
      const kind = await published(site)
      await site.act('publishPlaybook', { kind, revision: 3, note: text })
      return { input: { kind, version: '1', reason: text } }
    },
    standing: ({ ids }) => ({ input: { kind: ids.playbook, version: '1', reason: text } }),
  },
  readVersion: reading({ version: '1' }),
  compareVersions: reading({ from: '1', to: 'draft' }),
  importCacao: upload({ as: 'ransomware', name: 'playbook.json' }, cacaoFile),
  exportCacao: reading(),
  readOriginal: reading(),
  readImportReport: reading(),
  listKnowledge: nothing,
  importKnowledge: upload({ name: 'coun7er.json' }, coun7erFile),
  listKnownTechniques: nothing,
  suggestCountermeasures: {
    fresh: () => ({ input: { techniques: 'T1486' } }),
    standing: () => ({ input: { techniques: 'T1486' } }),
  },
  startRun: {
    fresh: async ({ make, company }) => ({
      input: { id: await make.incident(), playbook: company.ids.playbook },
    }),
    standing: ({ ids }) => ({ input: { id: ids.incident, playbook: ids.playbook } }),
  },
  readRun: {
    fresh: ({ company }) => ({ input: { id: company.ids.incident } }),
    standing: ({ ids }) => ({ input: { id: ids.incident } }),
  },
  addRunStep: {
    fresh: async (site) => ({ input: { id: await runningIncident(site), ...step } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, ...step } }),
  },
  changeRunStep: {
    fresh: async (site) => ({
      input: { id: await runningIncident(site), step: 'c1', words: { title: text }, reason: text },
    }),
    standing: ({ ids }) => ({
      input: { id: ids.incident, step: 'c1', words: { title: text }, reason: text },
    }),
  },
}

const emptyDraft = {
  id: 'ransomware',
  version: 1,
  reviewedOn: '2026-11-21',
  title: text,
  plainTitle: text,
  recognise: [],
  confusedWith: [],
  severity: { default: 'S3', raiseWhen: [], lowerWhen: [] },
  attack: [],
  veris: { action: [], asset: [], attribute: [] },
  facts: {},
  first15Minutes: [],
  doNot: [],
  evidenceFirst: [],
  peopleToCall: [],
  decisions: [],
  phases: { contain: [], eradicate: [], recover: [], learn: [] },
  statements: [],
  watchPlan: [],
  learnMore: { earlySigns: [], wouldHaveHelped: [], reviewQuestions: [] },
  sources: [],
}
