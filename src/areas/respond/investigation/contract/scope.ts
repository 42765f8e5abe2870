/** The scope sheet: which data, work and systems it reached, known, suspected or ruled out, and since when. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Facts } from '../../../register/obligations/contract.ts'
import { dataKinds, Line, Note, Reason, scopeDetails, scopeStandings, scopeTopics } from './words.ts'

const People = z.number().int().min(0).max(10_000_000_000)

/** What the law asks beyond kind and number; null or empty while nobody knows. */
const asked = {
  places: Facts.shape.affected
    .unwrap()
    .describe('How many of them live where: ISO 3166 code to number, as `AT` or `US-CA`; data only'),
  details: z
    .array(z.enum(scopeDetails))
    .max(60)
    .transform((words) => [...new Set(words)])
    .describe('What exactly was among the data; data only'),
  isEncrypted: z
    .boolean()
    .nullable()
    .describe('Whether all of it was strongly encrypted and no key got out; data only'),
  hoursDown: z.number().min(0).max(100_000).nullable().describe('How long it stood still; work only'),
  isCritical: z.boolean().nullable().describe('Whether the business hangs on it; work only'),
  hitsCustomers: z.boolean().nullable().describe('Whether customers feel it; work only'),
}
const Asked = z.object(asked).partial().shape

export const ScopeLine = z.object({
  id: Id,
  topic: z.enum(scopeTopics),
  dataKind: z.enum(dataKinds).nullable(),
  what: z.string(),
  standing: z.enum(scopeStandings),
  /** How many people the data is about; null while nobody knows. */
  people: z.number().int().nullable(),
  places: z.record(z.string(), z.number().int()),
  details: z.array(z.string()),
  isEncrypted: z.boolean().nullable(),
  hoursDown: z.number().nullable(),
  isCritical: z.boolean().nullable(),
  hitsCustomers: z.boolean().nullable(),
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

export const readReach = endpoint({
  name: 'readReach',
  method: 'GET',
  path: '/incidents/{id}/reach',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: Scope,
  summary: 'Read how far it went',
})

export const addReachLine = endpoint({
  name: 'addReachLine',
  method: 'POST',
  path: '/incidents/{id}/reach',
  permission: 'incident.investigate',
  status: 201,
  input: z.strictObject({
    id: Id,
    topic: z.enum(scopeTopics),
    dataKind: z.enum(dataKinds).optional().describe('With topic `data` only, and there always'),
    what: Line,
    standing: z.enum(scopeStandings),
    people: People.optional().describe('How many people the data is about'),
    ...Asked,
    note: Note.default(''),
  }),
  output: Scope,
  summary: 'Add data or work that it reached, may have reached, or did not reach',
})

export const changeReachLine = endpoint({
  name: 'changeReachLine',
  method: 'POST',
  path: '/incidents/{id}/reach/{line}/standing',
  permission: 'incident.investigate',
  input: z.strictObject({
    id: Id,
    line: Id,
    standing: z.enum(scopeStandings),
    people: People.nullable(),
    ...Asked,
    reason: Reason,
  }),
  output: Scope,
  summary: 'Change what is known about a line of the scope sheet, with how you know; what is left out stays',
})
