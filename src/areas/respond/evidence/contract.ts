/** Evidence: sealed files with custody, and the proofs that nothing on the record was changed. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { InstantIn } from '../../../base/time.ts'

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
  addedAt: z.string(),
  addedBy: z.string(),
  can: z.object({ open: z.boolean() }),
})
export type Evidence = z.infer<typeof Evidence>

/** What is said about a file when it is acquired: who (acquiredBy, else the sender), when, where and why. */
export const Acquisition = z.strictObject({
  name: z.string().min(1).max(300),
  acquiredAt: InstantIn,
  acquiredBy: z.string().trim().max(120).optional(),
  where: z.string().trim().min(1).max(500),
  why: z.string().trim().min(1).max(500),
})

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
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(Evidence), next: z.null() }),
  summary: 'List sealed evidence of an incident',
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
