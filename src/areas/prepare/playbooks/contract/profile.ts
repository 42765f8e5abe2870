/** What the organisation works with: decides whose clicks a step shows first, and which steps are not for it. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { HourRate } from '../../../../base/money.ts'

export const platforms = [
  'microsoft365',
  'google_workspace',
  'windows',
  'macos',
  'linux',
  'ios',
  'android',
  'firewall',
  'aws',
  'azure',
  'gcp',
  'wordpress',
  'woocommerce',
  'shopify',
  'custom_app',
  'hosting',
  'git',
  'cdn',
  'phone',
] as const
export const Platform = z.enum(platforms)
export type Platform = z.infer<typeof Platform>

/** What is true of the business, asked as one question each. */
export const traits = [
  'card_payments',
  'online_shop',
  'own_servers',
  'remote_access',
  'private_devices',
  'outside_it',
  'cyber_insurance',
  'serves_other_firms',
  'writes_software',
] as const
export const Trait = z.enum(traits)
export type Trait = z.infer<typeof Trait>

const Known = z.enum(['yes', 'no', 'unknown'])

/** A platform that is not ticked is not in use; a trait nobody could answer is `unknown`, never a silent no. */
export const Profile = z.strictObject({
  platforms: z.array(Platform).max(platforms.length),
  traits: z.partialRecord(Trait, Known),
})
export type Profile = z.infer<typeof Profile>

/** For whom a step is: any one of what is named is enough. Nothing named: for everybody. */
export const Fitness = z.strictObject({
  platforms: z.array(Platform).min(1).max(platforms.length).optional(),
  traits: z.array(Trait).min(1).max(traits.length).optional(),
})
export type Fitness = z.infer<typeof Fitness>

export const ShownProfile = z.object({
  /** What an hour of one of our people costs; null while nobody said. */
  hourRate: HourRate.nullable(),
  /** Null until somebody filled it in: then nothing is left out and every platform is shown. */
  profile: Profile.nullable(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})

export const readProfile = endpoint({
  name: 'readProfile',
  method: 'GET',
  path: '/response-profile',
  permission: 'playbook.read',
  input: z.strictObject({}),
  output: ShownProfile,
  summary: 'Read what the organisation works with',
})

export const changeProfile = endpoint({
  name: 'changeProfile',
  method: 'PUT',
  path: '/response-profile',
  permission: 'playbook.edit',
  input: z.strictObject({
    ...Profile.shape,
    hourRate: HourRate.nullable()
      .optional()
      .describe('What an hour of one of our people costs. Absent to stay'),
  }),
  output: ShownProfile,
  summary: 'Say what the organisation works with; runs that have started keep what they were started with',
})
