/** Traces: addresses, domains, hashes, mails and links, and the techniques that they point to. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Note, observableKinds, TechniqueId, verdicts } from './words.ts'

export const Observable = z.object({
  id: Id,
  kind: z.enum(observableKinds),
  /** As it is. Screens show it defanged. */
  value: z.string(),
  verdict: z.enum(verdicts),
  note: z.string(),
  technique: z.string().nullable(),
  origin: z.enum(['hand', 'record', 'evidence']),
  addedAt: z.string(),
  addedBy: z.string(),
  /** Other incidents that this person may see and that hold the same trace, newest first. */
  alsoIn: z.array(z.object({ id: Id, number: z.number().int(), title: z.string() })),
})
export type Observable = z.infer<typeof Observable>

export const Suggestion = z.object({
  kind: z.enum(observableKinds),
  value: z.string(),
  /** An address of a private or reserved range: most likely our own. */
  isInternal: z.boolean(),
  /** Number of the timeline entry that names it, or null when it was found in a file. */
  entry: z.number().int().nullable(),
})
export type Suggestion = z.infer<typeof Suggestion>

const found = z.object({ items: z.array(Suggestion), next: z.null(), isCut: z.boolean() })

export const listObservables = endpoint({
  name: 'listObservables',
  method: 'GET',
  path: '/incidents/{id}/observables',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(Observable), next: z.null() }),
  summary: 'List the traces of an incident, and where else they were seen',
})

export const suggestObservables = endpoint({
  name: 'suggestObservables',
  method: 'GET',
  path: '/incidents/{id}/observable-suggestions',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: found,
  summary: "Find traces in the words of the incident's record that are not listed yet",
})

export const searchEvidence = endpoint({
  name: 'searchEvidence',
  method: 'POST',
  path: '/incidents/{id}/evidence/{evidence}/observables',
  permission: 'incident.investigate',
  input: z.strictObject({ id: Id, evidence: Id }),
  output: found,
  summary: 'Find traces in a sealed text file; reading it is custody, and recorded as such',
})

export const addObservables = endpoint({
  name: 'addObservables',
  method: 'POST',
  path: '/incidents/{id}/observables',
  permission: 'incident.investigate',
  status: 201,
  input: z.strictObject({
    id: Id,
    items: z
      .array(
        z.strictObject({
          kind: z.enum(observableKinds).optional().describe('Found out from the value when left out'),
          value: z.string().trim().min(1).max(2000).describe('Also defanged, like hxxp://evil[.]example'),
          verdict: z.enum(verdicts).default('unknown'),
          note: Note.default(''),
        }),
      )
      .min(1)
      .max(200),
    evidence: Id.optional().describe('Sealed evidence in which they were found'),
    entry: z.number().int().positive().optional().describe('Timeline entry in which they were found'),
  }),
  output: z.object({ items: z.array(Observable), next: z.null(), known: z.number().int() }),
  summary: 'Add traces; one that is listed already is left as it is',
})

export const judgeObservable = endpoint({
  name: 'judgeObservable',
  method: 'PUT',
  path: '/incidents/{id}/observables/{observable}',
  permission: 'incident.investigate',
  input: z.strictObject({
    id: Id,
    observable: Id,
    verdict: z.enum(verdicts),
    note: Note,
    technique: TechniqueId.nullable(),
  }),
  output: Observable,
  summary: 'Say what a trace is: hostile, suspicious, harmless, our own, or unknown',
})

export const Technique = z.object({
  technique: z.string(),
  version: z.string(),
  /** Undefined where this program's small table does not know the id. */
  name: z.string().nullable(),
  note: z.string(),
  addedAt: z.string(),
  addedBy: z.string(),
})
export type Technique = z.infer<typeof Technique>

export const listSeenTechniques = endpoint({
  name: 'listSeenTechniques',
  method: 'GET',
  path: '/incidents/{id}/techniques',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(Technique), next: z.null() }),
  summary: 'List the techniques (ATT&CK) that were seen',
})

export const tagTechnique = endpoint({
  name: 'tagTechnique',
  method: 'POST',
  path: '/incidents/{id}/techniques',
  permission: 'incident.investigate',
  status: 201,
  input: z.strictObject({
    id: Id,
    technique: TechniqueId,
    version: z
      .string()
      .regex(/^\d{1,3}(\.\d{1,3})?$/, 'must look like 18.1')
      .describe('Version of ATT&CK in which the id was looked up'),
    note: Note.default(''),
  }),
  output: Technique,
  summary: 'Tag a technique of attackers, with the version of ATT&CK',
})

export const untagTechnique = endpoint({
  name: 'untagTechnique',
  method: 'DELETE',
  path: '/incidents/{id}/techniques/{technique}',
  permission: 'incident.investigate',
  input: z.strictObject({ id: Id, technique: TechniqueId }),
  output: z.object({ items: z.array(Technique), next: z.null() }),
  summary: 'Take a technique off again',
})
