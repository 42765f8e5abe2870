/** Calendar: what is due when, whose it is and how long it takes; own routines; the feed for calendar programs. */
import * as z from 'zod'
import { Day, spanUnits } from '../../../base/calendar-day.ts'
import { dueKinds } from '../../../base/due-date.ts'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'

const Name = z.string().trim().min(1).max(200)
const Reason = z.string().trim().min(1).max(1000)
const Minutes = z.number().int().min(1).max(600)

export const dueStates = ['overdue', 'this_week', 'later'] as const

const Due = z.object({
  kind: z.enum(dueKinds),
  key: z.string(),
  title: z.string(),
  day: z.string(),
  ownerId: Id.nullable(),
  /** '' where it is nobody's in particular. */
  owner: z.string(),
  path: z.string(),
  minutes: z.number().int(),
  state: z.enum(dueStates),
})
export type Due = z.infer<typeof Due>

export const Routine = z.object({
  id: Id,
  name: z.string(),
  what: z.string(),
  ownerId: Id.nullable(),
  everyValue: z.number().int(),
  everyUnit: z.enum(spanUnits),
  minutes: z.number().int(),
  nextOn: z.string(),
  /** The last time it was done; null when it never was. */
  last: z
    .object({ doneAt: z.string(), doneBy: z.string(), minutes: z.number().int(), note: z.string() })
    .nullable(),
})
export type Routine = z.infer<typeof Routine>

export const whose = ['mine', 'everybody'] as const

export const Calendar = z.object({
  today: z.string(),
  /** Sunday of this week. */
  weekEndsOn: z.string(),
  /** Within a year, the earliest first. */
  items: z.array(Due),
  /** Overdue, and due until the end of the week. */
  week: z.object({ count: z.number().int(), minutes: z.number().int() }),
  load: z.object({
    /** What everything that comes back takes in a week, spread over a year. */
    plannedMinutes: z.number().int(),
    /** What routines took in a week, over the last eight weeks; null when none was done. */
    measuredMinutes: z.number().int().nullable(),
  }),
  routines: z.array(Routine),
  /** The feed of whoever asks; null when there is none. */
  link: z.object({ madeAt: z.string(), everything: z.boolean() }).nullable(),
})
export type Calendar = z.infer<typeof Calendar>

export const readCalendar = endpoint({
  name: 'readCalendar',
  method: 'GET',
  path: '/calendar',
  permission: 'calendar.read',
  input: z.strictObject({
    whose: z.enum(whose).default('mine').describe('Of everybody only for those who may see the registers'),
  }),
  output: Calendar,
  summary: 'Read what is due within a year, the minutes of this week, and the routines',
})

const routineFields = {
  name: Name,
  what: z.string().trim().max(2000).default(''),
  ownerId: Id.nullable().default(null),
  everyValue: z.number().int().min(1).max(120),
  everyUnit: z.enum(spanUnits).default('months'),
  minutes: Minutes,
  nextOn: Day,
}

export const addRoutine = endpoint({
  name: 'addRoutine',
  method: 'POST',
  path: '/routines',
  permission: 'calendar.manage',
  status: 201,
  input: z.strictObject(routineFields),
  output: Routine,
  summary: 'Add something that is done again and again',
})

export const changeRoutine = endpoint({
  name: 'changeRoutine',
  method: 'PUT',
  path: '/routines/{id}',
  permission: 'calendar.manage',
  input: z.strictObject({ id: Id, ...routineFields }),
  output: Routine,
  summary: 'Change a routine',
})

export const endRoutine = endpoint({
  name: 'endRoutine',
  method: 'POST',
  path: '/routines/{id}/end',
  permission: 'calendar.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Routine,
  summary: 'End a routine; its turns stay on the record',
})

export const doRoutine = endpoint({
  name: 'doRoutine',
  method: 'POST',
  path: '/routines/{id}/turns',
  permission: 'calendar.own',
  status: 201,
  input: z.strictObject({
    id: Id,
    minutes: z.number().int().min(0).max(600),
    note: z.string().trim().max(2000).default('').describe('What was found'),
  }),
  output: Routine,
  summary: 'Say that a routine was done and how long it took; its owner and those who work here may',
})

export const feedLanguages = ['en', 'de'] as const

export const makeCalendarLink = endpoint({
  name: 'makeCalendarLink',
  method: 'POST',
  path: '/calendar-link',
  permission: 'calendar.own',
  status: 201,
  input: z.strictObject({
    everything: z.boolean().default(false).describe('What is due for everybody, where one may see that'),
    language: z.enum(feedLanguages).default('en'),
  }),
  output: z.object({ url: z.string() }),
  summary: 'Make the secret address for a calendar program; shown once, an older one stops working',
})

export const removeCalendarLink = endpoint({
  name: 'removeCalendarLink',
  method: 'POST',
  path: '/calendar-link/removal',
  permission: 'calendar.own',
  input: z.strictObject({}),
  output: z.object({ removed: z.literal(true) }),
  summary: 'Close the address of the own calendar',
})

export const readCalendarFeed = endpoint({
  kind: 'download',
  name: 'readCalendarFeed',
  method: 'GET',
  path: '/calendar-feeds/{token}',
  permission: 'public',
  mediaType: 'text/calendar; charset=utf-8',
  input: z.strictObject({ token: z.string().min(1).max(100) }),
  output: z.any(),
  summary: 'The calendar of one person as iCalendar (RFC 5545); who holds the address may read it',
})
