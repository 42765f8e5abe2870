/** ATT&CK, COUN7ER and CISA's list of known exploited holes, as an administrator brings the official files in. Without them the rest works and says so. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'

export const knowledgeNames = ['attack', 'coun7er', 'kev'] as const
const KnowledgeName = z.enum(knowledgeNames)

/** The largest file that is read, in bytes: the official ATT&CK is near 50 MB as text and may come packed (gzip). */
export const largestKnowledgeBytes = 96 * 1024 * 1024

export const KnowledgeSet = z.object({
  name: KnowledgeName,
  version: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  entries: z.int(),
  importedAt: z.string(),
  importedBy: z.string(),
})
export type KnowledgeSet = z.infer<typeof KnowledgeSet>

export const listKnowledge = endpoint({
  name: 'listKnowledge',
  method: 'GET',
  path: '/knowledge',
  permission: 'playbook.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(KnowledgeSet), next: z.null() }),
  summary: 'Which of the official lists were brought in',
})

export const importKnowledge = endpoint({
  kind: 'upload',
  name: 'importKnowledge',
  method: 'POST',
  path: '/knowledge',
  permission: 'knowledge.import',
  status: 201,
  input: z.strictObject({
    name: z.string().trim().min(1).max(200).default('file.json').describe('Name of the file'),
    version: z
      .string()
      .trim()
      .regex(/^\d{1,3}\.\d{1,3}$/, 'must be a version of ATT&CK, like 18.1')
      .optional()
      .describe('Version of ATT&CK, where the file does not say it'),
    mediaType: z.string().max(200).optional().describe('As the browser says; not believed'),
  }),
  output: KnowledgeSet,
  summary:
    "Bring in MITRE's ATT&CK (STIX bundle), CISA's COUN7ER or CISA's KEV; the one before is replaced whole",
})

export const TechniqueId = z
  .string()
  .regex(/^T\d{4}(\.\d{3})?$/, 'must be an ATT&CK technique like T1566 or T1566.002')

export const Technique = z.object({
  id: TechniqueId,
  name: z.string(),
  tactics: z.array(z.string()),
  state: z.enum(['current', 'deprecated', 'revoked']),
  /** Version of ATT&CK that this was read from. */
  version: z.string(),
})
export type Technique = z.infer<typeof Technique>

export const Countermeasure = z.object({
  id: z.string(),
  version: z.string(),
  name: z.string(),
  kind: z.string(),
  outcome: z.string(),
  preparation: z.string(),
  risks: z.string(),
  guidance: z.string(),
  /** Those of the techniques asked about that it answers; a parent stands for its sub-techniques. */
  techniques: z.array(z.string()),
})
export type Countermeasure = z.infer<typeof Countermeasure>

export const listKnownTechniques = endpoint({
  name: 'listKnownTechniques',
  method: 'GET',
  path: '/techniques',
  permission: 'playbook.read',
  input: z.strictObject({ ...pageInput, q: z.string().trim().max(100).optional() }),
  output: pageOf(Technique),
  summary: 'Find techniques of ATT&CK by id or name; empty until ATT&CK was brought in',
})

export const suggestCountermeasures = endpoint({
  name: 'suggestCountermeasures',
  method: 'GET',
  path: '/countermeasures',
  permission: 'playbook.read',
  input: z.strictObject({
    techniques: z
      .string()
      .max(2000)
      .regex(/^T\d{4}(\.\d{3})?(,T\d{4}(\.\d{3})?){0,199}$/, 'must be techniques with a comma between')
      .describe('Such as T1486,T1566.002'),
  }),
  output: z.object({
    /** Null until COUN7ER was brought in: then nothing can be suggested. */
    coun7er: KnowledgeSet.nullable(),
    attack: KnowledgeSet.nullable(),
    /** The ones asked about; those that ATT&CK does not know are kept, with no name. */
    techniques: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        state: z.enum(['current', 'deprecated', 'revoked']).nullable(),
      }),
    ),
    items: z.array(Countermeasure),
  }),
  summary: 'What CISA suggests to do against techniques',
})
