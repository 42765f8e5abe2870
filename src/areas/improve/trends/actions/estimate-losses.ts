import type * as z from 'zod'
import { createHash } from 'node:crypto'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { findFirstCounted, type Frame } from '../../../respond/incidents/public/figures.ts'
import * as contract from '../contract/losses.ts'
import { frequencyOf, playYears, sensitivityOf, thinned } from '../rules/losses.ts'
import { insertEstimate, type EstimateRecord } from '../store/boards.ts'
import { daysCounted, lookBack, watchedMonths } from './frame.ts'

export const estimate = action(contract.estimateLoss, async (context, input) => {
  const message = 'The low end must be below the high end.'
  refuseUnless(input.low < input.high, 'invalid', message, { faults: [{ path: 'low', message }] })
  const lone = 'Fill in both: so many events, in so many years.'
  refuseUnless(input.priorEvents === 0 || input.priorYears > 0, 'invalid', lone, {
    faults: [{ path: 'priorYears', message: lone }],
  })
  const own = await ownCases(context, input)
  const { events, years } = frequencyOf({ ...input, ...own })
  const often = `That is more than ${contract.mostPerYear} in a year. Enter fewer, or more years.`
  refuseUnless(events / years <= contract.mostPerYear, 'invalid', often, {
    faults: [{ path: 'priorYears', message: often }],
  })
  const id = context.newId()
  const known = { ...input, ...own, prevented: input.prevented ?? null, id, seed: seedOf(id) }
  const row = {
    ...known,
    played: playedYears(known),
    madeAt: context.now,
    madeBy: context.actor.name,
  }
  const made = await insertEstimate(context, row)
  const { madeAt: _at, madeBy: _by, played: _played, ...fields } = row
  context.record({ stream: 'audit', kind: 'loss.estimate', fields: leafFields(fields) })
  return estimateOf(made)
})

/** The estimate with the years that its seed played. */
export function estimateOf(row: EstimateRecord): z.input<typeof contract.LossEstimate> {
  const { tenantId: _tenant, id: _id, madeAt, played, ...shown } = row
  const { low, high } = row
  return {
    ...shown,
    madeAt: madeAt.toISOString(),
    ...(played ?? playedYears(row)),
    sensitivity: sensitivityOf({ frequency: frequencyOf(row), low, high }),
  }
}

type Known = Pick<
  EstimateRecord,
  'ownEvents' | 'ownYears' | 'priorEvents' | 'priorYears' | 'low' | 'high' | 'seed' | 'prevented'
>

/** With the repair each event is prevented with this chance, whatever the rate is: the rate is thinned, not its evidence. */
function playedYears(known: Known): contract.PlayedYears {
  const { low, high, seed, prevented } = known
  const frequency = frequencyOf(known)
  return {
    year: playYears({ frequency, low, high, seed }),
    repaired:
      prevented === null ? null : playYears({ frequency: thinned(frequency, prevented), low, high, seed }),
  }
}

/**
 * Own cases of this kind, and the years in which they were entered: not more than since cases are kept here. Counted
 * without restricted cases, since whoever reads the estimate reads this number.
 */
async function ownCases(
  context: Context,
  { ownYears: wanted, counted }: Pick<EstimateRecord, 'ownYears'> & { readonly counted: contract.Counted },
): Promise<{ readonly ownEvents: number; readonly ownYears: number }> {
  const looking = await lookBack(context, Math.ceil(wanted))
  const frame = { ...looking.frame, isShared: true }
  const kept = watchedMonths(looking, await findFirstCounted(context, frame)) / 12
  const ownYears = Math.min(wanted, kept)
  const from = new Date(frame.to.getTime() - ownYears * 365.25 * 86_400_000)
  return { ownEvents: await countOf(context, { ...frame, from }, counted), ownYears }
}

async function countOf(context: Context, frame: Frame, counted: contract.Counted): Promise<number> {
  const [by, key] = counted.split(':')
  const days = await daysCounted(context, frame)
  return days.reduce(
    (sum, one) => (one[by === 'kind' ? 'kind' : 'vector'] === key ? sum + one.count : sum),
    0,
  )
}

/** Chance enough, and known from the row alone. */
function seedOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0)
}
