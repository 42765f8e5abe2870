/** Contacts: the closed lists of words, and the shapes that contacts, lists and the call tree share. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'

/** One of ours, somebody who helps us, an office that has to be told or can help. */
export const contactKinds = ['staff', 'helper', 'authority'] as const
export type ContactKind = (typeof contactKinds)[number]

/** Where an entry comes from. All but `own` stand in another register and are changed there; nothing of them is copied. */
export const contactSources = ['own', 'member', 'supplier', 'retainer', 'insurer'] as const
export type ContactSource = (typeof contactSources)[number]

export const wayKinds = ['phone', 'mobile', 'work_mail', 'private_mail', 'messenger', 'address'] as const
export type WayKind = (typeof wayKinds)[number]

/** How somebody found out that a contact still works. */
export const confirmations = ['called', 'mailed', 'messaged', 'met', 'tested'] as const
export type Confirmation = (typeof confirmations)[number]

/** Confirmed long enough ago to be tried again: a team quarterly, everybody else twice a year. */
export const freshness = ['fresh', 'amber', 'never'] as const

export const Name = z.string().trim().min(1).max(200)
export const Line = z.string().trim().max(300).default('')
export const Words = z.string().trim().max(2000).default('')
export const Reason = z.string().trim().min(1).max(1000)

export const Way = z.strictObject({
  kind: z.enum(wayKinds),
  value: z.string().trim().min(1).max(300),
  /** Works at night. */
  atNight: z.boolean().default(false),
  /** Works while our own mail, sign-in and directory are down. */
  whenDown: z.boolean().default(false),
})
export type Way = z.infer<typeof Way>
export const Ways = z.array(Way).max(12)

export const Away = z
  .array(
    z.strictObject({ from: Day, to: Day }).refine(({ from, to }) => from <= to, {
      path: ['to'],
      error: 'must not lie before the first day',
    }),
  )
  .max(50)
export type Away = z.infer<typeof Away>

export const Language = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{2,3}$/, 'must be a code of two or three letters, like de')
export const TimeZone = z.string().max(64).refine(isTimeZone, 'must be a time zone like Europe/Vienna')

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
