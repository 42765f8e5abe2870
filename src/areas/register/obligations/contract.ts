import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { InstantIn } from '../../../base/time.ts'
import { DirectoryEntry, directoryKinds, packs } from './rules/directory.ts'
import { clockStarts } from './rules/fact-base.ts'
import { Facts, subdivisionSums, totalOf } from './rules/facts.ts'
import { dataCategories, entityClasses, piElements, productEvents, roles } from './rules/vocabulary.ts'

export { Facts, subdivisionSums, totalOf }
/** Which times start clocks; a fact `times.<name>` each. */
export const clockStartNames: readonly string[] = clockStarts
/** The words that facts with a list may use. */
export const factWords: Readonly<Record<string, readonly string[]>> = {
  'entity.classes': entityClasses,
  role: roles,
  data_categories: dataCategories,
  pi_elements: piElements,
  product_event: productEvents,
  risk_to_individuals: ['none', 'risk', 'high'],
}

const Local = z.string().meta({ format: 'date-time' })

const Explanation = z.strictObject({
  text: z.string(),
  regime: z.string(),
  law: z.string(),
  citation: z.string(),
  confirmed: z.boolean(),
  checkedOn: z.iso.date(),
  binding: z.enum(['statutory', 'contractual', 'voluntary']),
  rule: z.string(),
  start: z
    .strictObject({ from: z.string(), at: Local, standsInFor: z.enum(clockStarts).nullable() })
    .nullable(),
  facts: z.array(z.strictObject({ fact: z.string(), value: z.unknown() })),
  missing: z.array(z.string()),
  exemptions: z.array(z.string()),
  softTarget: z.string().nullable(),
  content: z.array(z.string()),
  how: z.string().nullable(),
  lateConsequence: z.string().nullable(),
  notes: z.array(z.string()),
})

export const EvaluatedDuty = z.strictObject({
  key: z.string(),
  regime: z.string(),
  recipient: z.strictObject({ kind: z.string(), name: z.string() }),
  stage: z.string(),
  dueAt: Local.nullable(),
  extendedDueAt: Local.nullable(),
  asap: z.boolean(),
  projected: z.boolean(),
  recordOnly: z.boolean(),
  voluntary: z.boolean(),
  status: z.enum(['live', 'waiting', 'possible']),
  overdue: z.boolean(),
  submittedAt: Local.nullable(),
  explanation: Explanation,
})

export type EvaluatedDuty = z.infer<typeof EvaluatedDuty>

const Question = z.strictObject({
  fact: z.string(),
  meaning: z.string(),
  keys: z.array(z.string()),
})

export const evaluateObligations = endpoint({
  name: 'evaluateObligations',
  method: 'POST',
  path: '/obligations/evaluations',
  permission: 'obligation.read',
  input: z.strictObject({ facts: Facts, now: InstantIn }),
  output: z.strictObject({
    duties: z.array(EvaluatedDuty),
    questions: z.array(Question),
    disclaimer: z.string(),
    reviewedOn: z.iso.date(),
    reviewDue: z.iso.date(),
  }),
  summary: 'Which notices a case demands, to whom and by when, with the source of each; stores nothing',
  readOnly: true,
})

const Standing = z.enum(['never', 'lapsed', 'other_edition', 'current'])

/** A regime as the library shows it. */
export const LibraryRegime = z.object({
  id: z.string(),
  pack: z.enum(packs),
  name: z.string(),
  jurisdiction: z.array(z.string()),
  binding: z.string(),
  status: z.string(),
  law: z.string(),
  citation: z.string(),
  isConfirmed: z.boolean(),
  notes: z.string(),
  sources: z.array(z.object({ title: z.string(), address: z.string() })),
  duties: z.array(
    z.object({
      id: z.string(),
      recipient: z.string(),
      stage: z.string(),
      /** From when, and how long. */
      rule: z.string(),
      citation: z.string(),
      content: z.array(z.string()),
      how: z.string(),
      isConfirmed: z.boolean(),
    }),
  ),
})
export type LibraryRegime = z.infer<typeof LibraryRegime>

export const readLibrary = endpoint({
  name: 'readLibrary',
  method: 'GET',
  path: '/obligations/library',
  permission: 'obligation.read',
  input: z.strictObject({
    pack: z.enum(packs).optional().describe('Left out: the packs alone, without their laws'),
    q: z.string().max(100).optional().describe('Part of a name, law or citation'),
  }),
  output: z.object({
    edition: z.string(),
    checkedOn: z.string(),
    reviewDue: z.string(),
    isStale: z.boolean(),
    packs: z.array(
      z.object({
        pack: z.enum(packs),
        regimes: z.number().int(),
        duties: z.number().int(),
        /** By country and sector of the organisation. */
        isOurs: z.boolean(),
        standing: Standing,
        reviewedAt: z.string().nullable(),
        reviewedBy: z.string(),
        dueOn: z.string().nullable(),
      }),
    ),
    regimes: z.array(LibraryRegime),
    canReview: z.boolean(),
  }),
  summary: 'Read the laws in packs, with source, edition, day of the check and who of us read them',
})

export const reviewPack = endpoint({
  name: 'reviewPack',
  method: 'POST',
  path: '/obligations/packs/{pack}/review',
  permission: 'obligation.review',
  input: z.strictObject({
    pack: z.enum(packs),
    note: z.string().trim().min(1).max(1000).describe('Who read it, with which lawyer'),
    months: z.number().int().min(1).max(24).default(12),
  }),
  output: z.object({ standing: Standing, dueOn: z.string() }),
  summary: 'Note that this pack of law was read for the organisation, and until when that holds',
})

const ShownEntry = DirectoryEntry.extend({
  kind: z.enum(directoryKinds),
  country: z.string(),
  isOwn: z.boolean(),
  isStale: z.boolean(),
})
export type ShownEntry = z.infer<typeof ShownEntry>

export const readDirectory = endpoint({
  name: 'readDirectory',
  method: 'GET',
  path: '/obligations/directory',
  permission: 'obligation.read',
  input: z.strictObject({
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  }),
  output: z.object({
    country: z.string().describe('Of the organisation'),
    items: z.array(ShownEntry),
    canChange: z.boolean(),
  }),
  summary: 'List authorities, police and help by country, each with the day it was checked',
})

export const updateDirectory = endpoint({
  name: 'updateDirectory',
  method: 'POST',
  path: '/obligations/directory/updates',
  permission: 'obligation.review',
  input: z.strictObject({
    entries: z.array(DirectoryEntry).min(1).max(400),
    seen: z
      .string()
      .max(64)
      .default('')
      .describe('`hash` of the changes as they were shown; without it nothing is taken, they are only shown'),
  }),
  output: z.object({
    isTaken: z.boolean(),
    hash: z.string(),
    changes: z.array(
      z.object({
        key: z.string(),
        what: z.enum(['added', 'changed', 'same', 'older']),
        fields: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
      }),
    ),
  }),
  summary: 'Show what a newer directory would change, then take it',
})
