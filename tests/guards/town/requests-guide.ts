import type { Example } from './requests.ts'

const onEvery: Example = {
  fresh: async ({ make }) => ({ input: { id: await make.incident() } }),
  standing: ({ ids }) => ({ input: { id: ids.incident } }),
}

const tested = { control: 'updates', result: 'pass', note: 'Plain words of a test' }
const plan = { returnAt: new Date(Date.now() + 86_400_000).toISOString(), watchHours: 24, everyMinutes: 240 }

/** A step of a run of its own, for one system of it. */
const onStep: Example = {
  fresh: async ({ act, make }) => {
    const id = await make.incident()
    await act('startRun', { id })
    return { input: { id, step: 'c7', systems: [await make.system(id)] } }
  },
  standing: ({ ids }) => ({ input: { id: ids.incident, step: 'c7', systems: [ids.system] } }),
}

/** The guide to evidence and who read it, and a step done to each system by itself. */
export const guideRequests: Readonly<Record<string, Example>> = {
  listGuideReadings: onEvery,
  confirmGuide: onEvery,
  doStepBySystem: onStep,
  listControlTests: onEvery,
  recordControlTest: {
    fresh: async ({ make }) => {
      const id = await make.incident()
      return { input: { id, ...tested, evidenceId: await make.evidence(id) } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, ...tested, evidenceId: ids.evidence } }),
  },
  planReturn: {
    fresh: async ({ make, company }) => {
      const id = await make.incident()
      return { input: { id, system: await make.system(id), ...plan, watcherIds: [company.owner.memberId] } }
    },
    standing: ({ ids, owner }) => ({
      input: { id: ids.incident, system: ids.system, ...plan, watcherIds: [owner.memberId] },
    }),
  },
}
