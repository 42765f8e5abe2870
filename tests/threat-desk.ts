import type { SentInputOf } from '../src/base/endpoint.ts'
import { open as openIncident } from '../src/areas/respond/incidents/actions/open-incident.ts'
import { add as addTraces } from '../src/areas/respond/investigation/actions/collect-observables.ts'
import * as exchanges from '../src/areas/respond/threats/actions/keep-exchanges.ts'
import { indicators } from '../src/areas/respond/threats/actions/read-indicators.ts'
import type { addExchange } from '../src/areas/respond/threats/contract/exchanges.ts'
import type { shareIncident } from '../src/areas/respond/threats/contract/sharing.ts'
import { threatJob } from '../src/areas/respond/threats/jobs.ts'
import { attribute, mispKey, mispServer } from './threat-servers.ts'
import type { World } from './world.ts'

type Wish = Omit<SentInputOf<typeof addExchange>, 'kind' | 'secret'>

const wanted = { collection: '', tags: [], organisations: [], isPublishedOnly: true, isAnyAttribute: false }

/** All of a MISP server that is on, without its key. */
export function wishFor(address: string, name: string): Wish {
  return {
    ...{ address, name, login: 'key', loginName: '', tlpBound: 'amber' },
    ...{ takes: true, sends: true, sights: true, isOn: true },
    wanted: { ...wanted, daysBack: 30, daysKept: 90 },
  }
}

export const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

/** What tests of warnings do again and again. */
export function threatDesk(world: () => World) {
  const connect = (name: string, address: string, change: object = {}) => {
    const w = world()
    const wish = { ...wishFor(address, name), kind: 'misp', secret: mispKey } as const
    return w.perform(exchanges.add, w.owner, { ...wish, ...change })
  }
  const minute = async (at = new Date()) => {
    world().setNow(at)
    await threatJob.once(world().house)
  }
  const watched = async (change: object = {}) =>
    (await world().perform(indicators, world().responder, { limit: 200, ...change })).items
  const stateOf = async (id: string) =>
    (await world().perform(exchanges.list, world().auditor, {})).items.find((one) => one.id === id)
  const takeOff = (id: string) => world().perform(exchanges.remove, world().owner, { id })
  /** A case with traces of the attack and of our own, and a server that may be told of it. */
  const caseToTell = async (name: string) => {
    const w = world()
    const misp = await mispServer([attribute({ type: 'domain', value: 'known-bad.test' })])
    const exchange = await connect(name, misp.base)
    await minute(later(1))
    const words = { title: 'Invoice of Ms Berg', kind: 'other', severity: 'S3' } as const
    const { id } = await w.perform(openIncident, w.lead, words)
    const values = ['www.known-bad.test', '45.8.148.9', 'evil-new.test', 'own.example.org', '10.0.0.4']
    const items = values.map((value) => ({ value, verdict: 'hostile' as const, note: 'told by Ms Berg' }))
    const traces = (await w.perform(addTraces, w.lead, { id, items })).items
    const idsOf = (...wanted: string[]) =>
      wanted.map((value) => traces.find((one) => one.value === value)?.id ?? '')
    const wish: SentInputOf<typeof shareIncident> = {
      ...{ id, exchange: exchange.id, title: 'Invoice fraud', tlp: 'green', distribution: 1 },
      ...{ observables: idsOf('www.known-bad.test', '45.8.148.9'), hasNotes: false, isPublished: true },
    }
    return { id, misp, exchange: exchange.id, idsOf, wish }
  }
  return { connect, minute, watched, stateOf, takeOff, caseToTell }
}
