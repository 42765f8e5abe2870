import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Review } from '../../contract/plan.ts'

const tones = { planned: 'active', held: 'good', waived: 'quiet' } as const

/** How a review stands, as shape and word. */
export function ReviewMark({ review: { state, isOverdue } }: { readonly review: Review }) {
  const text = useText('reviews')
  if (isOverdue) return <StateMark tone="bad" word={text('state.overdue')} />
  return <StateMark tone={tones[state]} word={text(`state.${state}`)} />
}
