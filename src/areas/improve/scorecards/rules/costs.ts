/** Which money of a case went to whom. A line counts for a firm that it names, letter for letter but for their size. */
import { amountOf, minorUnits } from '../../../../base/money.ts'
import type { Scorecard } from '../contract.ts'

export type CaseCosts = readonly {
  /** In the smallest unit. */
  readonly amount: number
  readonly currency: string
  /** '' where nobody said. */
  readonly firm: string
}[]
type Money = Scorecard['costs']

const spelled = (name: string) => name.trim().toLowerCase().replaceAll(/\s+/g, ' ')

export function costsOf(name: string, lines: CaseCosts = []): { costs: Money; unnamed: number } {
  const own = name === '' ? [] : lines.filter(({ firm }) => spelled(firm) === spelled(name))
  return { costs: summed(own), unnamed: lines.filter(({ firm }) => firm === '').length }
}

/** Sums of sums, by currency; nothing is converted. */
export function addUp(costs: Money): Money {
  return summed(
    costs.map(({ amount, currency }) => ({ currency, amount: minorUnits(amount, currency) ?? 0 })),
  )
}

function summed(lines: readonly { readonly amount: number; readonly currency: string }[]): Money {
  const totals = new Map<string, number>()
  for (const { amount, currency } of lines) totals.set(currency, (totals.get(currency) ?? 0) + amount)
  return [...totals].map(([currency, amount]) => ({ currency, amount: amountOf(amount, currency) }))
}
