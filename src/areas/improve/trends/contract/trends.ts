/** Numbers over time: how often, how it began, how long, why, what helped, what it cost. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { initialVectors, severities } from '../../../../base/incident-words.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { LossEstimate } from './losses.ts'
import { cards, ControlName, grades, spanNames, YearsBack } from './words.ts'

const Range = z.object({ low: z.number(), high: z.number() })
const count = z.number().int()
const Case = z.object({ id: Id, number: count, severity: z.enum(severities), at: z.string() })

/** What every view says of itself. */
const Frame = z.object({
  from: z.string(),
  to: z.string(),
  months: count,
  /** Lists by which cases are sorted; numbers made by another version are not compared. */
  taxonomy: z.string(),
})

const Ratio = z.object({
  ratio: z.number().nullable(),
  low: z.number(),
  high: z.number().nullable(),
  p: z.number(),
  verdict: z.enum(['fewer', 'more', 'could_be_chance']),
})

export const Span = z.object({
  name: z.enum(spanNames),
  count,
  /** Minutes; null where no case ended. */
  median: z.number().nullable(),
  shortest: z.number().nullable(),
  longest: z.number().nullable(),
  geometricMean: z.number().nullable(),
  unfinished: count,
  longestUnfinished: z.number().nullable(),
  /** Cases in which one of the two moments is not known. */
  unknown: count,
  /** Below ten each case is listed; the dots of more are the newest 200. */
  isListed: z.boolean(),
  dots: z.array(z.object({ id: Id, number: count, minutes: z.number(), isRunning: z.boolean() })),
})
export type Span = z.infer<typeof Span>

export const Trends = z.object({
  frame: Frame,
  board: z.object({ cards: z.array(z.enum(cards)), isArranged: z.boolean(), can: z.boolean() }),
  often: z.object({
    total: count,
    /** Months of this time in which cases were kept here. */
    watchedMonths: z.number(),
    /** In twelve months, with the exact 95 % interval. */
    rate: Range.extend({ rate: z.number() }),
    /** Staff of the firm as its profile says; '' where it does not. */
    staff: z.string(),
    /** Reports of people in the same time: more of them may only mean better reporting. */
    reports: count,
    months: z.array(z.object({ month: z.string(), count })),
    /** The newest 200, oldest first. */
    dots: z.array(Case),
    /** Half of the gaps between two cases are shorter, in days; of the newest 200. */
    medianGapDays: z.number().nullable(),
    /** The last twelve months beside the twelve before; null while there are fewer than five cases, or too short a time. */
    change: Ratio.extend({ before: count, after: count, beforeMonths: count }).nullable(),
  }),
  /** Why cases of this time are in no figure. */
  leftOut: z.array(z.object({ reason: z.string(), count })),
  vectors: z.array(
    z.object({ key: z.enum([...initialVectors, 'open']), count, share: z.number(), ...Range.shape }),
  ),
  kinds: z.array(z.object({ key: z.string(), count, share: z.number(), ...Range.shape })),
  seasons: z.object({
    cells: z.array(z.object({ month: count, weekday: count, count })),
    /** Below 24 cases or two years a pattern in it means nothing. */
    isEnough: z.boolean(),
  }),
  times: z.array(Span),
})
export type Trends = z.infer<typeof Trends>

export const readTrends = endpoint({
  name: 'readTrends',
  method: 'GET',
  path: '/trends',
  permission: 'trend.read',
  input: z.strictObject({ years: YearsBack }),
  output: Trends,
  summary: 'Read how often, how it began and how long it took, with intervals',
})

export const CommonFactors = z.object({
  frame: Frame,
  /** Cases in which a factor stands, and all that count. */
  withFactors: count,
  total: count,
  factors: z.array(z.object({ kind: z.string(), count, ...Range.shape })),
  /** Pairs in at least three cases. */
  pairs: z.array(z.object({ one: z.string(), other: z.string(), count, of: count })),
  leastSupport: count,
  /** The newest cases, each with its factors. */
  grid: z.array(z.object({ id: Id, number: count, title: z.string(), kinds: z.array(z.string()) })),
  assets: z.array(z.object({ id: Id, name: z.string(), count })),
  vendors: z.array(z.object({ id: Id, name: z.string(), count })),
  /** Roles of the case in which a control failed or a factor stood are not kept: people are not counted. */
})
export type CommonFactors = z.infer<typeof CommonFactors>

export const readCommonFactors = endpoint({
  name: 'readCommonFactors',
  method: 'GET',
  path: '/trends/factors',
  permission: 'trend.read',
  input: z.strictObject({ years: YearsBack }),
  output: CommonFactors,
  summary: 'Read which factors, systems and suppliers come up again, down to the cases',
})

const Side = z.object({ count, months: z.number(), reports: count })

