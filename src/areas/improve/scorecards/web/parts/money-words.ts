/** Sums side by side; nothing is converted. */
export function moneyWords(
  costs: readonly { readonly currency: string; readonly amount: string }[],
  none: string,
): string {
  return costs.length === 0 ? none : costs.map(({ amount, currency }) => `${amount} ${currency}`).join(' · ')
}
