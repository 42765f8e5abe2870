import type { Actor } from '../../base/access.ts'
import type { SentInputOf } from '../../base/endpoint.ts'
import { perform, type Action, type AnyEndpoint, type House } from '../../platform/action.ts'

const dayMillis = 86_400_000

export type Act = ReturnType<typeof acting>

/** One person who does everything, each act so many days ago. */
export function acting(house: House, by: Actor, today: Date) {
  return async <E extends AnyEndpoint>(daysAgo: number, action: Action<E>, input: SentInputOf<E>) =>
    perform({ ...house, now: () => daysBefore(today, daysAgo) }, action, by, { input })
}

export function daysBefore(today: Date, days: number): Date {
  return new Date(today.getTime() - days * dayMillis)
}
