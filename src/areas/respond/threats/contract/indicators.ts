/** Indicators: what others warn of, and where it was seen here. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { observableKinds } from '../../../../base/observables.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { tlpLevels } from '../../../../base/tlp.ts'

export const indicatorStates = ['watched', 'harmless', 'old', 'ended'] as const

export const Indicator = z.object({
  id: Id,
  kind: z.enum(observableKinds),
  value: z.string(),
  title: z.string().describe('What its server calls the event'),
  note: z.string(),
  exchange: z.string(),
  exchangeId: Id,
  tlp: z.enum(tlpLevels).nullable().describe('Null where nobody marked it'),
  tags: z.array(z.string()),
  firstSeen: z.string().nullable(),
  lastSeen: z.string().nullable(),
  endsAt: z.string(),
  state: z.enum(indicatorStates),
  hit: z
    .object({
      count: z.number().int(),
      firstAt: z.string(),
      lastAt: z.string(),
      signalId: Id,
      sighting: z.enum(['off', 'waiting', 'sent', 'failed']),
    })
    .nullable(),
})
export type Indicator = z.infer<typeof Indicator>

export const listIndicators = endpoint({
  name: 'listIndicators',
  method: 'GET',
  path: '/indicators',
  permission: 'signal.read',
  input: z.strictObject({
    ...pageInput,
    exchange: Id.optional(),
    value: z.string().trim().max(500).optional().describe('Its beginning, defanged or not'),
    seen: z.enum(['true', 'false']).default('false').describe('Only what was seen here'),
  }),
  output: pageOf(Indicator),
  summary: 'What others warn of, newest first, with where it was seen here',
})