export const ControlRecord = z.object({
  frame: Frame,
  total: count,
  /** Cases in which at least one control was graded. */
  graded: count,
  /** The newest closed ones in which none was. */
  ungraded: z.array(Case),
  controls: z.array(
    z.object({
      control: ControlName,
      counts: z.record(z.enum(grades), count),
      since: z.string().nullable(),
      note: z.string(),
      /** Only cases that began in a way that it helps against; all where it helps against any. */
      bearsOn: z.array(z.string()),
      compared: Ratio.extend({ before: Side, after: Side }).nullable(),
    }),
  ),
  can: z.object({ change: z.boolean() }),
})
export type ControlRecord = z.infer<typeof ControlRecord>

export const readControlRecord = endpoint({
  name: 'readControlRecord',
  method: 'GET',
  path: '/trends/controls',
  permission: 'trend.read',
  input: z.strictObject({ years: YearsBack }),
  output: ControlRecord,
  summary: 'Read how controls did in cases, and the cases before and after each',
})

export const dateControl = endpoint({
  name: 'dateControl',
  method: 'PUT',
  path: '/trends/controls/{control}',
  permission: 'trend.manage',
  input: z.strictObject({
    control: ControlName,
    since: Day.nullable().describe('In place since; null where it is not'),
    note: z.string().trim().max(300).default(''),
  }),
  output: z.object({ control: ControlName, since: z.string().nullable(), note: z.string() }),
  summary: 'Say since when a control is in place',
})

const Money = z.object({ currency: z.string(), amount: z.string() })

export const TrendCosts = z.object({
  frame: Frame,
  total: count,
  withCosts: count,
  /** One for each currency and kind of loss (VERIS 1.4.1): what invoices show, and what was said without one. */
  kinds: z.array(
    z.object({ currency: z.string(), kind: z.string(), invoiced: z.string(), said: z.string() }),
  ),
  totals: z.array(Money.extend({ invoiced: z.string(), said: z.string() })),
  work: z.object({ minutes: z.number(), unpricedMinutes: z.number() }),
  /** Cases by what they cost, the dearest first; at most 200. */
  cases: z.array(Money.extend({ id: Id, number: count, at: z.string(), value: z.number() })),
  downtime: z.object({
    /** Cases of which it is known that work stood still. */
    cases: count,
    /** Minutes; of the longest stop of each case. */
    median: z.number().nullable(),
    longest: z.number().nullable(),
    running: count,
    functions: z.array(z.object({ name: z.string(), times: count, minutes: z.number() })),
  }),
  /** What came at least twice, with what it cost and what could be done, the one that pays first at the top. */
  repeats: z.array(
    z.object({
      what: z.enum(['vector', 'factor']),
      key: z.string(),
      count,
      cost: z.array(Money),
      withCosts: count,
      /** Cost of the commonest currency in a year, whole units. */
      perYear: z.number(),
      repair: z
        .object({
          key: z.string(),
          cost: z.enum(['free', 'low', 'middle', 'high']),
          hours: count,
          en: z.object({ name: z.string(), what: z.string(), free: z.string() }),
          de: z.object({ name: z.string(), what: z.string(), free: z.string() }),
        })
        .nullable(),
    }),
  ),
  estimate: LossEstimate.nullable(),
  can: z.object({ estimate: z.boolean() }),
})
export type TrendCosts = z.infer<typeof TrendCosts>

export const readTrendCosts = endpoint({
  name: 'readTrendCosts',
  method: 'GET',
  path: '/trends/costs',
  permission: 'trend.read',
  input: z.strictObject({ years: YearsBack }),
  output: TrendCosts,
  summary: 'Read what cases cost, what repeats, which repair pays first, and what a year could cost',
})

const TrendCase = z.object({
  id: Id,
  number: count,
  title: z.string(),
  severity: z.enum(severities),
  kind: IncidentKind,
  vector: z.enum(initialVectors).nullable(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
})
export type TrendCase = z.infer<typeof TrendCase>

export const caseFilters = ['vector', 'kind', 'month', 'factor', 'asset', 'vendor', 'control'] as const

export const listTrendCases = endpoint({
  name: 'listTrendCases',
  method: 'GET',
  path: '/trends/cases',
  permission: 'trend.read',
  input: z.strictObject({
    ...pageInput,
    years: YearsBack,
    q: z.string().max(200).optional().describe('Words of the title'),
    by: z.enum(caseFilters).optional(),
    value: z
      .string()
      .max(100)
      .optional()
      .describe('As the view names it; of a pair of factors both, with a comma'),
  }),
  output: pageOf(TrendCase),
  summary: 'List the cases behind a number, newest first',
})

export const arrangeTrends = endpoint({
  name: 'arrangeTrends',
  method: 'PUT',
  path: '/trends/board',
  permission: 'trend.manage',
  input: z.strictObject({
    cards: z
      .array(z.enum(cards))
      .min(1)
      .max(cards.length)
      .refine((given) => new Set(given).size === given.length, 'must name each card once'),
  }),
  output: z.object({ cards: z.array(z.enum(cards)) }),
  summary: 'Say which cards the board of numbers shows, in which order',
})
