import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import lines from '../../../../ui/lists/lines.module.css'
import { To } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listReviews } from '../contract/plan.ts'
import { ReviewMark } from './parts/ReviewMark.tsx'

const shownAtMost = 4

/** On Today: reviews that are mine and still to be held. Nothing where none is. */
export function TodayReviews() {
  const text = useText('reviews')
  const language = useLanguage()
  const mine = useAnswer(
    listReviews,
    { mine: 'yes', state: 'planned', limit: shownAtMost },
    { live: { stream: '*', kinds: ['review.'] } },
  )
  const items = mine.data?.items ?? []
  if (mine.error === null && items.length === 0) return null
  return (
    <Section title={text('today.title')}>
      {mine.error && <ErrorState error={mine.error} onRetry={() => void mine.refetch()} />}
      <ul className={lines.list}>
        {items.map((review) => (
          <li key={review.id}>
            <span className={lines.words}>
              <To path={`/reviews/${review.id}`}>
                {review.number === null
                  ? review.title
                  : text('of', { number: review.number, title: review.title })}
              </To>
              <span className={lines.dim}>{text('dueOn', { day: dayWords(review.dueOn, language) })}</span>
            </span>
            <ReviewMark review={review} />
          </li>
        ))}
      </ul>
      {mine.data?.next && <To path="/reviews?state=planned">{text('today.more')}</To>}
    </Section>
  )
}
