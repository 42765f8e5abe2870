import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Budget } from '../../contract.ts'

const tones = { fresh: 'good', old: 'warn', none: 'quiet' } as const

/** Whether somebody looked within twelve months; never green without it. */
export function FreshMark({
  freshness,
  words,
}: {
  readonly freshness: Budget['freshness']
  readonly words: 'budget' | 'act'
}) {
  const text = useText('budget')
  return <StateMark tone={tones[freshness]} word={text(`fresh.${words}.${freshness}`)} />
}
