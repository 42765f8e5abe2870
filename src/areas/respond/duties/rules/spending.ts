/** Whether the insurer has to agree before money is spent: by the amount, and by the firm. Pure. */

export interface SpendingPolicy {
  readonly id: string
  readonly insurer: string
  readonly hotline: string
  readonly consentAbove: number | null
  readonly consentWords: string
  readonly currency: string
  readonly panel: readonly string[]
}

export interface Spending {
  readonly firm: string
  /** As people write it, like `1200.50`. */
  readonly amount: string
  readonly currency: string
}

/** Why the insurer has to be asked first, in one sentence; undefined when nothing demands it. */
export function whyAskFirst(
  policies: readonly SpendingPolicy[],
  { firm, amount, currency }: Spending,
): string | undefined {
  for (const { insurer, hotline, consentAbove, consentWords, panel, currency: own } of policies) {
    const call = hotline === '' ? '' : ` Call ${hotline}.`
    const isOnPanel = panel.some((one) => sameFirm(one, firm))
    if (panel.length > 0 && !isOnPanel)
      return `${firm} is not on the panel of ${insurer}: the insurer has to agree first, or may not pay.${call}`
    if (consentAbove === null) {
      if (consentWords !== '' && panel.length === 0)
        return `${insurer} wants to be asked: ${consentWords}${call}`
      continue
    }
    // Another currency is never converted: to ask once too often is cheap.
    if (currency !== own || Number(amount) > consentAbove)
      return `${insurer} wants to agree to costs above ${consentAbove} ${own} first.${call}`
  }
  return undefined
}

function sameFirm(a: string, b: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return plain(a) === plain(b)
}
