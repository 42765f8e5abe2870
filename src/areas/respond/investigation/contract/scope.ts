/** The scope sheet: which data, work and systems it reached, known, suspected or ruled out, and since when. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { dataKinds, Line, Note, Reason, scopeStandings, scopeTopics } from './words.ts'

const People = z.number().int().min(0).max(10_000_000_000)

export const ScopeLine = z.object({
  id: Id,
  topic: z.enum(scopeTopics),
  dataKind: z.enum(dataKinds).nullable(),
  what: z.string(),
  standing: z.enum(scopeStandings),
  /** How many people the data is about; null while nobody knows. */
  people: z.number().int().nullable(),
  note: z.string(),
  addedAt: z.string(),
  changedAt: z.string(),
  changedBy: z.string(),
})
export type ScopeLine = z.infer<typeof ScopeLine>

export const Scope = z.object({
  lines: z.array(ScopeLine),
  /** From the incident's own list of systems. */
  systems: z.array(
    z.object({ id: Id, name: z.string(), standing: z.enum(scopeStandings), changedAt: z.string() }),
  ),
})
export type Scope = z.infer<typeof Scope>

export const readScope = endpoint({
  name: 'readScope',
  method: 'GET',
  path: '/incidents/{id}/scope',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: Scope,
  summary: 'Read how far it went',
})

export const addScopeLine = endpoint({
  name: 'addScopeLine',
  method: 'POST',
  path: '/incidents/{id}/scope',
  permission: 'incident.investigate',
  status: 201,
  input: z.strictObject({
    id: Id,
    topic: z.enum(scopeTopics),
    dataKind: z.enum(dataKinds).optional().describe('With topic `data` only, and there always'),
    what: Line,
    standing: z.enum(scopeStandings),
    people: People.optional().describe('How many people the data is about'),
    note: Note.default(''),
  }),
  output: Scope,
  summary: 'Add data or work that it reached, may have reached, or did not reach',
})

export const changeScopeLine = endpoint({
  name: 'changeScopeLine',
  method: 'POST',
  path: '/incidents/{id}/scope/{line}/standing',
  permission: 'incident.investigate',
  input: z.strictObject({
    id: Id,
    line: Id,
    standing: z.enum(scopeStandings),
    people: People.nullable(),
    reason: Reason,
  }),
  output: Scope,
  summary: 'Change what is known about a line of the scope sheet, with how you know',
})
