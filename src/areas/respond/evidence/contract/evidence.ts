/** Evidence: sealed files with custody, and the proofs that nothing on the record was changed. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn } from '../../../../base/time.ts'

/** Who it concerns: a marker for those who hand it on. `privileged` stands under legal privilege. */
export const sensitivities = ['normal', 'personal', 'privileged'] as const
export const Sensitivity = z.enum(sensitivities)
export type Sensitivity = z.infer<typeof Sensitivity>

/** What a file system says of a file: claims of that system, which an intruder may have set. */
export const OriginDates = z.strictObject({
  createdAt: InstantIn.optional(),
  modifiedAt: InstantIn.optional().describe('When its content was changed last'),
  accessedAt: InstantIn.optional().describe('When it was opened last'),
})
export type OriginDates = z.infer<typeof OriginDates>

const words = (length: number) => z.string().trim().min(1).max(length)

export const Evidence = z.object({
  id: Id,
  incidentId: Id,
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  sha256: z.string(),
  acquiredAt: z.string(),
  acquiredBy: z.string(),
  where: z.string(),
  why: z.string(),
  /** What it carried on the system that it came from; empty where nobody kept it. */
  dates: z.object({
    createdAt: z.string().optional(),
    modifiedAt: z.string().optional(),
    accessedAt: z.string().optional(),
  }),
  addedAt: z.string(),
  addedBy: z.string(),
  sensitivity: Sensitivity,
  /** Malicious, or taken for it: its bytes leave in a locked archive only. */
  isSample: z.boolean(),
  /** The original of a working copy, and which copy of it this is. */
  copyOf: Id.nullable(),
  copyNumber: z.number().nullable(),
  /** The archive that this was an entry of, and its path there or in the folder it came from. */
  sourceId: Id.nullable(),
  path: z.string(),
  retainUntil: z.string().nullable(),
  hold: z.object({ reason: z.string(), placedAt: z.string(), placedBy: z.string() }).nullable(),
  custodian: z.string(),
  removed: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
  can: z.object({
    open: z.boolean(),
    openPlain: z.boolean(),
    unpack: z.boolean(),
    copy: z.boolean(),
    hand: z.boolean(),
    keep: z.boolean(),
    release: z.boolean(),
    remove: z.boolean(),
  }),
})
export type Evidence = z.infer<typeof Evidence>

/** What is said about a file when it is acquired: who (acquiredBy, else the sender), when, where and why. */
export const Acquisition = z.strictObject({
  name: z.string().min(1).max(300),
  acquiredAt: InstantIn,
  acquiredBy: z.string().trim().max(120).optional(),
  where: words(500),
  why: words(500),
  dates: OriginDates.optional().describe('The dates that it carried on the system it came from'),
  sensitivity: Sensitivity.optional(),
  isSample: z
    .boolean()
    .optional()
    .describe('Malicious, or taken for it: handed out in a locked archive only'),
  copyOf: Id.optional().describe('The original that this is a worked copy of'),
  path: z.string().max(1000).optional().describe('Where it lay in the folder that was handed in whole'),
})
export type Acquisition = z.infer<typeof Acquisition>

export const addEvidence = endpoint({
  kind: 'upload',
  name: 'addEvidence',
  method: 'POST',
  path: '/incidents/{id}/evidence',
  permission: 'evidence.add',
  status: 201,
  headerInput: { field: 'acquisition', header: 'muster-evidence' },
  input: z.strictObject({
    id: Id,
    acquisition: Acquisition,
    mediaType: z.string().max(200).default('application/octet-stream'),
  }),
  output: Evidence,
  summary: 'Seal a file: the body is its bytes, Muster-Evidence says who, when, where and why',
})

export const listEvidence = endpoint({
  name: 'listEvidence',
  method: 'GET',
  path: '/incidents/{id}/evidence',
  permission: 'evidence.read',
  input: z.strictObject({
    id: Id,
    source: z
      .union([Id, z.literal('none')])
      .optional()
      .describe('Entries of this archive; `none` for what came by itself'),
    only: z.enum(['copies']).optional().describe('Working copies alone'),
    order: z.enum(['oldest', 'newest']).default('oldest'),
    ...pageInput,
  }),
  output: pageOf(Evidence),
  summary: 'List sealed evidence of an incident, oldest first unless asked otherwise',
})

export const openEvidence = endpoint({
  kind: 'download',
  mediaType: 'application/octet-stream',
  name: 'openEvidence',
  method: 'GET',
  readOnly: false,
  path: '/incidents/{id}/evidence/{evidence}/content',
  permission: 'evidence.read',
  input: z.strictObject({ id: Id, evidence: Id }),
  output: z.any(),
  summary: 'Download sealed evidence; its hash is checked first, and the opening is recorded',
})

export const openLocked = endpoint({
  kind: 'download',
  mediaType: 'application/zip',
  name: 'openLockedEvidence',
  method: 'GET',
  readOnly: false,
  path: '/incidents/{id}/evidence/{evidence}/locked-archive',
  permission: 'evidence.read',
  input: z.strictObject({ id: Id, evidence: Id }),
  output: z.any(),
  summary:
    'Download sealed evidence in an AES-256 archive with the password "infected"; the opening is recorded',
})

export const unpackEvidence = endpoint({
  name: 'unpackEvidence',
  method: 'POST',
  path: '/incidents/{id}/evidence/{evidence}/unpacking',
  permission: 'evidence.add',
  input: z.strictObject({ id: Id, evidence: Id }),
  output: z.object({
    sealed: z.number(),
    leftOut: z.array(z.object({ path: z.string(), why: z.string() })),
  }),
  summary: 'Seal each file of an archive (zip, tar, tar.gz) as evidence of its own, after judging all of it',
})

export const makeCourtPack = endpoint({
  kind: 'download',
  mediaType: 'application/zip',
  name: 'makeCourtPack',
  method: 'POST',
  path: '/incidents/{id}/court-pack',
  permission: 'incident.export',
  input: z.strictObject({
    id: Id,
    files: z.boolean().default(false).describe('Also the evidence itself, but nothing privileged'),
  }),
  output: z.any(),
  summary: 'Make one archive for a court: bundle, custody, hashes, statements, PDF and CASE/UCO',
})

export const makeBundle = endpoint({
  kind: 'download',
  mediaType: 'application/json',
  name: 'makeBundle',
  method: 'POST',
  path: '/incidents/{id}/bundle',
  permission: 'incident.export',
  input: z.strictObject({ id: Id }),
  output: z.any(),
  summary: 'Make a bundle that proves the record of an incident, offline and without this server',
})

export const readLedgerKey = endpoint({
  kind: 'download',
  mediaType: 'text/plain',
  name: 'readLedgerKey',
  method: 'GET',
  path: '/ledger/key',
  permission: 'ledger.read',
  input: z.strictObject({}),
  output: z.any(),
  summary: 'The verifier key of this organisation: one C2SP vkey line',
})

export const readVerifier = endpoint({
  kind: 'download',
  mediaType: 'text/javascript',
  name: 'readVerifier',
  method: 'GET',
  path: '/ledger/verifier',
  permission: 'public',
  input: z.strictObject({}),
  output: z.any(),
  summary: 'The stand-alone verifier: one file, runs with node, needs no network',
})
