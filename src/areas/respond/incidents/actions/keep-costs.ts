import type * as z from 'zod'
import { amountOf, minorUnits } from '../../../../base/money.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { hourRateFor } from '../../../prepare/playbooks/public.ts'
import type { CostKind } from '../contract/capture-words.ts'
import * as contract from '../contract/captures.ts'
import { saidFields, type Said } from '../rules/captures.ts'
import { costTotals, priceOf, workTotals, type Work } from '../rules/costs.ts'
import * as store from '../store/captures.ts'
import { getIncident, type IncidentRecord } from '../store/incidents.ts'
import { saidNow } from './keep-lines.ts'
import { getOpenIncident } from './lead-incident.ts'

export const list = action(contract.listCosts, async (context, { id }) => {
  await getIncident(context, id)
  const costs = await store.listCosts(context, id)
  return { items: costs.map(costOf), next: null, totals: costTotals(costs), work: workTotals(costs) }
})

export const add = action(contract.addCost, async (context, { id, ...fields }) => {
  const incident = await getOpenIncident(context, id)
  return costOf(await writeCost(context, incident, fields, saidNow(context)))
})

interface Wanted {
  readonly text: string
  readonly kind: CostKind
  readonly amount?: string | undefined
  readonly currency?: string | undefined
  readonly work?: Work | undefined
  readonly invoice: string
}

/**
 * Keeps a cost and tells whoever has to judge it: that the insurer was not asked keeps nobody from writing it down. The
 * time of one's own people is no spending that an insurer is asked about.
 */
export async function writeCost(
  context: Context,
  { id: incidentId, number, mode }: Pick<IncidentRecord, 'id' | 'number' | 'mode'>,
  wanted: Wanted,
  said: Said,
): Promise<store.CostRecord> {
  const row = await keepCost(context, incidentId, wanted, said)
  const { id: costId, text, kind: loss, currency, amount, people } = row
  if (amount !== null && currency !== null && people === null)
    await context.announce({
      ...{ kind: 'cost.recorded', incidentId, number, costId, text, loss, currency },
      ...{ amount: amountOf(amount, currency), isExercise: mode === 'exercise' },
    })
  return row
}

/** An amount as it was said; or the time of people, which the rate of this moment prices once and for all. */
export async function keepCost(
  context: Context,
  incidentId: string,
  wanted: Wanted,
  said: Said,
): Promise<store.CostRecord> {
  const { text, kind, work, invoice } = wanted
  const money = work === undefined ? statedMoney(wanted) : priceOf(work, await rateFor(context, wanted))
  if (money === 'too much') {
    const message = 'This comes to more than can be kept. Look at the hours, and at the rate in your profile.'
    refuse('invalid', message, { faults: [{ path: 'work', message }] })
  }
  const { amount, currency } = money ?? { amount: null, currency: null }
  const id = context.newId()
  const record = { people: work?.people ?? null, minutes: work?.minutes ?? null, amount, currency }
  const fields = { cost: id, text, loss: kind, ...moneyFields(record), invoice }
  context.record({ stream: incidentId, kind: 'cost.add', fields: { ...fields, ...saidFields(said) } })
  const kept = { recordedAt: said.at, recordedBy: context.actor.name }
  return store.addCost(context, { id, incidentId, text, kind, ...record, invoice, ...kept })
}

function statedMoney({ amount: said, currency }: Wanted): { amount: number; currency: string } {
  if (said === undefined || currency === undefined) {
    const message = 'Say the amount with its currency, or how many people worked how long.'
    refuse('invalid', message, { faults: [{ path: 'amount', message }] })
  }
  const amount = minorUnits(said, currency)
  refuseUnless(amount !== undefined, 'invalid', 'Some fields need another look.', {
    faults: [
      { path: 'amount', message: `is no amount above zero in ${currency}; check the currency and the cents` },
    ],
  })
  return { amount, currency }
}

/** Two answers to what it cost would be one too many. */
async function rateFor(context: Context, { amount }: Wanted) {
  if (amount !== undefined) {
    const message = 'Say either an amount or how long people worked, not both.'
    refuse('invalid', message, { faults: [{ path: 'work', message }] })
  }
  return hourRateFor(context)
}

export const strike = action(contract.strikeCost, async (context, { id: incidentId, cost, reason }) => {
  await getOpenIncident(context, incidentId)
  const end = { struckAt: context.now, struckBy: context.actor.name }
  const struck = await store.strikeCost(context, { incidentId, id: cost }, end)
  if (struck === undefined) refuse('conflict', 'This cost is struck out already.')
  const fields = { cost, text: struck.text, ...moneyFields(struck), reason }
  context.record({ stream: incidentId, kind: 'cost.strike', fields })
  return costOf(struck)
})

type Priced = Pick<store.CostRecord, 'amount' | 'currency' | 'people' | 'minutes'>

function moneyFields({ amount, currency, people, minutes }: Priced): Record<string, string | number> {
  return {
    ...(amount !== null && currency !== null && { amount: amountOf(amount, currency), currency }),
    ...(people !== null && minutes !== null && { people, eachMinutes: minutes }),
  }
}

function costOf(record: store.CostRecord): z.input<typeof contract.Cost> {
  const { recordedAt, struckAt, amount, currency, people, minutes, ...rest } = record
  return {
    ...rest,
    amount: amount === null || currency === null ? null : amountOf(amount, currency),
    currency,
    work: people === null || minutes === null ? null : { people, minutes },
    recordedAt: recordedAt.toISOString(),
    struckAt: struckAt?.toISOString() ?? null,
  }
}
