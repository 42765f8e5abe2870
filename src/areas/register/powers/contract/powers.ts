/** Who holds which role, and who may decide what up to which sum, with whom. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Mandate } from './mandates.ts'
import { Amount, Currency, Decision, Name, RoleKey, Words, warningKinds } from './words.ts'

/** Somebody who holds something, as one would call them. */
export const Holder = z.object({
  id: Id,
  name: z.string(),
  /** Still on the list of contacts. */
  isHere: z.boolean(),
  isAway: z.boolean(),
  atNight: z.boolean(),
  /** The number that works when nothing else does; '' where none is known. */
  number: z.string(),
})
export type Holder = z.infer<typeof Holder>

export const StandingRole = z.object({
  role: RoleKey,
  /** '' for a role that ships and kept its own words. */
  name: z.string(),
  duties: z.string(),
  isOwn: z.boolean(),
  holder: Holder.nullable(),
  deputy: Holder.nullable(),
})
export type StandingRole = z.infer<typeof StandingRole>

export const DecisionRight = z.object({
  decision: Decision,
  holder: Holder.nullable(),
  deputy: Holder.nullable(),
  also: z.array(Holder),
  /** How many of them have to say yes. */
  quorum: z.number().int(),
  amount: z.number().int().nullable(),
  currency: z.string(),
  note: z.string(),
})
export type DecisionRight = z.infer<typeof DecisionRight>

export const PowerWarning = z.object({
  kind: z.enum(warningKinds),
  /** The role, the decision or the mandate it is about. */
  about: z.string(),
  name: z.string(),
  day: z.string(),
})
export type PowerWarning = z.infer<typeof PowerWarning>

export const Powers = z.object({
  roles: z.array(StandingRole),
  rights: z.array(DecisionRight),
  mandates: z.array(Mandate),
  warnings: z.array(PowerWarning),
  /** Who is on call now; null when nobody is. */
  onCall: Holder.nullable(),
  can: z.object({ manage: z.boolean() }),
})
export type Powers = z.infer<typeof Powers>

export const readPowers = endpoint({
  name: 'readPowers',
  method: 'GET',
  path: '/powers',
  permission: 'power.read',
  input: z.strictObject({}),
  output: Powers,
  summary: 'Read who holds which role, who may decide what, the mandates, and what is risky about it',
})

const held = { holderId: Id.nullable().default(null), deputyId: Id.nullable().default(null) }

export const addStandingRole = endpoint({
  name: 'addStandingRole',
  method: 'POST',
  path: '/standing-roles',
  permission: 'power.manage',
  status: 201,
  input: z.strictObject({ name: Name, duties: Words, ...held }),
  output: StandingRole,
  summary: 'Add a role of one’s own',
})

export const setStandingRole = endpoint({
  name: 'setStandingRole',
  method: 'PUT',
  path: '/standing-roles/{role}',
  permission: 'power.manage',
  input: z.strictObject({
    role: RoleKey,
    name: z.string().trim().max(200).default(''),
    duties: Words,
    ...held,
  }),
  output: StandingRole,
  summary: 'Say who holds a role and who stands in',
})

export const dropStandingRole = endpoint({
  name: 'dropStandingRole',
  method: 'DELETE',
  path: '/standing-roles/{role}',
  permission: 'power.manage',
  input: z.strictObject({ role: Id }),
  output: z.object({ dropped: z.literal(true) }),
  summary: 'Take a role of one’s own out of use; refused while somebody holds it',
})

export const setDecisionRight = endpoint({
  name: 'setDecisionRight',
  method: 'PUT',
  path: '/decision-rights/{decision}',
  permission: 'power.manage',
  input: z.strictObject({
    decision: Decision,
    ...held,
    alsoIds: z.array(Id).max(10).default([]),
    quorum: z.number().int().min(1).max(5).default(1),
    amount: Amount.nullable().default(null),
    currency: Currency,
    note: Words,
  }),
  output: DecisionRight,
  summary: 'Say who may take a decision, who stands in, up to which sum and how many have to agree',
})
