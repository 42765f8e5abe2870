/** Whole units of a currency. A code that the browser does not know stands as it is. */
export function moneyWords(amount: number, currency: string, language: string): string {
  try {
    const words = { style: 'currency', currency, maximumFractionDigits: 0 } as const
    return new Intl.NumberFormat(language, words).format(amount)
  } catch {
    return `${amount} ${currency}`
  }
}
