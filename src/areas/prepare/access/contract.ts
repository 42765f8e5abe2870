/** Access: who gets into which system, campaigns in which somebody goes through it, and people who left and still get in. */
import * as z from 'zod'
import { Day } from '../../../base/calendar-day.ts'
import { csvBodyBytes, endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { memberRoles } from '../../../base/permissions.ts'
import { pageInput, pageOf } from '../../../base/page.ts'

export const factorStates = ['yes', 'no', 'unknown'] as const
export const verdicts = ['keep', 'remove', 'change'] as const
export const accountSources = ['hand', 'list', 'people'] as const
/** One account, a list out of the system itself, or everybody who works here to begin with. */
export const savingWays = ['one', 'list', 'people'] as const

const Counts = {
  accounts: z.number().int(),
  /** With a second factor, without one, and those of which nobody knows. */
  yes: z.number().int(),
  no: z.number().int(),
  unknown: z.number().int(),
}

export const AccessSystem = z.object({
  id: Id,
  name: z.string(),
  kind: z.string(),
  ownerId: Id.nullable(),
  ...Counts,
  /** When its list was last said to be right; null where none is kept, so that nothing is known. */
  listedAt: z.string().nullable(),
  /** In the campaign that runs; null where it is not in it. */
  review: z
    .object({ reviewer: z.string(), reviewerId: Id, open: z.number().int(), isDone: z.boolean() })
    .nullable(),
})
export type AccessSystem = z.infer<typeof AccessSystem>

const Answer = z.object({
  verdict: z.enum(verdicts),
  reason: z.string(),
  answeredAt: z.string(),
  answeredBy: z.string(),
  /** It was given in the campaign that runs. */
  isCurrent: z.boolean(),
  dueOn: z.string().nullable(),
  owner: z.string(),
  doneAt: z.string().nullable(),
  doneBy: z.string(),
  proof: z.string(),
})

export const Account = z.object({
  id: Id,
  login: z.string(),
  holder: z.string(),
  memberId: Id.nullable(),
  rights: z.string(),
  secondFactor: z.enum(factorStates),
  source: z.enum(accountSources),
  seenAt: z.string(),
  /** Belongs to somebody who left. */
  isLeaver: z.boolean(),
  /** What its holder may do in Muster itself: their role, and the profile that stands in its place; null where it is nobody of here. */
  here: z.object({ role: z.enum(memberRoles), profile: z.string().nullable() }).nullable(),
  /** The last one; null where nobody ever said anything. */
  answer: Answer.nullable(),
})
export type Account = z.infer<typeof Account>

const Campaign = z.object({
  id: Id,
  name: z.string(),
  dueOn: z.string(),
  startedAt: z.string(),
  startedBy: z.string(),
  endedAt: z.string().nullable(),
  systems: z.number().int(),
  done: z.number().int(),
})
export type Campaign = z.infer<typeof Campaign>

const Task = z.object({
  accountId: Id,
  assetId: Id,
  system: z.string(),
  login: z.string(),
  holder: z.string(),
  verdict: z.enum(verdicts),
  reason: z.string(),
  dueOn: z.string(),
  isLate: z.boolean(),
  owner: z.string(),
})
export type Task = z.infer<typeof Task>

const LeaverCheck = z.object({
  id: Id,
  memberId: Id.nullable(),
  name: z.string(),
  /** Systems whose list was looked through, and accounts of this person that were taken out before. */
  systems: z.number().int(),
  removed: z.number().int(),
  /** Of these nobody keeps a list: what is in them is unknown. */
  unlisted: z.array(z.string()),
  oldestListOn: z.string().nullable(),
  note: z.string(),
  checkedAt: z.string(),
  checkedBy: z.string(),
})
export type LeaverCheck = z.infer<typeof LeaverCheck>

const Leaver = z.object({
  memberId: Id,
  name: z.string(),
  leftAt: z.string(),
  /** What they still get into. */
  holds: z.array(z.object({ accountId: Id, assetId: Id, system: z.string(), login: z.string() })),
  /** When somebody last showed that they get in nowhere; null for never since they left. */
  checkedAt: z.string().nullable(),
})
export type Leaver = z.infer<typeof Leaver>

export const listAccess = endpoint({
  name: 'listAccess',
  method: 'GET',
  path: '/access',
  permission: 'asset.read',
  input: z.strictObject({ ...pageInput, q: z.string().max(200).optional().describe('Part of the name') }),
  output: pageOf(AccessSystem).extend({
    /** All systems together, with how many of them have a list; the rest stands with the first page alone. */
    totals: z.object({ ...Counts, listed: z.number().int(), unlisted: z.number().int() }),
    campaign: Campaign.nullable(),
    past: z.array(Campaign),
    tasks: z.array(Task),
    leavers: z.array(Leaver),
    checks: z.array(LeaverCheck),
    can: z.object({ review: z.boolean() }),
  }),
  summary: 'List who has access to how much, system by system, with the campaign, tasks and leavers',
})

export const getAccess = endpoint({
  name: 'getAccess',
  method: 'GET',
  path: '/access/{id}',
  permission: 'asset.read',
  input: z.strictObject({ id: Id, ...pageInput }),
  output: pageOf(Account).extend({
    system: AccessSystem,
    can: z.object({ review: z.boolean(), answer: z.boolean() }),
  }),
  summary: 'List who gets into one system, with what was said about each account',
})

const Line = z.string().trim().max(200).default('')
const Note = z.string().trim().max(1000).default('')

export const saveAccounts = endpoint({
  name: 'saveAccounts',
  method: 'POST',
  path: '/access/{id}/accounts',
  permission: 'access.review',
  status: 201,
  bodyBytes: csvBodyBytes,
  input: z.strictObject({
    id: Id,
    how: z.enum(savingWays),
    login: z.string().trim().min(1).max(200).optional().describe('For `one`; one that is there is changed'),
    holder: Line,
    memberId: Id.nullable().default(null),
    rights: Line,
    secondFactor: z.enum(factorStates).default('unknown'),
    csv: z
      .string()
      .min(1)
      .max(500_000)
      .optional()
      .describe('For `list`: our columns, or an export of Microsoft or Google'),
    isWhole: z.boolean().default(true).describe('For `list`: who is not in it gets in no more'),
  }),
  output: z.object({
    added: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
    gone: z.number().int(),
  }),
  summary: 'Write down who gets into a system: one account, a whole list, or everybody who works here',
})

export const startAccessCampaign = endpoint({
  name: 'startAccessCampaign',
  method: 'POST',
  path: '/access-campaigns',
  permission: 'access.review',
  status: 201,
  input: z.strictObject({
    name: z.string().trim().min(1).max(200),
    dueOn: Day,
    systems: z
      .array(z.strictObject({ assetId: Id, reviewerId: Id }))
      .min(1)
      .max(500)
      .describe('Each with the one who goes through it'),
  }),
  output: Campaign,
  summary: 'Begin a campaign in which somebody goes through who has access to each system',
})

export const answerAccount = endpoint({
  name: 'answerAccount',
  method: 'POST',
  path: '/access-accounts/{id}/answers',
  permission: 'access.review',
  status: 201,
  input: z.strictObject({
    id: Id,
    verdict: z
      .enum([...verdicts, 'done'])
      .describe('`done`: what was to be removed or changed is, with its proof'),
    reason: Note,
    ownerId: Id.optional().describe('Who removes or changes it'),
    dueOn: Day.optional().describe('By when; in a week where it is left out'),
    proof: Note,
  }),
  output: Account,
  summary: 'Say whether an account stays, goes or changes, and show that it was done',
})

export const checkLeaver = endpoint({
  name: 'checkLeaver',
  method: 'POST',
  path: '/leaver-checks',
  permission: 'access.review',
  status: 201,
  input: z.strictObject({
    memberId: Id.optional(),
    name: z.string().trim().min(1).max(200).optional().describe('Of somebody who never had an account here'),
    note: Note,
  }),
  output: LeaverCheck,
  summary: 'Show that somebody who left gets in nowhere; refused while an account of theirs stands',
})
