import type { PlanLanguage } from './words.ts'

/** `EUR 5,000`, `5.000 EUR`: the code and not a sign, which is the same for several currencies. */
export function moneyWords(amount: number, currency: string, language: PlanLanguage): string {
  const grouped = String(amount).replaceAll(/\B(?=(\d{3})+$)/g, language === 'de' ? '.' : ',')
  return language === 'de' ? `${grouped} ${currency}` : `${currency} ${grouped}`
}
