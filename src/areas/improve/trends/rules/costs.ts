/** What cases cost, kept apart by currency and by whether an invoice stands behind it. Amounts in the smallest unit. */
import { amountOf, minorUnits } from '../../../../base/money.ts'

interface Sum {
  readonly currency: string
  readonly kind: string
  readonly isInvoiced: boolean
  readonly amount: number
}

interface CaseCost {
  readonly id: string
  readonly currency: string
  readonly amount: number
}

/** By currency and kind of loss, the largest first. */
export function kindsOf(sums: readonly Sum[]) {
  return grouped(sums, ({ currency, kind }) => `${currency} ${kind}`).map(([key, own]) => {
    const [currency = '', kind = ''] = key.split(' ')
    return { currency, kind, ...parted(own, currency) }
  })
}

/** By currency, the largest first; nothing is converted. */
export function totalsOf(sums: readonly Sum[]) {
  return grouped(sums, ({ currency }) => currency).map(([currency, own]) => ({
    ...{ currency, amount: amountOf(sumOf(own), currency) },
    ...parted(own, currency),
  }))
}

/** By currency what invoices show and what it comes to with the rest, and the cheapest and the dearest case. */
export function rangesOf(sums: readonly Sum[], cases: readonly CaseCost[]) {
  return totalsOf(sums).map(({ currency, amount, invoiced }) => {
    const own = cases.filter((one) => one.currency === currency).map((one) => one.amount)
    const at = (minor: number) => amountOf(minor, currency)
    const [least, most] = [
      own.reduce((a, b) => Math.min(a, b), own[0] ?? 0),
      own.reduce((a, b) => Math.max(a, b), 0),
    ]
    return { currency, invoiced, amount, least: at(least), most: at(most) }
  })
}

/** The currency in which most cases were counted; amounts of two currencies have no order. */
export function mainCurrency(cases: readonly CaseCost[]): string {
  const counts = new Map<string, number>()
  for (const { currency } of cases) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  const [first] = [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b, 'en'))
  return first?.[0] ?? ''
}

/** What some cases cost together; `ranked` in whole units of the one currency by which they are put in an order. */
export function costOf(cases: readonly CaseCost[], currency: string) {
  const sums = grouped(cases, (one) => one.currency).map(([code, rows]) => ({
    code,
    minor: sumOf(rows),
  }))
  const own = sums.find(({ code }) => code === currency)
  return {
    money: sums.map(({ code, minor }) => ({ currency: code, amount: amountOf(minor, code) })),
    withCosts: new Set(cases.map(({ id }) => id)).size,
    ranked: own === undefined ? 0 : own.minor / (minorUnits('1', currency) ?? 1),
  }
}

function parted(own: readonly Sum[], currency: string): { invoiced: string; said: string } {
  const part = (isInvoiced: boolean) =>
    amountOf(sumOf(own.filter((one) => one.isInvoiced === isInvoiced)), currency)
  return { invoiced: part(true), said: part(false) }
}

function grouped<Row extends { readonly amount: number }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): [string, Row[]][] {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const own = found.get(keyOf(row))
    if (own === undefined) found.set(keyOf(row), [row])
    else own.push(row)
  }
  return [...found].toSorted(([, a], [, b]) => sumOf(b) - sumOf(a))
}

function sumOf(rows: readonly { readonly amount: number }[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0)
}
