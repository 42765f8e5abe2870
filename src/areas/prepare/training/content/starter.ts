import type { Course, CourseContent, ShownAudience } from '../contract/courses.ts'

/** A short course to begin with; the firm changes what does not fit. */
export interface StarterCourse {
  readonly key: (typeof starterKeys)[number]
  readonly title: string
  readonly content: CourseContent
}

/** In the order in which a firm needs them. */
export const starterKeys = [
  'reporting',
  'mail',
  'payments',
  'devices',
  'passwords',
  'data',
  'first_hour',
  'evidence',
  'notes',
] as const

interface StarterFacts {
  readonly topic: Course['topic']
  readonly minutes: number
  readonly audience: readonly Omit<ShownAudience, 'roleName' | 'why'>[]
}

const yearly = { renewMonths: 12, reason: 'role' } as const
const joiner = { audience: 'joiners', role: null, dueDays: 7, ...yearly } as const
const everyone = { audience: 'everyone', role: null, dueDays: 14, ...yearly } as const
const role = (key: 'lead' | 'technical' | 'scribe') =>
  ({ audience: 'role', role: key, dueDays: 14, ...yearly }) as const

/** For whom each is as it ships. Leaders stand in the default group of all that everybody takes, and have one of their own. */
export const starterFacts: Readonly<Record<StarterCourse['key'], StarterFacts>> = {
  reporting: { topic: 'reporting', minutes: 2, audience: [everyone, joiner] },
  mail: { topic: 'mail', minutes: 4, audience: [everyone] },
  payments: { topic: 'payments', minutes: 3, audience: [everyone] },
  devices: { topic: 'devices', minutes: 3, audience: [everyone] },
  passwords: { topic: 'passwords', minutes: 4, audience: [everyone, joiner] },
  data: { topic: 'data', minutes: 3, audience: [everyone] },
  first_hour: {
    topic: 'leading',
    minutes: 6,
    audience: [{ audience: 'leaders', role: null, dueDays: 14, ...yearly }, role('lead')],
  },
  evidence: {
    topic: 'evidence',
    minutes: 5,
    audience: [{ audience: 'responders', role: null, dueDays: 14, ...yearly }, role('technical')],
  },
  notes: { topic: 'notes', minutes: 4, audience: [role('scribe')] },
}
