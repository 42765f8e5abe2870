/** What a signal or a group has to do with: traces, our machines and people, other signals, cases. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Question } from './questions.ts'
import { signalStatuses } from './signals.ts'

export const Relations = z.object({
  traces: z.array(
    z.object({
      /** `host`, `address`, `account`, `technique`, `domain`, `email`, `hash`. */
      sort: z.string(),
      /** Defanged: nobody clicks it by accident. */
      value: z.string(),
      isInternal: z.boolean(),
      /** Other signals that name it, counted among the newest 200 that share something. */
      signals: z.number().int(),
      assetId: Id.nullable(),
      memberId: Id.nullable(),
      /** Name of our machine or person. */
      known: z.string(),
    }),
  ),
  /** The ten that share most, the newest first among equals. */
  signals: z.array(
    z.object({
      id: Id,
      title: z.string(),
      status: z.enum(signalStatuses),
      lastAt: z.string(),
      incidentNumber: z.number().int().nullable(),
      shares: z.array(z.string()),
    }),
  ),
  /** What people were asked about accounts that it names, the newest first. */
  questions: z.array(Question),
  incidents: z.array(
    z.object({ id: Id, number: z.number().int(), signals: z.number().int(), shares: z.array(z.string()) }),
  ),
})
export type Relations = z.infer<typeof Relations>

export const findRelations = endpoint({
  name: 'findRelations',
  method: 'GET',
  path: '/signal-relations',
  permission: 'signal.read',
  input: z.strictObject({
    signalId: Id.optional(),
    alertGroupId: Id.optional().describe('One of the two must be given'),
  }),
  output: Relations,
  summary:
    'Find what a signal or an alert group has to do with: traces, machines, people, other signals, cases',
})
