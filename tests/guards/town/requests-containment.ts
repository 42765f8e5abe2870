import { randomUUID } from 'node:crypto'
import { addBlock } from '../../../src/areas/respond/containment/actions/blocks-and-measures.ts'
import { makeBlockList } from '../../../src/areas/respond/containment/contract/block-list.ts'
import type { Actor } from '../../../src/base/access.ts'
import { perform } from '../../../src/platform/action.ts'
import { clearanceCriteria } from '../../../src/areas/respond/containment/contract/words.ts'
import type { Noun } from './company.ts'
import { assetExamples } from './requests-assets.ts'
import type { Example, Site } from './requests.ts'

const text = 'Plain words of a test'
const criteria = [...clearanceCriteria]
const later = '2035-01-01T00:00:00Z'
const provedAt = '2026-03-01T09:00:00Z'

type Inside = 'account' | 'secret' | 'closedService' | 'measure' | 'weakness' | 'foothold'

/** On a thing inside an incident of its own. */
function inside(field: string, noun: Inside, rest: Record<string, unknown> = {}): Example {
  return {
    fresh: async ({ make }) => {
      const id = await make.incident()
      return { input: { id, [field]: await make.containment[noun](id), ...rest } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, [field]: ids[noun], ...rest } }),
  }
}

function onIncident(rest: Record<string, unknown> = {}): Example {
  return {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), ...rest } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, ...rest } }),
  }
}

function onSystem(rest: Record<string, unknown> = {}): Example {
  return {
    fresh: async ({ make }) => {
      const id = await make.incident()
      return { input: { id, system: await make.system(id), ...rest } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, system: ids.system, ...rest } }),
  }
}

/** Read from the things that stand there already. */
function reading(input: (ids: Readonly<Record<Noun, string>>) => Record<string, unknown>): Example {
  return {
    fresh: ({ company }) => ({ input: input(company.ids) }),
    standing: ({ ids }) => ({ input: input(ids) }),
  }
}

const freshBlock = async ({ make }: Site) => {
  const id = await make.incident()
  return { id, block: await make.containment.block(id) }
}

