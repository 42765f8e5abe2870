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

/** Whether nobody has said yet that the insurer agreed, or why it could not be asked. */
export function waitsForConsent(line: {
  readonly consent: string
  readonly consentWords: string
  readonly isStruck: boolean
}): boolean {
  return !line.isStruck && line.consent === 'not_asked' && line.consentWords === ''
}

/** Kinds of loss that are money for firms; what business is lost or was stolen asks nobody. */
const spent: readonly string[] = [
  'response_and_recovery',
  'operating_costs',
  'legal_and_regulatory',
  'brand_damage',
  'other',
]

/** The same for a cost as people write it down, where the firm stands in the words, if at all. */
export function whyAskAbout(
  policies: readonly SpendingPolicy[],
  { text, loss, amount, currency }: Omit<Spending, 'firm'> & { readonly text: string; readonly loss: string },
): string | undefined {
  if (!spent.includes(loss)) return undefined
  const named = policies.flatMap(({ panel }) => panel).find((firm) => holdsFirm(text, firm))
  return whyAskFirst(policies, { firm: named ?? `“${text.slice(0, 80)}”`, amount, currency })
}

function holdsFirm(text: string, firm: string): boolean {
  return ` ${plainName(text)} `.includes(` ${plainName(firm)} `)
}

function sameFirm(a: string, b: string): boolean {
  return plainName(a) === plainName(b)
}

function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
