/** Promises that one network does not do the same thing at a public door more often in a minute than is said. */
import type { Services } from './services.ts'
import { networkOf } from './sessions/network.ts'

const visits = new WeakMap<Services, { minute: number; byNetwork: Map<string, number> }>()

/** Whether this network may do this again in this minute. Which networks came is forgotten with the minute. */
export function mayVisit(
  services: Services,
  visit: { readonly what: string; readonly address: string; readonly perMinute: number },
  now: Date,
): boolean {
  const minute = Math.floor(now.getTime() / 60_000)
  const known = visits.get(services)
  const counted = known?.minute === minute ? known : { minute, byNetwork: new Map<string, number>() }
  visits.set(services, counted)
  const key = `${visit.what} ${networkOf(visit.address)}`
  const count = (counted.byNetwork.get(key) ?? 0) + 1
  counted.byNetwork.set(key, count)
  return count <= visit.perMinute
}
