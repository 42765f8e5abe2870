import { randomUUID } from 'node:crypto'
import type { Example } from './requests.ts'

const text = 'Plain words of a test'

const asset = (owner: string) => ({ name: `Asset ${randomUUID()}`, kind: 'server', ownerId: owner })
const work = (assets: string[], owner: string) => ({
  name: `Work ${randomUUID()}`,
  priority: 2,
  assetIds: assets,
  ownerId: owner,
})
const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }

export const assetExamples: Readonly<Record<string, Example>> = {
  listAssets: reading,
  addAsset: {
    fresh: ({ company }) => ({ input: asset(company.owner.memberId) }),
    standing: ({ owner }) => ({ input: asset(owner.memberId) }),
  },
  changeAsset: {
    fresh: async ({ make, company }) => ({
      input: { id: await make.containment.asset(), ...asset(company.owner.memberId) },
    }),
    standing: ({ ids, owner }) => ({ input: { id: ids.asset, ...asset(owner.memberId) } }),
  },
  retireAsset: {
    fresh: async ({ make }) => ({ input: { id: await make.containment.asset(), reason: text } }),
    standing: ({ ids }) => ({ input: { id: ids.asset, reason: text } }),
  },
  importAssets: {
    fresh: () => ({ input: { csv: `name,kind\nImported ${randomUUID()},server\n` } }),
    standing: () => ({ input: { csv: `name,kind\nImported ${randomUUID()},server\n` } }),
  },
  listFunctions: reading,
  addFunction: {
    fresh: async ({ make, company }) => ({
      input: work([await make.containment.asset()], company.owner.memberId),
    }),
    standing: ({ ids, owner }) => ({ input: work([ids.asset], owner.memberId) }),
  },
  changeFunction: {
    fresh: async ({ make, company }) => ({
      input: { id: await make.containment.businessFunction(), ...work([], company.owner.memberId) },
    }),
    standing: ({ ids, owner }) => ({
      input: { id: ids.businessFunction, ...work([ids.asset], owner.memberId) },
    }),
  },
  retireFunction: {
    fresh: async ({ make }) => ({ input: { id: await make.containment.businessFunction(), reason: text } }),
    standing: ({ ids }) => ({ input: { id: ids.businessFunction, reason: text } }),
  },
  importFunctions: {
    fresh: () => ({ input: { csv: `name,priority\nImported ${randomUUID()},1\n` } }),
    standing: () => ({ input: { csv: `name,priority\nImported ${randomUUID()},1\n` } }),
  },
}
