/** Training: the closed lists of words, and the shapes that courses, skills and drills share. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { Id } from '../../../../base/ids.ts'

export const topics = [
  'reporting',
  'mail',
  'payments',
  'devices',
  'passwords',
  'data',
  'leading',
  'evidence',
  'notes',
  'tools',
  'other',
] as const
export const courseStates = ['draft', 'in_use', 'withdrawn'] as const
/** Who has to take a course: by what they are here, or by the role that they hold in an incident. */
export const audiences = ['everyone', 'joiners', 'leaders', 'responders', 'role'] as const
/** Why somebody has to. */
export const reasons = ['role', 'incident', 'exercise', 'law', 'own'] as const
export type Reason = (typeof reasons)[number]

export const assignmentStates = ['open', 'overdue', 'done', 'lapsed', 'excused'] as const
export type AssignmentState = (typeof assignmentStates)[number]
/** How a training was taken; `excused` is how it was not. */
export const endings = ['check', 'attended', 'certificate', 'drill', 'excused'] as const
export type Ending = (typeof endings)[number]
/** Those that a person enters for somebody else. */
export const enteredEndings = ['attended', 'certificate', 'drill', 'excused'] as const

export const skillKinds = [
  'leading',
  'technical',
  'forensic',
  'legal',
  'communications',
  'recovery',
  'other',
] as const
/** Knows how it goes, does it alone, teaches others. */
export const levels = ['knows', 'does', 'teaches'] as const
export const skillDecisions = ['in_house', 'outside', 'both', 'without'] as const
/** What is risky about who has a skill. */
export const skillFlags = ['nobody', 'alone', 'no_deputy', 'ends_soon', 'ended', 'undecided'] as const
export type SkillFlag = (typeof skillFlags)[number]

export const drillResults = ['isolated', 'not_isolated', 'broken_off'] as const
export const needOrigins = ['review', 'exercise', 'incident', 'leaver', 'own'] as const
export type NeedOrigin = (typeof needOrigins)[number]
export const needDecisions = ['course', 'hire', 'contract', 'none'] as const

export const Name = z.string().trim().min(1).max(200)
export const Words = z.string().trim().max(2000).default('')
export const Said = z.string().trim().min(1).max(2000)
export const Minutes = z.number().int().min(1).max(600)
/** Whole units of the firm's currency. */
export const Amount = z.number().int().min(0).max(1_000_000_000)
export const MaybeId = Id.nullable().default(null)
export const MaybeDay = Day.nullable().default(null)
export const RenewMonths = z.number().int().min(1).max(60).nullable().default(null)
