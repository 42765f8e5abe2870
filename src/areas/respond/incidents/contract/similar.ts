/** Incidents that look alike, with what they share. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { dispositions, initialVectors, severities, statuses } from '../../../../base/incident-words.ts'

export const sharedThings = ['asset', 'system', 'trace', 'source', 'vector', 'factor', 'kind'] as const

export const Shared = z.object({
  what: z.enum(sharedThings),
  /** Its name: of a system, a source, a way in, a factor; a trace defanged; the word of a closed list where there is one. */
  name: z.string(),
})
export type Shared = z.infer<typeof Shared>

export const SimilarIncident = z.object({
  id: Id,
  number: z.number().int(),
  title: z.string(),
  kind: IncidentKind,
  severity: z.enum(severities),
  status: z.enum(statuses),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  disposition: z.enum(dispositions).nullable(),
  summary: z.string(),
  initialVector: z.enum(initialVectors).nullable(),
  shares: z.array(Shared),
})
export type SimilarIncident = z.infer<typeof SimilarIncident>

const similar = z.object({ items: z.array(SimilarIncident), next: z.null() })

export const listSimilarIncidents = endpoint({
  name: 'listSimilarIncidents',
  method: 'GET',
  path: '/incidents/{id}/similar',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: similar,
  summary: 'List incidents that share a system, a trace, a source, a way in or a kind with this one',
})

export const findSimilarIncidents = endpoint({
  name: 'findSimilarIncidents',
  method: 'GET',
  path: '/similar-incidents',
  // A question of whoever declares; a guest declares nothing, and is shown the one case that they were let into.
  permission: 'incident.open',
  input: z.strictObject({
    kind: IncidentKind.optional(),
    systems: z.string().max(2000).optional().describe('Names of systems, a line each'),
    vector: z.enum(initialVectors).optional(),
    signalId: Id.optional().describe('A signal that nobody has judged yet'),
  }),
  output: similar,
  summary: 'List incidents that look like what is being declared',
})
