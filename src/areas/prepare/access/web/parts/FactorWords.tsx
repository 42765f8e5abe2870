import { useText } from '../../../../../ui/text.ts'

interface Counts {
  readonly accounts: number
  readonly yes: number
  readonly no: number
  readonly unknown: number
}

/** The share with a second factor, and beside it of how many nobody knows: unknown is neither yes nor no. */
export function FactorWords({ counts: { accounts, yes, no, unknown } }: { readonly counts: Counts }) {
  const text = useText('access')
  if (accounts === 0) return <>{text('factor.none')}</>
  const share = Math.floor((yes * 100) / accounts)
  return <>{text('factor.words', { share, yes, accounts, no, unknown })}</>
}
