import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { Playbook, Severity } from './playbook.ts'

/** Names a playbook: the kind for one that ships (and for the organisation's own edition of it), an id for one of their own. */
export const PlaybookKey = z.union([IncidentKind, Id])
export type PlaybookKey = z.infer<typeof PlaybookKey>

/** Whose words: as it came with the program, or as the organisation published it. */
export const Edition = z.enum(['shipped', 'own'])
export type Edition = z.infer<typeof Edition>

export const PlaybookSummary = z.object({
  key: PlaybookKey,
  kind: IncidentKind,
  edition: Edition,
  version: z.int(),
  language: z.string(),
  title: z.string(),
  plainTitle: z.string(),
  severityDefault: Severity,
  recognise: z.array(z.string()),
  reviewedOn: z.iso.date(),
  stale: z.boolean().describe('True when nobody has read it through for a year'),
  hasDraft: z.boolean(),
  isInUse: z.boolean().describe('False for one of their own that was never published'),
})
export type PlaybookSummary = z.infer<typeof PlaybookSummary>

export const ShownPlaybook = Playbook.extend({
  key: PlaybookKey,
  edition: Edition,
  hasDraft: z.boolean(),
  /** Sections that it leaves out, in words. */
  gaps: z.array(z.string()),
})
export type ShownPlaybook = z.infer<typeof ShownPlaybook>

export const listPlaybooks = endpoint({
  name: 'listPlaybooks',
  method: 'GET',
  path: '/playbooks',
  permission: 'playbook.read',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(PlaybookSummary),
  summary: 'List the playbooks: one for each kind of incident, and those of your own',
})

export const getPlaybook = endpoint({
  name: 'getPlaybook',
  method: 'GET',
  path: '/playbooks/{kind}',
  permission: 'playbook.read',
  input: z.strictObject({ kind: PlaybookKey }),
  output: ShownPlaybook,
  summary: 'Read the playbook in use whole; `other` answers with `something-odd`',
})
