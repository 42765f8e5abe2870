/** The rota: who is on call in which week, in which hours, and who was swapped in. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Holder } from './powers.ts'
import { Words } from './words.ts'

export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 08:00')

/** Hours in which somebody is on call; one that ends before it begins goes on into the next day. */
export const Window = z.strictObject({
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7).describe('1 is Monday'),
  from: ClockTime,
  to: ClockTime,
})
export type Window = z.infer<typeof Window>

const Turn = z.object({
  weekOf: z.string(),
  person: Holder,
  reason: z.string(),
  isNow: z.boolean(),
  /** On leave on a day of this week. */
  isAway: z.boolean(),
})

export const Rota = z.object({
  /** null until somebody planned it. */
  plan: z
    .object({
      handoverDay: z.number().int(),
      handoverTime: z.string(),
      windows: z.array(Window),
      note: z.string(),
    })
    .nullable(),
  timeZone: z.string(),
  onCall: Holder.nullable(),
  /** Why somebody else than planned: their deputy, or the next in turn. */
  insteadOf: z.string(),
  turns: z.array(Turn),
  /** The first day without anybody; null while the plan reaches further than eight weeks, or none is there. */
  endsOn: z.string().nullable(),
  can: z.object({ manage: z.boolean() }),
})
export type Rota = z.infer<typeof Rota>

export const readRota = endpoint({
  name: 'readRota',
  method: 'GET',
  path: '/rota',
  permission: 'power.read',
  input: z.strictObject({}),
  output: Rota,
  summary: 'Read who is on call now and in the next weeks',
})

export const planRota = endpoint({
  name: 'planRota',
  method: 'PUT',
  path: '/rota',
  permission: 'power.manage',
  input: z.strictObject({
    handoverDay: z.number().int().min(1).max(7).default(1),
    handoverTime: ClockTime.default('08:00'),
    windows: z.array(Window).max(10).default([]).describe('None means always'),
    startsOn: Day.describe('Moved to the next day of handover'),
    weeks: z.number().int().min(1).max(104).default(26),
    order: z.array(Id).min(1).max(50).describe('Who takes turns, in this order'),
    note: Words,
  }),
  output: Rota,
  summary: 'Plan who takes turns week by week; weeks that have passed stay as they were',
})

export const swapTurn = endpoint({
  name: 'swapTurn',
  method: 'POST',
  path: '/rota/turns',
  permission: 'power.manage',
  input: z.strictObject({ weekOf: Day, contactId: Id, reason: z.string().trim().min(1).max(300) }),
  output: Rota,
  summary: 'Put somebody else on call for one week',
})
