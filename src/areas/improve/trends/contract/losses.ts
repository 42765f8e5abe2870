/** What a year could cost, as a range with its inputs shown. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { incidentKinds } from '../../../../base/incident-kinds.ts'
import { initialVectors } from '../../../../base/incident-words.ts'
import { Currency } from '../../../../base/money.ts'

/** Whole units of the currency. */
const Amount = z.number().int().min(1).max(1_000_000_000_000)

const PlayedYear = z.object({
  mean: z.number(),
  quietShare: z.number(),
  p50: z.number(),
  p80: z.number(),
  p95: z.number(),
  p99: z.number(),
  /** Share of years that cost more than an amount. */
  curve: z.array(z.object({ amount: z.number(), share: z.number() })),
})

export interface PlayedYears {
  readonly year: z.infer<typeof PlayedYear>
  readonly repaired: z.infer<typeof PlayedYear> | null
}

/** Which own cases count: those of one kind, or those that began in one way; of others such a loss says nothing. */
export const counteds = [
  ...incidentKinds.map((kind) => `kind:${kind}` as const),
  ...initialVectors.map((vector) => `vector:${vector}` as const),
] as const
export type Counted = (typeof counteds)[number]

/** More than this is daily work, and no incident. */
export const mostPerYear = 365

export const LossEstimate = z.object({
  name: z.string(),
  /** What somebody believes beside the own cases: so many events in so many years. */
  priorEvents: z.number(),
  priorYears: z.number(),
  ownEvents: z.number().int(),
  ownYears: z.number(),
  /** '' for an estimate from before this was asked: all cases were counted. */
  counted: z.enum([...counteds, '']),
  low: z.number(),
  high: z.number(),
  currency: z.string(),
  /** Share of events that the repair is believed to prevent. */
  prevented: z.number().nullable(),
  repair: z.string(),
  why: z.string(),
  seed: z.number(),
  madeAt: z.string(),
  madeBy: z.string(),
  year: PlayedYear,
  /** The same with the repair in place. */
  repaired: PlayedYear.nullable(),
  sensitivity: z.array(
    z.object({ input: z.enum(['frequency', 'low', 'high']), lower: z.number(), higher: z.number() }),
  ),
})
export type LossEstimate = z.infer<typeof LossEstimate>

export const estimateLoss = endpoint({
  name: 'estimateLoss',
  method: 'POST',
  path: '/trends/losses',
  permission: 'trend.manage',
  status: 201,
  input: z.strictObject({
    name: z.string().trim().min(1).max(200).describe('Of what, as you would say it'),
    priorEvents: z.number().min(0).max(1000).default(0),
    priorYears: z
      .number()
      .min(0)
      .max(1000)
      .default(0)
      .describe('What you believe beside your own cases: so many events in so many years'),
    ownYears: z
      .number()
      .min(0.25)
      .max(10)
      .default(2)
      .describe('For how many years all cases were entered here; at most those since the first case count'),
    counted: z.enum(counteds).describe('Which own cases are such a loss: of one kind, or of one way in'),
    low: Amount.describe('Nine of ten cases cost at least this'),
    high: Amount.describe('and at most this'),
    currency: Currency,
    prevented: z.number().min(0).max(1).optional().describe('Share of events that a repair prevents'),
    repair: z.string().trim().max(200).default(''),
    why: z.string().trim().max(1000).default('').describe('Where the numbers come from'),
  }),
  output: LossEstimate,
  summary: 'Estimate what a year could cost; several events in one year are allowed for',
})
