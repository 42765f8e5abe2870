/** Controls: what keeps harm away or lets it be noticed. The first is watching the network. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'

export const watchedWords = ['yes', 'no', 'unknown'] as const
export const signVerdicts = ['seen', 'unseen', 'unknown'] as const
const Name = z.string().trim().min(1).max(200)
const How = z.string().trim().max(300).default('')

/** A part of the network: an asset of the register, or one that has no entry there. */
export const Segment = z.strictObject({
  name: Name,
  assetId: Id.nullable().default(null),
  watched: z.enum(watchedWords),
  how: How.describe('By which tool, or by hand and how often'),
  checkedOn: Day.nullable().default(null).describe('When somebody last made sure'),
})
export type Segment = z.infer<typeof Segment>

export const gapKinds = [
  'unowned',
  'nothing_covered',
  'segment_no',
  'segment_unknown',
  'segment_old',
  'look_over',
  'sign_unseen',
  'sign_unknown',
] as const
/** One thing that would go unnoticed, as a sentence to be. */
const Gap = z.object({ kind: z.enum(gapKinds), name: z.string(), day: z.string(), count: z.number().int() })
export type Gap = z.infer<typeof Gap>

const Verdict = z.object({
  verdict: z.enum(signVerdicts),
  how: z.string(),
  /** Null while nobody has judged it. */
  judgedAt: z.string().nullable(),
  judgedBy: z.string(),
})
const Sign = Verdict.extend({ sign: z.string(), rule: z.string() })
export type Sign = z.infer<typeof Sign>

export const PastKind = z.object({
  kind: IncidentKind,
  /** What the playbook of this kind says could have been seen early. */
  signs: z.array(Sign),
  /** How each case of it was noticed. */
  cases: z.array(Verdict.extend({ id: Id, number: z.number().int(), title: z.string(), sign: z.string() })),
})
export type PastKind = z.infer<typeof PastKind>

export const NetworkWatch = z.object({
  /** 0 while nobody has written it down. */
  version: z.number().int(),
  ownerId: Id.nullable(),
  owner: z.string(),
  segments: z.array(Segment),
  nextLookOn: z.string().nullable(),
  reason: z.string(),
  savedAt: z.string().nullable(),
  savedBy: z.string(),
  gaps: z.array(Gap),
  /** Kinds of which there was a real case that was not a false alarm. */
  past: z.array(PastKind),
  /** Networks of the register that no part names yet. */
  missing: z.array(z.object({ id: Id, name: z.string() })),
  can: z.object({ manage: z.boolean() }),
})
export type NetworkWatch = z.infer<typeof NetworkWatch>

export const readNetworkWatch = endpoint({
  name: 'readNetworkWatch',
  method: 'GET',
  path: '/network-watch',
  permission: 'control.read',
  input: z.strictObject({}),
  output: NetworkWatch,
  summary:
    'Read who watches which parts of the network, and which early signs of past incidents would be seen',
})

export const saveNetworkWatch = endpoint({
  name: 'saveNetworkWatch',
  method: 'PUT',
  path: '/network-watch',
  permission: 'control.manage',
  input: z.strictObject({
    basedOn: z.number().int().min(0).describe('Version that was changed; refused when somebody was faster'),
    ownerId: Id.nullable().default(null),
    segments: z.array(Segment).max(100),
    nextLookOn: Day.nullable().default(null).describe('In half a year where it is left out'),
    reason: z.string().trim().max(1000).default(''),
  }),
  output: NetworkWatch,
  summary: 'Say who watches which parts of the network and when somebody looks again, as a new version',
})

export const judgeEarlySign = endpoint({
  name: 'judgeEarlySign',
  method: 'PUT',
  path: '/early-signs',
  permission: 'control.manage',
  input: z.strictObject({
    kind: IncidentKind,
    incidentId: Id.nullable().default(null).describe('For the sign by which this case was noticed'),
    sign: z.string().trim().min(1).max(1000),
    verdict: z.enum(signVerdicts),
    how: How.describe('Who or what would see it'),
  }),
  output: NetworkWatch,
  summary: 'Say whether an early sign would be seen today',
})

/** What the list of what would fail today must know; nothing while nobody has begun. */
export interface NetworkStanding {
  readonly network: { readonly gaps: readonly Gap[] }
}

/** A case as it ended, with the words by which it was noticed. */
export interface PastCase {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly kind: PastKind['kind']
  readonly notice: string
}
