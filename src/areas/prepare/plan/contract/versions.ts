/** Versions of the plan: handed in, approved, published, read, printed, and recognised by their code. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { PlanDocument } from './document.ts'

const Version = z.coerce.number().int().min(1).max(1_000_000)

export const Approval = z.object({
  memberId: Id,
  name: z.string(),
  isApproved: z.boolean(),
  words: z.string(),
  decidedAt: z.string(),
})

export const VersionSummary = z.object({
  version: z.number().int(),
  note: z.string(),
  submittedAt: z.string(),
  submittedBy: z.string(),
  quorum: z.number().int(),
  approvals: z.array(Approval),
  /** `replaced`: a later version counts, or waits in its place. */
  state: z.enum(['waiting', 'refused', 'current', 'superseded', 'replaced']),
  publishedAt: z.string().nullable(),
  publishedBy: z.string().nullable(),
  code: z.string().nullable(),
  sha256: z.string(),
})
export type VersionSummary = z.infer<typeof VersionSummary>

export const Reader = z.object({ memberId: Id, name: z.string(), readAt: z.string().nullable() })

export const ShownVersion = VersionSummary.extend({
  document: PlanDocument,
  /** Everybody who is here today, and whether they said that they read this version. */
  readers: z.array(Reader),
  hasRead: z.boolean(),
  canApprove: z.boolean(),
})
export type ShownVersion = z.infer<typeof ShownVersion>

export const publishPlan = endpoint({
  name: 'publishPlan',
  method: 'POST',
  path: '/plan/versions',
  permission: 'plan.approve',
  status: 201,
  input: z.strictObject({
    note: z.string().trim().min(1).max(1000).describe('What is different, for those who read it again'),
  }),
  output: ShownVersion,
  summary: 'Hand the plan in as a version and approve it; it counts once enough people approved',
})

export const listPlanVersions = endpoint({
  name: 'listPlanVersions',
  method: 'GET',
  path: '/plan/versions',
  permission: 'plan.read',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(VersionSummary),
    next: z.null(),
    /** The version that counts, while the one who asks has not said that they read it. */
    toRead: z.number().int().nullable(),
  }),
  summary: 'List the versions of the plan, the newest first',
})

export const readPlanVersion = endpoint({
  name: 'readPlanVersion',
  method: 'GET',
  path: '/plan/versions/{version}',
  permission: 'plan.read',
  input: z.strictObject({ version: Version }),
  output: ShownVersion,
  summary: 'Read a version of the plan with who approved it and who has read it',
})

export const decidePlanVersion = endpoint({
  name: 'decidePlanVersion',
  method: 'POST',
  path: '/plan/versions/{version}/approvals',
  permission: 'plan.approve',
  status: 201,
  input: z.strictObject({
    version: Version,
    isApproved: z.boolean(),
    words: z.string().trim().max(1000).default(''),
  }),
  output: ShownVersion,
  summary: 'Approve or refuse a version that waits; a refusal says why',
})

export const acknowledgePlan = endpoint({
  name: 'acknowledgePlan',
  method: 'POST',
  path: '/plan/versions/{version}/receipt',
  permission: 'plan.acknowledge',
  status: 201,
  input: z.strictObject({ version: Version }),
  output: ShownVersion,
  summary: 'Say that you have read the version that counts',
})

export const fileForms = ['pdf', 'large', 'markdown', 'docx'] as const

export const printPlan = endpoint({
  name: 'printPlan',
  method: 'POST',
  path: '/plan/files',
  permission: 'plan.read',
  kind: 'download',
  mediaType: 'application/octet-stream',
  input: z.strictObject({
    version: Version.nullable().default(null).describe('null: the plan as it stands, marked as a draft'),
    form: z.enum(fileForms),
  }),
  output: z.any(),
  summary: 'Make a booklet (also in large print), a Word file or plain text of the plan',
})

export const checkPlanCopy = endpoint({
  name: 'checkPlanCopy',
  method: 'GET',
  path: '/plan-checks/{code}',
  permission: 'public',
  input: z.strictObject({ code: z.string().min(1).max(40) }),
  output: z.object({
    state: z.enum(['current', 'superseded']),
    version: z.number().int(),
    publishedOn: z.string(),
    /** The version that counts today. */
    currentVersion: z.number().int(),
    currentOn: z.string(),
  }),
  summary: 'Ask whether a printed copy is the plan that counts, by the code at the foot of its pages',
})
