/** Who is asked to look at what comes, until when, and who is asked instead. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { reportKinds } from './report-kinds.ts'
import { signalSeverities } from './severities.ts'

const Hour = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:00')

export const Route = z.strictObject({
  name: z.string().trim().min(1).max(80),
  /** Which signals it is for; what is left out does not matter. All that is given must hold. */
  when: z.strictObject({
    /** Reports of people, or alerts of tools. */
    of: z.enum(['reports', 'alerts']).optional(),
    reportKinds: z.array(z.enum(reportKinds)).max(10).optional(),
    sourceId: Id.optional(),
    /** As bad as this, or worse; an alert that says nothing of it counts as medium. */
    severity: z.enum(signalSeverities).exclude(['unknown']).optional(),
    /** Words of which one must stand in the title, the text or a label. */
    words: z.array(z.string().trim().min(2).max(60)).max(20).optional(),
  }),
  /** A member, or whoever has this role, in the order of their names. */
  to: z.union([
    z.strictObject({ memberId: Id }),
    z.strictObject({ role: z.enum(['owner', 'lead', 'responder']) }),
  ]),
  /** Who is asked outside the hours, when the first one is away, and when nobody takes it up; else whoever leads. */
  second: Id.optional(),
  /** On the clock of the organisation; always, when it is left out. 1 is Monday. */
  hours: z
    .strictObject({ days: z.array(z.number().int().min(1).max(7)).min(1).max(7), from: Hour, until: Hour })
    .optional(),
  /** Taken up within so many minutes, or the second person is asked. */
  minutes: z.number().int().min(1).max(1440),
})
export type Route = z.output<typeof Route>

const Routing = z.object({ routes: z.array(Route) })

export const readRouting = endpoint({
  name: 'readRouting',
  method: 'GET',
  path: '/signal-routes',
  permission: 'source.read',
  input: z.strictObject({}),
  output: Routing,
  summary: 'Who is asked to look at which signals, in the order in which the routes are tried',
})

export const changeRouting = endpoint({
  name: 'changeRouting',
  method: 'PUT',
  path: '/signal-routes',
  permission: 'source.manage',
  input: z.strictObject({ routes: z.array(Route).max(50) }),
  output: Routing,
  summary: 'Say who is asked to look at which signals; the first route that fits counts',
})

export const Attention = z.object({
  /** Who was asked first; empty when nobody could be. */
  asked: z.string(),
  dueAt: z.string(),
  escalatedAt: z.string().nullable(),
  escalatedTo: z.string(),
  takenAt: z.string().nullable(),
  takenBy: z.string(),
})

export const takeSignal = endpoint({
  name: 'takeSignal',
  method: 'POST',
  path: '/signals/{id}/taking',
  permission: 'signal.triage',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: z.object({ attention: Attention }),
  summary: 'Take a signal up: nobody else is called for it',
})
