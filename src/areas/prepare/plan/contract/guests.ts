/** Somebody from outside reads one version of the plan, until a date, and nothing else. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'
import { PlanDocument } from './document.ts'

const Version = z.coerce.number().int().min(1).max(1_000_000)

const PlanGuest = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  version: z.number().int(),
  grantedAt: z.string(),
  grantedBy: z.string(),
  endsAt: z.string(),
  /** `over`: by itself or by somebody. */
  state: z.enum(['open', 'over']),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  /** Each time they read or took the plan along, the newest first, a hundred at most. */
  readings: z.array(z.object({ at: z.string(), action: z.enum(['read', 'taken']) })),
})
export type PlanGuest = z.infer<typeof PlanGuest>

const Guests = z.object({ items: z.array(PlanGuest), next: z.null() })

export const listPlanGuests = endpoint({
  name: 'listPlanGuests',
  method: 'GET',
  path: '/plan/versions/{version}/guests',
  permission: 'guest.invite',
  input: z.strictObject({ version: Version }),
  output: Guests,
  summary: 'List who from outside may read this version, until when, and each time they did',
})

export const invitePlanGuest = endpoint({
  name: 'invitePlanGuest',
  method: 'POST',
  path: '/plan/versions/{version}/guests',
  permission: 'guest.invite',
  status: 201,
  input: z.strictObject({
    version: Version.describe('One that was published'),
    name: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line of text'),
    email: z.string().trim().max(254),
    endsAt: InstantIn.describe('When the access ends by itself; at most a year from now'),
  }),
  output: z.object({
    guests: Guests,
    /** Shown once; null when the guest has an account and joins nothing anew. */
    inviteUrl: z.string().nullable(),
  }),
  summary:
    'Let somebody from outside read this version of the plan until a date; whoever is let in anew reads this one',
})

export const endPlanGuest = endpoint({
  name: 'endPlanGuest',
  method: 'DELETE',
  path: '/plan/guests/{guest}',
  permission: 'guest.invite',
  input: z.strictObject({ guest: Id }),
  output: Guests,
  summary: 'End the access of a guest of the plan at once',
})

export const readGuestPlan = endpoint({
  name: 'readGuestPlan',
  method: 'GET',
  path: '/guest-plan',
  permission: 'plan.visit',
  input: z.strictObject({}),
  output: z.object({
    version: z.number().int(),
    endsAt: z.string(),
    code: z.string().nullable(),
    document: PlanDocument,
  }),
  summary: 'Read the version of the plan that was opened to me',
})

export const findGuestPlan = endpoint({
  name: 'findGuestPlan',
  method: 'GET',
  path: '/guest-plan/opening',
  permission: 'inbox.own',
  input: z.strictObject({}),
  output: z.object({ opening: z.object({ version: z.number().int(), endsAt: z.string() }).nullable() }),
  summary: 'Find whether a version of the plan is open to me, without reading it',
})

export const guestForms = ['pdf', 'large'] as const

export const printGuestPlan = endpoint({
  name: 'printGuestPlan',
  method: 'POST',
  path: '/guest-plan/files',
  permission: 'plan.visit',
  kind: 'download',
  mediaType: 'application/pdf',
  input: z.strictObject({ form: z.enum(guestForms) }),
  output: z.any(),
  summary: 'Take along the version of the plan that was opened to me as a booklet',
})
