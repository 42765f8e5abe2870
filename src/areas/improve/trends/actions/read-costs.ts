import type * as z from 'zod'
import { amountOf, minorUnits } from '../../../../base/money.ts'
import { action } from '../../../../platform/action.ts'
import { functionsFor } from '../../../register/assets/public.ts'
import { measureNamed } from '../../../prepare/budget/public.ts'
import {
  costFiguresOf,
  countCounted,
  findFirstCounted,
  listCountedIds,
} from '../../../respond/incidents/public/figures.ts'
import { factorKindsByCase } from '../../../respond/investigation/public.ts'
import * as contract from '../contract/trends.ts'
import { costOf, kindsOf, mainCurrency, totalsOf } from '../rules/costs.ts'
import { byWhatPays, repairs } from '../rules/repairs.ts'
import { findEstimate } from '../store/boards.ts'
import { estimateOf } from './estimate-losses.ts'
import { downtimeIn } from './read-downtime.ts'
import { frameShown, lookBack, watchedMonths, type Looking, type Reading } from './frame.ts'

type Costs = z.input<typeof contract.TrendCosts>
/** Cases of the dots. */
const casesShown = 200

export const readCosts = action(contract.readTrendCosts, async (context, { years }) => {
  const looking = await lookBack(context, years)
  const { frame } = looking
  const figures = await costFiguresOf(context, frame)
  const estimate = await findEstimate(context)
  return {
    frame: frameShown(looking),
    total: await countCounted(context, frame, []),
    withCosts: figures.withCosts,
    kinds: kindsOf(figures.sums),
    totals: totalsOf(figures.sums),
    work: { minutes: figures.minutes, unpricedMinutes: figures.unpriced },
    cases: figures.cases.slice(0, casesShown).map(({ id, number, at, currency, amount }) => ({
      ...{ id, number, at: at.toISOString(), currency },
      amount: amountOf(amount, currency),
      value: amount / unitOf(currency),
    })),
    downtime: await downtimeShown(context, frame),
    repeats: await repeatsIn(context, looking, figures),
    estimate: estimate === undefined ? null : estimateOf(estimate),
    can: { estimate: context.can('trend.manage') },
  }
})

function unitOf(currency: string): number {
  return minorUnits('1', currency) ?? 1
}

async function downtimeShown(context: Reading, frame: Looking['frame']): Promise<Costs['downtime']> {
  const told = await downtimeIn(context, frame)
  const known = await functionsFor(
    context,
    told.functions.map(({ functionId }) => functionId),
  )
  const { shortest: _shortest, ...shown } = told
  return {
    ...shown,
    functions: told.functions.map(({ functionId, ...one }) => ({
      name: known.get(functionId)?.name ?? '',
      ...one,
    })),
  }
}

/** Ways in and factors of at least two cases, with what these cost, the repair that pays first at the top. */
async function repeatsIn(
  context: Reading,
  looking: Looking,
  figures: Awaited<ReturnType<typeof costFiguresOf>>,
): Promise<Costs['repeats']> {
  const months = watchedMonths(looking, await findFirstCounted(context, looking.frame))
  const groups = [...vectorGroups(figures), ...(await factorGroups(context, looking))]
  const currency = mainCurrency(figures.cases)
  const rows = groups.map(({ what, key, count, has }) => {
    const cost = costOf(figures.cases.filter(has), currency)
    return {
      ...{ what, key, count, cost: cost.money, withCosts: cost.withCosts },
      perYear: Math.round((cost.ranked * 12) / months),
      repair: measureNamed(repairs[key]) ?? null,
    }
  })
  return byWhatPays(rows).slice(0, 12)
}

interface Group {
  readonly what: 'vector' | 'factor'
  readonly key: string
  readonly count: number
  readonly has: (one: { readonly id: string; readonly vector: string | null }) => boolean
}

/** By how cases began; what is not known repeats nothing. */
function vectorGroups({ vectors }: Pick<Awaited<ReturnType<typeof costFiguresOf>>, 'vectors'>): Group[] {
  return vectors
    .filter(({ key }) => key !== 'unknown' && key !== 'other')
    .map(({ key, count }) => ({ what: 'vector', key, count, has: ({ vector }) => vector === key }))
}

async function factorGroups(context: Reading, { frame }: Looking): Promise<Group[]> {
  const factors = await factorKindsByCase(context)
  const counted = await listCountedIds(
    context,
    frame,
    factors.map(({ incidentId }) => incidentId),
  )
  const found = new Map<string, Set<string>>()
  for (const { incidentId, kind } of factors)
    if (counted.has(incidentId) && kind !== 'other')
      found.set(kind, (found.get(kind) ?? new Set()).add(incidentId))
  return [...found].map(([key, ids]) => ({
    what: 'factor',
    key,
    count: ids.size,
    has: ({ id }) => ids.has(id),
  }))
}
