/** Writing: a draft that everybody who may edit shares, versions that never change, and which of them is in use. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { Playbook, PlaybookDraft } from './playbook.ts'
import { PlaybookKey } from './reading.ts'

/** What can be read or compared: as it ships, the draft, or a published version. */
export const VersionName = z
  .string()
  .regex(/^(shipped|draft|[1-9]\d{0,5})$/, 'must be shipped, draft, or the number of a version')
export type VersionName = z.infer<typeof VersionName>

const PublishedName = z
  .string()
  .regex(/^(shipped|[1-9]\d{0,5})$/, 'must be shipped, or the number of a version')

const PublishedVersion = z.object({
  version: z.int(),
  note: z.string(),
  sha256: z.string(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  isInUse: z.boolean(),
})

export const Workshop = z.object({
  key: PlaybookKey,
  kind: IncidentKind,
  title: z.string(),
  /** Version that ships for this key; null for one of their own. */
  shipped: z.int().nullable(),
  /** Published version in use; null means as it ships, or that nothing was published yet. */
  inUse: z.int().nullable(),
  draft: PlaybookDraft.nullable(),
  /** Send it back with the next save, so that nobody writes over somebody else. */
  revision: z.int(),
  draftedAt: z.string().nullable(),
  draftedBy: z.string().nullable(),
  /** What keeps the draft from being published, in words. */
  faults: z.array(z.string()),
  /** What it leaves out; it can be published all the same. */
  gaps: z.array(z.string()),
  versions: z.array(PublishedVersion),
  /** True when it was imported, and the file can be had back. */
  hasOriginal: z.boolean(),
})
export type Workshop = z.infer<typeof Workshop>

const key = { kind: PlaybookKey }

export const readWorkshop = endpoint({
  name: 'readWorkshop',
  method: 'GET',
  path: '/playbooks/{kind}/draft',
  permission: 'playbook.read',
  input: z.strictObject(key),
  output: Workshop,
  summary: 'Read the draft, what is wrong with it, and the versions',
})

export const createPlaybook = endpoint({
  name: 'createPlaybook',
  method: 'POST',
  path: '/playbooks',
  permission: 'playbook.edit',
  status: 201,
  input: z.strictObject({
    title: z.string().trim().min(1).max(200),
    kind: IncidentKind.exclude(['other']),
    from: PlaybookKey.optional().describe('Start as a copy of this one; absent, nearly empty'),
  }),
  output: Workshop,
  summary: 'Begin a playbook of your own, as a draft',
})

export const saveDraft = endpoint({
  name: 'saveDraft',
  method: 'PUT',
  path: '/playbooks/{kind}/draft',
  permission: 'playbook.edit',
  input: z.strictObject({ ...key, revision: z.int().min(0), document: PlaybookDraft }),
  output: Workshop,
  summary: 'Save the draft; refused when somebody else saved it in the meantime',
})

export const discardDraft = endpoint({
  name: 'discardDraft',
  method: 'DELETE',
  path: '/playbooks/{kind}/draft',
  permission: 'playbook.edit',
  input: z.strictObject({ ...key, revision: z.coerce.number().int().min(0) }),
  output: z.object({
    left: Workshop.nullable().describe('Null for one of your own that was never published: nothing is left'),
  }),
  summary:
    'Throw the draft away; published versions stay. Refused when somebody else saved it in the meantime',
})

export const publishPlaybook = endpoint({
  name: 'publishPlaybook',
  method: 'POST',
  path: '/playbooks/{kind}/versions',
  permission: 'playbook.edit',
  status: 201,
  input: z.strictObject({
    ...key,
    revision: z.int().min(0),
    note: z.string().trim().min(1, 'Say in a few words what is new.').max(1000),
  }),
  output: Workshop,
  summary: 'Make a version of the draft that never changes, and use it from now on',
})

export const usePlaybookVersion = endpoint({
  name: 'usePlaybookVersion',
  method: 'POST',
  path: '/playbooks/{kind}/selection',
  permission: 'playbook.edit',
  input: z.strictObject({
    ...key,
    version: PublishedName,
    reason: z.string().trim().min(1, 'Say why in a few words.').max(1000),
  }),
  output: Workshop,
  summary: 'Go back to an earlier version, or to the playbook as it ships; runs stay as they are',
})

export const readVersion = endpoint({
  name: 'readVersion',
  method: 'GET',
  path: '/playbooks/{kind}/versions/{version}',
  permission: 'playbook.read',
  input: z.strictObject({ ...key, version: PublishedName }),
  output: Playbook,
  summary: 'Read one version whole',
})

export const Difference = z.object({
  /** Section of the playbook, such as `first15Minutes` or `contain`. */
  section: z.string(),
  /** The part it is about, by its title; null for the playbook as a whole. */
  part: z.string().nullable(),
  what: z.enum(['added', 'removed', 'changed', 'moved']),
  field: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type Difference = z.infer<typeof Difference>

export const compareVersions = endpoint({
  name: 'compareVersions',
  method: 'GET',
  path: '/playbooks/{kind}/comparison',
  permission: 'playbook.read',
  input: z.strictObject({ ...key, from: VersionName, to: VersionName }),
  output: z.object({ from: VersionName, to: VersionName, differences: z.array(Difference) }),
  summary: 'What is different between two versions, part by part',
})
