/** A day as people of this language write it. */
export function dayWords(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day))
}

/** Whole units of a currency. A code that the browser does not know stands as it is. */
export function moneyWords(amount: number, currency: string, language: string): string {
  try {
    const words = { style: 'currency', currency, maximumFractionDigits: 0 } as const
    return new Intl.NumberFormat(language, words).format(amount)
  } catch {
    return `${amount} ${currency}`
  }
}
