import { useAnswer } from '../../../../../ui/answers.ts'
import { useFilter } from '../../../../../ui/place.tsx'
import { getReview } from '../../contract/review.ts'

/** A review, with names where the address asks for them; kept fresh while others write in it. */
export function useReview(id: string) {
  const [names] = useFilter('names')
  const input = { id, ...(names === 'yes' && { names: 'yes' as const }) }
  return useAnswer(getReview, input, { live: { stream: '*', kinds: ['review.', 'improvement.'] } })
}
