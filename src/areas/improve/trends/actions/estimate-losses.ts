import type * as z from 'zod'
import { createHash } from 'node:crypto'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { countCounted } from '../../../respond/incidents/public/figures.ts'
import * as contract from '../contract/losses.ts'
import { frequencyOf, playYears, sensitivityOf } from '../rules/losses.ts'
import { insertEstimate, type EstimateRecord } from '../store/boards.ts'
import { lookBack } from './frame.ts'

export const estimate = action(contract.estimateLoss, async (context, input) => {
  const message = 'The low end must be below the high end.'
  refuseUnless(input.low < input.high, 'invalid', message, { faults: [{ path: 'low', message }] })
  const lone = 'Fill in both: so many events, in so many years.'
  refuseUnless(input.priorEvents === 0 || input.priorYears > 0, 'invalid', lone, {
    faults: [{ path: 'priorYears', message: lone }],
  })
  const ownEvents = await ownCases(context, input.ownYears)
  const id = context.newId()
  const row = {
    ...input,
    ownEvents,
    prevented: input.prevented ?? null,
    id,
    seed: seedOf(id),
    madeAt: context.now,
    madeBy: context.actor.name,
  }
  const made = await insertEstimate(context, row)
  const { madeAt: _at, madeBy: _by, ...fields } = row
  context.record({ stream: 'audit', kind: 'loss.estimate', fields: leafFields(fields) })
  return estimateOf(made)
})

/** The estimate with the years that its seed plays; the same each time. */
export function estimateOf(row: EstimateRecord): z.input<typeof contract.LossEstimate> {
  const { tenantId: _tenant, id: _id, madeAt, ...shown } = row
  const { low, high, seed, prevented } = row
  const frequency = frequencyOf(row)
  const left = { ...frequency, events: frequency.events * (1 - (prevented ?? 0)) }
  return {
    ...shown,
    madeAt: madeAt.toISOString(),
    year: playYears({ frequency, low, high, seed }),
    repaired: prevented === null ? null : playYears({ frequency: left, low, high, seed }),
    sensitivity: sensitivityOf({ frequency, low, high }),
  }
}

/** Counted without restricted cases, since whoever reads the estimate reads this number. */
async function ownCases(context: Context, years: number): Promise<number> {
  const { frame } = await lookBack(context, { years: 1 })
  const from = new Date(frame.to.getTime() - years * 365.25 * 86_400_000)
  return countCounted(context, { ...frame, from, isShared: true }, [])
}

/** Chance enough, and known from the row alone. */
function seedOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0)
}
