/** The organisation and the words that describe people, as forms, endpoints and tables share them. */
import * as z from 'zod'
import { memberRoles, ownRoles } from '../../../../base/permissions.ts'
import { brandFields } from '../../../../base/brand.ts'
import { Id } from '../../../../base/ids.ts'
import { isTimeZone } from '../../../../base/time.ts'

export const organisationSizes = ['1-9', '10-49', '50-249', '250+'] as const
export const sectors = [
  'agriculture',
  'construction',
  'education',
  'finance',
  'health',
  'hospitality',
  'manufacturing',
  'media',
  'nonprofit',
  'professional',
  'public',
  'retail',
  'technology',
  'transport',
  'utilities',
  'other',
] as const

/** One line of text: no control characters, which terminals obey, and no half of a character, which no database takes. */
export const Line = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line of text')

export const Role = z.enum(memberRoles)
/** What a person can be made here; guests are invited to a case, from the case. */
export const OwnRole = z.enum(ownRoles)
export const PersonName = Line.min(1).max(120)
export const Email = z.string().trim().max(254)

export const organisationFields = {
  name: Line.min(1).max(120),
  country: z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two letters, like AT (ISO 3166-1)'),
  timeZone: z.string().refine(isTimeZone, 'must be a time zone like Europe/Vienna'),
  size: z.enum(organisationSizes),
  sector: z.enum(sectors),
}

/** Who sees colour and letters before the sign-in: devices that were inside before, or all who know the address. */
export const signInLooks = ['known', 'all'] as const

export const Organisation = z.object({
  id: Id,
  slug: z.string(),
  ...organisationFields,
  ...brandFields,
  signInLook: z.enum(signInLooks),
  demo: z.boolean(),
  /** It looks after others. */
  isProvider: z.boolean(),
})
