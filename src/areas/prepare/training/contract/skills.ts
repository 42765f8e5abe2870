/** Skills: who can do what on the day, until when, and whether to have it in the house; and which role is ready. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { RoleKey } from '../../../register/powers/contract/words.ts'
import {
  Amount,
  levels,
  MaybeDay,
  MaybeId,
  Name,
  Said,
  skillDecisions,
  skillFlags,
  skillKinds,
  Words,
} from './words.ts'

/** For one year, in whole units of the firm's currency. */
export const SkillCosts = z.strictObject({
  /** Hours in which the skill was needed in the last twelve months. */
  hoursUsed: z.number().int().min(0).max(10_000),
  /** What an hour of one's own people costs, and what it costs to keep the skill fresh. */
  insideHour: Amount,
  insideKeep: Amount,
  /** What an hour from outside costs, and what holding somebody ready costs. */
  outsideHour: Amount,
  outsideKeep: Amount,
})
export type SkillCosts = z.infer<typeof SkillCosts>

const Holder = z.object({
  id: Id,
  memberId: Id,
  name: z.string(),
  level: z.enum(levels),
  isDeputy: z.boolean(),
  source: z.string(),
  gotOn: z.string(),
  expiresOn: z.string().nullable(),
  isEnded: z.boolean(),
})

export const Skill = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(skillKinds),
  note: z.string(),
  holders: z.array(Holder),
  flags: z.array(z.enum(skillFlags)),
  costs: SkillCosts.nullable(),
  /** A year in the house, a year from outside. */
  worked: z.object({ inside: z.number().int(), outside: z.number().int() }).nullable(),
  /** Needs that were found for this skill and are not met. */
  gaps: z.number().int(),
  decision: z
    .object({
      what: z.enum(skillDecisions),
      why: z.string(),
      decidedOn: z.string(),
      decidedBy: z.string(),
      vendorId: Id.nullable(),
      vendor: z.string(),
    })
    .nullable(),
})
export type Skill = z.infer<typeof Skill>

/** A role in an incident with whoever holds it, and whether their training for it is current. */
const RoleReadiness = z.object({
  role: RoleKey,
  roleName: z.string(),
  person: z.string(),
  memberId: Id.nullable(),
  isDeputy: z.boolean(),
  isReady: z.boolean(),
  courses: z.array(
    z.object({
      id: Id,
      title: z.string(),
      state: z.enum(['current', 'missing', 'lapsed']),
      /** Until when it counts, or since when it does not. */
      day: z.string().nullable(),
    }),
  ),
})
export type RoleReadiness = z.infer<typeof RoleReadiness>

export const Skills = z.object({
  skills: z.array(Skill),
  roles: z.array(RoleReadiness),
  can: z.object({ manage: z.boolean() }),
})
export type Skills = z.infer<typeof Skills>

export const readSkills = endpoint({
  name: 'readSkills',
  method: 'GET',
  path: '/skills',
  permission: 'skill.read',
  input: z.strictObject({}),
  output: Skills,
  summary: 'Read which skills the firm has, who holds them until when, and which role is trained',
})

const words = { name: Name, kind: z.enum(skillKinds).default('other'), note: Words }

export const SkillChange = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add'), ...words }),
  z.strictObject({ do: z.literal('change'), skillId: Id, ...words }),
  z.strictObject({ do: z.literal('retire'), skillId: Id, reason: Said }),
  z.strictObject({
    do: z.literal('hold'),
    skillId: Id,
    memberId: Id,
    level: z.enum(levels).default('does'),
    isDeputy: z.boolean().default(false),
    source: z.string().trim().min(1).max(300).describe('What shows it, and who gave it'),
    gotOn: Day,
    expiresOn: MaybeDay,
  }),
  z.strictObject({ do: z.literal('drop'), holderId: Id, reason: Said }),
  z.strictObject({
    do: z.literal('weigh'),
    skillId: Id,
    costs: SkillCosts,
    decision: z.enum(skillDecisions),
    why: Said,
    vendorId: MaybeId,
  }),
])
export type SkillChange = z.infer<typeof SkillChange>

export const changeSkills = endpoint({
  name: 'changeSkills',
  method: 'POST',
  path: '/skill-changes',
  permission: 'training.manage',
  input: z.strictObject({ change: SkillChange }),
  output: Skills,
  summary: 'Keep a skill, who holds it with what shows it, or the decision to have it here or buy it',
})
