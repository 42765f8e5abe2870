/** Amounts of money: exact in the smallest unit of their currency, never converted into another. */
import * as z from 'zod'

export const Amount = z
  .string()
  .trim()
  .regex(/^\d{1,12}(\.\d{1,3})?$/, 'must be a number like 1250 or 1250.50')
  .describe('In units of the currency, with a dot before the cents')

export const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/, 'must be three letters like EUR')
  .describe('ISO 4217')

/** What an hour of one person costs. */
export const HourRate = z.object({ amount: Amount, currency: Currency })
export type HourRate = z.infer<typeof HourRate>

/**
 * An amount as the wire says it (`1250.5`) in the smallest unit of its currency.
 * @returns undefined when the currency is unknown, has fewer decimals, or nothing is left of the amount
 */
export function minorUnits(amount: string, currency: string): number | undefined {
  const digits = decimalsOf(currency)
  const [whole = '', cents = ''] = amount.split('.')
  if (digits === undefined || cents.length > digits) return undefined
  const minor = Number(whole + cents.padEnd(digits, '0'))
  return minor > 0 && Number.isSafeInteger(minor) ? minor : undefined
}

/** The same back, with all decimals of the currency: `1250.50`. */
export function amountOf(minor: number, currency: string): string {
  const digits = decimalsOf(currency) ?? 2
  const text = String(minor).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** How many decimals ISO 4217 gives to a currency; undefined for one that it does not know. */
function decimalsOf(currency: string): number | undefined {
  if (!Intl.supportedValuesOf('currency').includes(currency)) return undefined
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits
}
