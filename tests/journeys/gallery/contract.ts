import * as z from 'zod'
import { endpoint } from '../../../src/base/endpoint.ts'
import { Id } from '../../../src/base/ids.ts'
import { severities } from '../../../src/base/incident-words.ts'
import { pageInput, pageOf } from '../../../src/base/page.ts'

const Incident = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  severity: z.enum(severities),
  state: z.string(),
  openedAt: z.iso.datetime(),
  lead: z.string(),
})
export type Incident = z.output<typeof Incident>

export const listIncidents = endpoint({
  name: 'listIncidents',
  method: 'GET',
  path: '/incidents',
  permission: 'incident.read',
  summary: 'Incidents',
  input: z.strictObject({
    ...pageInput,
    q: z.string().optional(),
    severity: z.enum(severities).optional(),
  }),
  output: pageOf(Incident),
})

export const openIncident = endpoint({
  name: 'openIncident',
  method: 'POST',
  path: '/incidents',
  permission: 'incident.open',
  status: 201,
  summary: 'Declare an incident',
  input: z.strictObject({
    title: z.string().min(5).max(120),
    severity: z.enum(severities),
    note: z.string().max(500).optional(),
  }),
  output: Incident,
})

export const addEvidence = endpoint({
  name: 'addEvidence',
  kind: 'upload',
  method: 'POST',
  path: '/incidents/{id}/evidence',
  permission: 'evidence.add',
  status: 201,
  summary: 'Seal a file',
  headerInput: { field: 'about', header: 'muster-evidence' },
  input: z.strictObject({ id: Id, about: z.object({ name: z.string(), why: z.string() }) }),
  output: z.object({ size: z.number(), name: z.string(), tenant: z.string() }),
})

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/gallery-sign-in',
  permission: 'public',
  summary: 'Sign in',
  input: z.strictObject({ email: z.email(), password: z.string().min(1) }),
  output: z.unknown(),
})