export const containmentExamples: Readonly<Record<string, Example>> = {
  ...assetExamples,
  // containment
  readContainment: reading(({ incident: id }) => ({ id })),
  listClosureConditions: reading(({ incident: id }) => ({ id })),
  readImpact: reading(({ incident: id, system }) => ({ id, system })),
  isolateSystem: onSystem({ functionIds: [], tradeOff: text }),
  tickReturnCheck: {
    fresh: async ({ make }) => {
      const id = await make.incident()
      return { input: { id, system: await make.system(id), ...ticked() } }
    },
    standing: ({ ids }) => ({
      input: { id: ids.incident, system: ids.system, ...ticked(), evidenceId: ids.evidence },
    }),
  },
  takeTickBack: {
    fresh: async ({ make, act }) => {
      const id = await make.incident()
      const system = await make.system(id)
      await act('tickReturnCheck', { id, system, ...ticked() })
      return { input: { id, system, check: 'credentials' } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, system: ids.system, check: 'credentials' } }),
  },
  overrideReturn: onSystem({ reason: text }),
  retireSystem: onSystem({ reason: text }),
  addAccount: onIncident({ name: text }),
  clearAccountPart: inside('account', 'account', { part: 'sessions', result: 'cleared', note: text }),
  addSecret: onIncident({ name: text, kind: 'key' }),
  takeInSecrets: onIncident(),
  settleSecret: inside('secret', 'secret', { state: 'rotated', note: text }),
  addBlock: onIncident({ kind: 'domain', value: 'evil.example', source: text, endsAt: later }),
  reviewBlock: {
    // whoever set a block is told to ask somebody else, so a tool sets this one
    fresh: async ({ make, house, company: { tenantId } }) => {
      const id = await make.incident()
      const tool: Actor = {
        kind: 'key',
        tenantId,
        keyId: randomUUID(),
        ref: 'k:tool',
        name: 'Tool',
        scopes: ['incident.system'],
      }
      const input = { id, kind: 'domain', value: 'tool.example', source: text, endsAt: later }
      const { id: block } = await perform(house, addBlock, tool, { input })
      return { input: { id, block } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, block: ids.block } }),
  },
  makeBlockList: { fresh: async () => ({ input: {} }), standing: () => ({ input: {} }) },
  removeBlockList: {
    fresh: async ({ act }) => {
      await act('makeBlockList', {})
      return { input: {} }
    },
    standing: () => ({ input: {} }),
  },
  readBlockList: {
    fresh: async ({ act }) => {
      const { urls } = makeBlockList.output.parse(await act('makeBlockList', {}))
      return { input: { token: urls[0]?.url.split('/').at(-2), kind: 'address' } }
    },
    standing: () => ({ input: { token: 'A'.repeat(22), kind: 'address' } }),
  },
  countBlockHits: {
    fresh: async (site) => ({ input: { ...(await freshBlock(site)), hits: 3, lastHitAt: provedAt } }),
    standing: ({ ids }) => ({
      input: { id: ids.incident, block: ids.block, hits: 3, lastHitAt: provedAt, evidenceId: ids.evidence },
    }),
  },
  endBlock: {
    fresh: async (site) => ({ input: { ...(await freshBlock(site)), reason: text } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, block: ids.block, reason: text } }),
  },
  closeService: {
    fresh: async ({ make, company }) => ({
      input: {
        id: await make.incident(),
        name: text,
        ownerId: company.owner.memberId,
        impact: text,
        reopenTest: text,
      },
    }),
    standing: ({ ids, owner }) => ({
      input: { id: ids.incident, name: text, ownerId: owner.memberId, impact: text, reopenTest: text },
    }),
  },
  reopenService: inside('service', 'closedService', { passed: true, result: text }),
  addMeasure: {
    fresh: async ({ make, company }) => ({
      input: { id: await make.incident(), title: text, ownerId: company.owner.memberId, expiresAt: later },
    }),
    standing: ({ ids, owner }) => ({
      input: { id: ids.incident, title: text, ownerId: owner.memberId, expiresAt: later },
    }),
  },
  renewMeasure: inside('measure', 'measure', { expiresAt: later, reason: text }),
  endMeasure: inside('measure', 'measure', { note: text }),
  addWeakness: {
    fresh: async ({ make }) => {
      const id = await make.incident()
      return { input: { id, title: text, systemId: await make.system(id) } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, title: text, systemId: ids.system } }),
  },
  verifyWeakness: {
    fresh: async ({ make }) => {
      const id = await make.incident()
      const weakness = await make.containment.weakness(id)
      return { input: { id, weakness, how: 'rescan', note: text, evidenceId: await make.evidence(id) } }
    },
    standing: ({ ids }) => ({
      input: {
        id: ids.incident,
        weakness: ids.weakness,
        how: 'rescan',
        note: text,
        evidenceId: ids.evidence,
      },
    }),
  },
  exceptWeakness: inside('weakness', 'weakness', { until: later, reason: text }),
  startFootholds: onIncident({ platform: 'windows' }),
  answerFoothold: inside('foothold', 'foothold', { answer: 'unknown', note: text }),
  removeFoothold: inside('foothold', 'foothold', { note: text }),
  startWatch: {
    fresh: async ({ make, company }) => {
      const id = await make.incident()
      return { input: { id, ...watch(await make.system(id), company.owner.memberId) } }
    },
    standing: ({ ids, owner }) => ({ input: { id: ids.incident, ...watch(ids.system, owner.memberId) } }),
  },
  planWatch: {
    fresh: async ({ make, company }) => ({
      input: {
        id: await make.incident(),
        title: text,
        from: new Date().toISOString(),
        watcherIds: [company.owner.memberId],
      },
    }),
    standing: ({ ids, owner }) => ({
      input: { id: ids.incident, title: text, from: new Date().toISOString(), watcherIds: [owner.memberId] },
    }),
  },
  recordWatchCheck: {
    fresh: async ({ make }) => {
      const id = await make.incident()
      return { input: { id, ...(await make.containment.watch(id)), result: 'clear', note: text } }
    },
    standing: ({ ids }) => ({
      input: { id: ids.incident, watch: ids.watch, check: ids.watchCheck, result: 'clear', note: text },
    }),
  },
  claimClearance: onIncident({ basis: text, criteria }),
  signClearance: {
    fresh: async ({ make, act }) => {
      const id = await make.incident()
      const { claimedAt } = await act('claimClearance', { id, basis: text, criteria })
      return { input: { id, claimedAt, criteria, soloReason: text } }
    },
    standing: ({ ids }) => ({
      input: { id: ids.incident, claimedAt: provedAt, criteria, soloReason: text },
    }),
  },
  recordStop: {
    fresh: async ({ make }) => ({
      input: {
        id: await make.incident(),
        functionId: await make.containment.businessFunction(),
        downAt: provedAt,
      },
    }),
    standing: ({ ids }) => ({
      input: { id: ids.incident, functionId: ids.businessFunction, downAt: provedAt },
    }),
  },
  acceptFunction: {
    fresh: async ({ make }) => {
      const id = await make.incident()
      return { input: { id, function: await make.containment.stopped(id), ...accepted } }
    },
    standing: ({ ids }) => ({
      input: { id: ids.incident, function: ids.businessFunction, ...accepted },
    }),
  },
}

const ticked = () => ({ check: 'credentials', note: text, provedAt: new Date().toISOString() })

const accepted = {
  restoredAt: '2026-03-01T11:00:00Z',
  tests: [{ text, passed: true }],
  acceptedBy: text,
}

function watch(systemId: string, watcher: string): Record<string, unknown> {
  const endsAt = new Date(Date.now() + 86_400_000).toISOString()
  const at = { startsAt: new Date().toISOString(), endsAt, everyMinutes: 240 }
  return { title: text, systemId, ...at, watcherIds: [watcher] }
}
