import { answerKey, useAnswer } from '../../../../../ui/answers.ts'
import { useLiveQuery } from '../../../../../ui/live.ts'
import { useFilter } from '../../../../../ui/place.tsx'
import { useLanguage } from '../../../../../ui/text.ts'
import { getReview } from '../../contract/review.ts'

/** A review, with names where the address asks for them; kept fresh while others write in it, and in no other. */
export function useReview(id: string) {
  const [names] = useFilter('names')
  const language = useLanguage().startsWith('de') ? ('de' as const) : ('en' as const)
  const input = { id, language, ...(names === 'yes' && { names: 'yes' as const }) }
  const answer = useAnswer(getReview, input)
  const own = answer.data?.incidentId ?? 'audit'
  useLiveQuery(own, answerKey(getReview, input), ['review.', 'improvement.'])
  return answer
}
