import { useAnswer } from '../../../../ui/answers.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import lines from '../../../../ui/lists/lines.module.css'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listReviews } from '../contract/plan.ts'
import { ReviewMark } from './parts/ReviewMark.tsx'

/** In the incident room: the look back, with its day and whose it is, and the way to say how it went. */
export function ReviewPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('reviews')
  const language = useLanguage()
  const found = useAnswer(
    listReviews,
    { incidentId: id },
    { live: { stream: id, kinds: ['review.', 'incident.'] } },
  )
  if (found.data === undefined) return null
  const [review] = found.data.items
  const path = `/incidents/${id}/review`
  return (
    <Section title={text('panel.title')}>
      {review === undefined ? (
        <p className={lines.dim}>{text('panel.none')}</p>
      ) : (
        <p>
          <ReviewMark review={review} />{' '}
          {review.owner === '' ? text('nobody') : text('ownedBy', { name: review.owner })} ·{' '}
          {text('dueOn', { day: dayWords(review.dueOn, language) })}
        </p>
      )}
      <div className={lines.acts}>
        <To path={path} className={lines.link}>
          {text(review === undefined ? 'panel.plan' : 'panel.open')}
        </To>
        {review?.state === 'planned' && (
          <To path={`/reviews/${review.id}/voice`} className={lines.link}>
            {text('voice.mine')}
          </To>
        )}
      </div>
    </Section>
  )
}
