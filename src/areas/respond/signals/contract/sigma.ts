/** Rules in the Sigma format (https://sigmahq.io), run on what tools send as they sent it. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { signalSeverities } from './severities.ts'

export const SigmaRule = z.object({
  id: Id,
  title: z.string(),
  about: z.string(),
  author: z.string(),
  /** The rule's own word, and ours. */
  level: z.string(),
  severity: z.enum(signalSeverities),
  tags: z.array(z.string()),
  /** Of ATT&CK, as `T1059.001`. */
  techniques: z.array(z.string()),
  /** Of a correlation, the rules whose events it looks at; empty for a rule on single events. */
  parts: z.array(z.string()),
  /** Lists that its placeholders name. */
  lists: z.array(z.string()),
  /** For which logs it was written. */
  logsource: z.string(),
  /** Why it does not run here; empty for one that runs. */
  whyNot: z.string(),
  isOn: z.boolean(),
  addedBy: z.string(),
  addedAt: z.string(),
  lastRaisedAt: z.string().nullable(),
})
export type SigmaRule = z.infer<typeof SigmaRule>

/** A list that placeholders of rules name. */
export const SigmaList = z.object({
  name: z.string(),
  /** What rules find under this name; at most the first hundred of a list from the register. */
  entries: z.array(z.string()),
  /** Filled from the register of people and assets as long as nobody keeps one of this name. */
  isOwn: z.boolean(),
})
export type SigmaList = z.infer<typeof SigmaList>

export const keepSigmaList = endpoint({
  name: 'keepSigmaList',
  method: 'PUT',
  path: '/sigma-lists/{name}',
  permission: 'source.manage',
  input: z.strictObject({
    name: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[^%\s/]{1,64}$/),
    entries: z.array(z.string().trim().min(1).max(200)).max(1000),
  }),
  output: SigmaList,
  summary: 'Keep a list for the placeholders of Sigma rules; an empty one is taken away',
})

export const addSigmaRules = endpoint({
  name: 'addSigmaRules',
  method: 'POST',
  path: '/sigma-rules',
  permission: 'source.manage',
  status: 201,
  input: z.strictObject({
    text: z.string().trim().min(1).max(200_000).describe('One rule file, or several in one'),
  }),
  output: z.object({
    items: z.array(SigmaRule),
    /** What of the file was not taken, counted from one. */
    faults: z.array(z.object({ document: z.number().int(), reason: z.string() })),
  }),
  summary: 'Keep Sigma rules; those that run here can be switched on, of the others it is said why not',
})

export const changeSigmaRule = endpoint({
  name: 'changeSigmaRule',
  method: 'PUT',
  path: '/sigma-rules/{id}',
  permission: 'source.manage',
  input: z.strictObject({ id: Id, to: z.enum(['on', 'off', 'removed']) }),
  output: z.object({ to: z.enum(['on', 'off', 'removed']) }),
  summary: 'Switch a Sigma rule on or off, or remove it',
})
