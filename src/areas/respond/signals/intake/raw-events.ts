/** What a tool sent, as events for rules that ask for the tool's own names: objects of JSON, one or many. */
import type { RawEvent } from '../rules/sigma/events.ts'
import { isRecord } from './reading.ts'

const mostEvents = 2000

/** One object, a list, a list inside one (`alerts`, `Records`, `value`), or an object on each line. */
export function rawEventsIn(payload: Buffer): RawEvent[] {
  const text = payload.toString('utf8')
  const whole = parsed(text)
  const found = whole === undefined ? text.split('\n').slice(0, mostEvents).map(parsed) : unwrapped(whole)
  return found.filter(isRecord).slice(0, mostEvents)
}

function unwrapped(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (!isRecord(value)) return []
  const inside: unknown = Object.values(value).find(
    (each) => Array.isArray(each) && each.length > 0 && each.every(isRecord),
  )
  return Array.isArray(inside) ? inside : [value]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
