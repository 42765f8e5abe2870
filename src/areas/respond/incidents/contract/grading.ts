/** The table that an organisation grades by: how bad, who is called, which clocks start. Versioned; an edit makes a new version. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { severities } from '../../../../base/incident-words.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { risks, spreads } from './first-hour-words.ts'
import { outsiders, shippedRoles } from './role-words.ts'

const Severity = z.enum(severities)
const row = z.strictObject({
  none: Severity,
  one: Severity,
  some: Severity,
  many: Severity,
  all: Severity,
  unknown: Severity,
} satisfies Record<(typeof spreads)[number], typeof Severity>)

/** Somebody to call: an incident role, or somebody outside. */
export const Call = z.strictObject({
  who: z.enum([...shippedRoles, 'owner', ...outsiders]),
  /** Minutes from the grading. */
  withinMinutes: z.number().int().min(0).max(10_080),
})
export type Call = z.infer<typeof Call>

/** A clock in plain words. The obligations of the organisation bring exact ones. */
export const ClockLine = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Hours from the grading. */
  hours: z.number().min(0).max(8760),
  /** Law, contract or playbook that says so. */
  source: z.string().trim().max(300).default(''),
  /** Day on which somebody last read that source, or '' for never. */
  checkedOn: z.union([z.iso.date(), z.literal('')]).default(''),
})
export type ClockLine = z.infer<typeof ClockLine>

const Line = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** Any of each; none given means every one. */
  severities: z.array(Severity).max(4).default([]),
  risks: z.array(z.enum(risks)).max(risks.length).default([]),
  spreads: z.array(z.enum(spreads)).max(spreads.length).default([]),
  kinds: z.array(IncidentKind).max(17).default([]),
  calls: z.array(Call).max(16).default([]),
  clocks: z.array(ClockLine).max(10).default([]),
})

/** This bad at least, whatever the cell says. */
const Floor = z.strictObject({
  kind: IncidentKind,
  spreads: z.array(z.enum(spreads)).max(spreads.length).default([]),
  severity: Severity,
})

export const GradingTable = z.strictObject({
  /** Row: what is at risk; column: how far it reaches. */
  grid: z.strictObject({
    safety: row,
    money_gone: row,
    personal: row,
    passwords: row,
    money: row,
    secrets: row,
    unknown: row,
    nothing: row,
  } satisfies Record<(typeof risks)[number], typeof row>),
  floors: z.array(Floor).max(60),
  /** One step worse, to S2 at most, while it goes on. */
  isWorseWhileGoingOn: z.boolean(),
  /** At least S3 when customers know, S2 when the public does. */
  isWorseWhenOutsideKnows: z.boolean(),
  lines: z.array(Line).max(40),
  /** Minutes between briefings of a crisis. */
  briefingMinutes: z.number().int().min(5).max(1440),
})
export type GradingTable = z.infer<typeof GradingTable>
export type GradingLine = GradingTable['lines'][number]

export const GradingVersion = z.object({
  /** 1 is what Muster brought. */
  version: z.number().int(),
  sha256: z.string(),
  /** null while it is as Muster brought it and nothing was judged by it. */
  changedAt: z.string().nullable(),
  changedBy: z.string(),
  reason: z.string(),
})
export type GradingVersion = z.infer<typeof GradingVersion>

/** What a version changed of the one before. */
export const GradingChange = z.union([
  z.object({
    part: z.literal('cell'),
    row: z.enum(risks),
    column: z.enum(spreads),
    from: Severity,
    to: Severity,
  }),
  z.object({ part: z.enum(['line', 'floor']), name: z.string(), how: z.enum(['new', 'changed', 'gone']) }),
  z.object({ part: z.literal('rule'), name: z.string(), from: z.string(), to: z.string() }),
])
export type GradingChange = z.infer<typeof GradingChange>

const WholeVersion = GradingVersion.extend({ table: GradingTable })

export const readGrading = endpoint({
  name: 'readGrading',
  method: 'GET',
  path: '/grading',
  permission: 'grading.read',
  input: z.strictObject({
    version: z.coerce
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe('An older one; else the one that holds'),
  }),
  output: WholeVersion,
  summary: 'Read the table that incidents are graded by',
})

export const changeGrading = endpoint({
  name: 'changeGrading',
  method: 'PUT',
  path: '/grading',
  permission: 'grading.manage',
  input: z.strictObject({
    /** The version that was edited; another one in force meanwhile is a conflict. */
    basedOn: z.number().int().min(1),
    table: GradingTable,
    reason: z.string().trim().min(1).max(1000),
  }),
  output: WholeVersion,
  summary: 'Put a new version of the table in force, with a reason',
})

export const listGradingVersions = endpoint({
  name: 'listGradingVersions',
  method: 'GET',
  path: '/grading/versions',
  permission: 'grading.read',
  input: z.strictObject(pageInput),
  output: pageOf(GradingVersion.extend({ changes: z.array(GradingChange) })),
  summary: 'List the versions of the table, newest first, with what each changed',
})
