import type { Example } from './requests.ts'

const onEvery: Example = {
  fresh: async ({ make }) => ({ input: { id: await make.incident() } }),
  standing: ({ ids }) => ({ input: { id: ids.incident } }),
}

/** The guide to evidence, and who read it. */
export const guideRequests: Readonly<Record<string, Example>> = {
  listGuideReadings: onEvery,
  confirmGuide: onEvery,
}
