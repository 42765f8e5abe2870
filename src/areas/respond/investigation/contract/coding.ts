/** VERIS coding in plain words, and the exports that other teams and tools read. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'

const Choice = z.string().regex(/^[a-z0-9_]{1,60}$/, 'must be a choice of the picker')
const choices = (most: number) => z.array(Choice).max(most)

/** What was picked, by group. The ids are those of `rules/coding.ts`; VERIS is made from them. */
export const Coding = z.strictObject({
  version: z.literal('1.4.1'),
  actors: choices(20),
  actions: choices(40),
  assets: choices(40),
  attributes: choices(20),
  discovery: choices(10),
  impact: choices(10),
  overall: z.enum(['Catastrophic', 'Damaging', 'Painful', 'Distracting', 'Insignificant', 'Unknown']),
})
export type Coding = z.infer<typeof Coding>

export const CodingView = z.object({
  coding: Coding.nullable(),
  /** What the kind of incident and the way in suggest; a person decides. */
  suggested: Coding,
})
export type CodingView = z.infer<typeof CodingView>

export const readCoding = endpoint({
  name: 'readCoding',
  method: 'GET',
  path: '/incidents/{id}/coding',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: CodingView,
  summary: 'Read how an incident is coded',
})

export const codeIncident = endpoint({
  name: 'codeIncident',
  method: 'PUT',
  path: '/incidents/{id}/coding',
  permission: 'incident.investigate',
  input: z.strictObject({ id: Id, coding: Coding }),
  output: CodingView,
  summary: 'Code an incident by VERIS 1.4.1',
})

const exportOf = (name: string, path: string, summary: string, mediaType = 'application/json') =>
  endpoint({
    kind: 'download',
    mediaType,
    name,
    method: 'POST',
    path: `/incidents/{id}/${path}`,
    permission: 'incident.export',
    input: z.strictObject({ id: Id }),
    output: z.any(),
    summary,
  })

export const exportVeris = exportOf('exportVeris', 'veris', 'Make the VERIS 1.4.1 record of an incident')
export const exportStix = exportOf(
  'exportStix',
  'stix',
  'Make a STIX 2.1 bundle of an incident; a TLP:RED case is refused',
  'application/stix+json',
)
export const exportMisp = exportOf(
  'exportMisp',
  'misp',
  'Make a MISP event of an incident; a TLP:RED case is refused',
)
