/** Promises that one network does not do the same thing at a public door more often in a minute than is said. */
import { refuse } from '../base/refusal.ts'
import type { DoorContext } from './context.ts'
import type { Services } from './services.ts'
import { networkOf } from './sessions/network.ts'

const visits = new WeakMap<Services, { minute: number; byNetwork: Map<string, number> }>()

/** For doors at which somebody may stand who needs help now. */
export const callSomeone = 'If it is urgent, call someone.'

interface Visiting {
  readonly what: string
  readonly perMinute: number
  /** What else to do than to wait. */
  readonly advice?: string
}

/** @throws Refusal `too_many` once this network has done this as often in this minute as is allowed; it says when to come back */
export function refuseFlood(
  { house, address, now }: DoorContext,
  { what, perMinute, advice = '' }: Visiting,
): void {
  if (mayVisit(house.services, { what, address, perMinute }, now)) return
  refuse('too_many', `Too many requests from your network. Wait a minute. ${advice}`.trim(), {
    retryAfterSeconds: 60 - (Math.floor(now.getTime() / 1000) % 60),
  })
}

/** Whether this network may do this again in this minute. Which networks came is forgotten with the minute. */
function mayVisit(
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
