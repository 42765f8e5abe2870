/** Rule templates: what small firms should hear of, looked for in what their tools send. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { SigmaList, SigmaRule } from './sigma.ts'

export const ruleIds = [
  'payee_change',
  'impossible_travel',
  'mailbox_rule',
  'mass_download',
  'new_admin',
  'protection_off',
  'failed_then_success',
  'backup_silent',
  'lookalike_domain',
] as const
export type RuleId = (typeof ruleIds)[number]

export const DetectionRule = z.object({
  rule: z.enum(ruleIds),
  isOn: z.boolean(),
  /** What it costs to run: these run here, on what your tools send anyway. */
  cost: z.literal('free'),
  /** When it last raised an alert. */
  lastRaisedAt: z.string().nullable(),
})

export const listDetectionRules = endpoint({
  name: 'listDetectionRules',
  method: 'GET',
  path: '/detection-rules',
  permission: 'source.read',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(DetectionRule),
    next: z.null(),
    sigma: z.array(SigmaRule),
    sigmaLists: z.array(SigmaList),
  }),
  summary: 'List the rule templates and the Sigma rules with their lists, and which are switched on',
})

export const switchDetectionRule = endpoint({
  name: 'switchDetectionRule',
  method: 'PUT',
  path: '/detection-rules/{rule}',
  permission: 'source.manage',
  input: z.strictObject({ rule: z.enum(ruleIds), isOn: z.boolean() }),
  output: DetectionRule,
  summary: 'Switch a rule template on or off',
})

export const testDetectionRule = endpoint({
  name: 'testDetectionRule',
  method: 'POST',
  path: '/detection-rules/{rule}/test',
  permission: 'source.manage',
  status: 201,
  input: z.strictObject({ rule: z.enum(ruleIds) }),
  output: z.object({ signalId: Id, title: z.string() }),
  summary: 'Send the sample events of a rule through it; the alert that it raises is marked as a test',
})
