/** The firm on call: whom an incident may be handed to, how fast they answer, and who may engage them. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { Policy } from './policies.ts'

export const panelStates = ['yes', 'no', 'unknown'] as const

/** `ends`: renew, replace or let go. `panel`: have the insurer agree to this firm, or choose one of theirs. */
export const retainerCauses = ['ends', 'panel'] as const

const RetainerTask = z.object({
  id: Id,
  cause: z.enum(retainerCauses),
  /** The day it is about: the end of the agreement, or the renewal of the insurance. */
  forDay: z.string(),
  dueOn: z.string(),
})
export type RetainerTask = z.infer<typeof RetainerTask>

const Phone = z.string().trim().max(60).default('')

const retainerFields = {
  name: z.string().trim().min(1).max(200),
  phone: Phone,
  nightPhone: Phone,
  email: z.string().trim().max(254).default(''),
  answerHours: z.number().int().min(0).max(8784).nullable().default(null),
  hoursIncluded: z.number().int().min(0).max(100_000).nullable().default(null),
  authority: z.string().trim().max(500).default(''),
  panel: z.enum(panelStates).default('unknown'),
  ownerId: Id.nullable().default(null),
  startsOn: Day.nullable().default(null),
  endsOn: Day.nullable().default(null),
  note: z.string().trim().max(2000).default(''),
}

export const Retainer = z.object({
  id: Id,
  /** Of the firm. */
  name: z.string(),
  phone: z.string(),
  nightPhone: z.string(),
  email: z.string(),
  /** Within how many hours they promised to answer. */
  answerHours: z.number().int().nullable(),
  hoursIncluded: z.number().int().nullable(),
  /** Who may engage them, and up to what. */
  authority: z.string(),
  /** Whether the insurer pays for them. */
  panel: z.enum(panelStates),
  ownerId: Id.nullable(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  note: z.string(),
  daysLeft: z.number().int().nullable(),
  /** What waits for its owner. */
  tasks: z.array(RetainerTask),
  addedAt: z.string(),
  endedAt: z.string().nullable(),
})
export type Retainer = z.infer<typeof Retainer>

export const listRetainers = endpoint({
  name: 'listRetainers',
  method: 'GET',
  path: '/retainers',
  permission: 'insurance.read',
  input: z.strictObject({ ...pageInput, q: z.string().max(200).optional().describe('Part of the name') }),
  output: pageOf(Retainer),
  summary: 'List the firms on call, by name',
})

export const addRetainer = endpoint({
  name: 'addRetainer',
  method: 'POST',
  path: '/retainers',
  permission: 'insurance.manage',
  status: 201,
  input: z.strictObject(retainerFields),
  output: Retainer,
  summary: 'Add a firm on call',
})

export const changeRetainer = endpoint({
  name: 'changeRetainer',
  method: 'PUT',
  path: '/retainers/{id}',
  permission: 'insurance.manage',
  input: z.strictObject({ id: Id, ...retainerFields }),
  output: Retainer,
  summary: 'Change a firm on call',
})

export const endRetainer = endpoint({
  name: 'endRetainer',
  method: 'POST',
  path: '/retainers/{id}/end',
  permission: 'insurance.manage',
  input: z.strictObject({ id: Id, reason: z.string().trim().min(1).max(1000) }),
  output: Retainer,
  summary: 'End the agreement with a firm on call',
})

export const completeRetainerTask = endpoint({
  name: 'completeRetainerTask',
  method: 'POST',
  path: '/retainers/{id}/tasks/{task}/completion',
  permission: 'insurance.manage',
  input: z.strictObject({ id: Id, task: Id, outcome: z.string().trim().min(1).max(1000) }),
  output: Retainer,
  summary: 'Say what came of it that an agreement ends, or that the insurer may not pay for the firm',
})

export const readFirstHourCard = endpoint({
  name: 'readFirstHourCard',
  method: 'GET',
  path: '/first-hour-card',
  permission: 'insurance.read',
  input: z.strictObject({}),
  output: z.object({
    policies: z.array(
      Policy.pick({
        id: true,
        name: true,
        insurer: true,
        number: true,
        hotline: true,
        reportTo: true,
        noticeHours: true,
        consentAbove: true,
        consentWords: true,
        currency: true,
        panel: true,
      }),
    ),
    retainers: z.array(
      Retainer.pick({
        id: true,
        name: true,
        phone: true,
        nightPhone: true,
        email: true,
        answerHours: true,
        authority: true,
        panel: true,
      }),
    ),
  }),
  summary: 'Read whom to call in the first hour: policies and firms in force today',
})
