import { randomUUID } from 'node:crypto'
import { clearanceCriteria } from '../../../src/areas/respond/containment/contract/words.ts'
import type { Act, Fields } from './company.ts'

/** Things of assets and containment of which a company has one each. */
export const containmentNouns = [
  'asset',
  'businessFunction',
  'isolatedSystem',
  'account',
  'secret',
  'block',
  'closedService',
  'measure',
  'weakness',
  'foothold',
  'watch',
  'watchCheck',
] as const

type Made = Readonly<Record<(typeof containmentNouns)[number], string>>
const later = '2035-01-01T00:00:00Z'
/** What is tried before work is taken back. */
const tried = 'Plain words of a test'

/** How to make one more of each of these, through the same actions that people use. */
export function containmentOf(act: Act, marker: string, memberId: string) {
  const idOf = async (name: string, input: Fields) => String((await act(name, input))['id'])
  // More than one of these is made for the same company, and names are taken once.
  const next = () => `${marker} ${randomUUID()}`
  const made = {
    asset: (kind = 'server') =>
      idOf('addAsset', { name: `Asset ${next()}`, kind, place: marker, note: marker, ownerId: memberId }),
    businessFunction: (assetIds: readonly string[] = []) =>
      idOf('addFunction', {
        name: `Work ${next()}`,
        priority: 1,
        people: marker,
        customers: marker,
        workaround: marker,
        acceptanceTests: [tried],
        assetIds,
      }),
    account: (id: string) =>
      idOf('addAccount', { id, name: `Account ${marker}`, place: marker, holder: marker }),
    secret: (id: string) =>
      idOf('addSecret', { id, name: `Key ${marker}`, kind: 'key', dependants: '', state: 'to_rotate' }),
    block: (id: string) =>
      idOf('addBlock', {
        id,
        kind: 'domain',
        value: `${randomUUID()}.${marker}.example`,
        source: marker,
        place: marker,
        endsAt: later,
      }),
    closedService: (id: string) =>
      idOf('closeService', {
        id,
        name: `Port ${marker}`,
        ownerId: memberId,
        impact: marker,
        reopenTest: marker,
      }),
    measure: (id: string) => idOf('addMeasure', { id, title: `Stop-gap ${marker}`, expiresAt: later }),
    weakness: (id: string) => idOf('addWeakness', { id, title: `Hole ${marker}` }),
    /** One place of a list, with its answer. */
    foothold: async (id: string) => {
      const list = await act('startFootholds', { id, platform: 'network' })
      const foothold = String((list['items'] as readonly Fields[])[0]?.['id']) // as its contract says
      await act('answerFoothold', { id, foothold, answer: 'yes', note: marker })
      return foothold
    },
    watch: async (id: string) => {
      const watch = await act('startWatch', {
        id,
        title: `Watch ${marker}`,
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
        everyMinutes: 30,
        watcherIds: [memberId],
      })
      const [check] = watch['checks'] as readonly Fields[] // as its contract says
      return { watch: String(watch['id']), check: String(check?.['id']) }
    },
    stopped: async (id: string) => {
      const functionId = await made.businessFunction()
      await act('recordStop', { id, functionId, downAt: '2026-03-01T09:00:00Z' })
      return functionId
    },
  }
  return made
}

export type Containment = ReturnType<typeof containmentOf>

/** One of everything on this incident, with the marker in each of its tables. */
export async function furnishContainment(act: Act, make: Containment, incident: string): Promise<Made> {
  const asset = await make.asset()
  const businessFunction = await make.businessFunction([asset])
  const system = String((await act('addSystem', { id: incident, name: 'S', state: 'affected' }))['id'])
  const basis = String((await act('getIncident', { id: incident }))['title'])
  await act('isolateSystem', { id: incident, system, functionIds: [], tradeOff: basis })
  await act('claimClearance', { id: incident, basis, criteria: [...clearanceCriteria] })
  await act('recordStop', { id: incident, functionId: businessFunction, downAt: '2026-03-01T09:00:00Z' })
  const tests = [tried, basis].map((text) => ({ text, passed: true }))
  const restoredAt = '2026-03-01T10:00:00Z'
  const accepted = { id: incident, function: businessFunction, restoredAt, tests, acceptedBy: basis }
  await act('acceptFunction', accepted)
  const { watch, check } = await make.watch(incident)
  const second = await make.watch(incident)
  await act('recordWatchCheck', { id: incident, ...second, result: 'clear', note: basis })
  return {
    asset,
    businessFunction,
    isolatedSystem: system,
    account: await make.account(incident),
    secret: await make.secret(incident),
    block: await make.block(incident),
    closedService: await make.closedService(incident),
    measure: await make.measure(incident),
    weakness: await make.weakness(incident),
    foothold: await make.foothold(incident),
    watch,
    watchCheck: check,
  }
}
