import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { SupplierCase } from '../../contract.ts'

/** How the review of a contract stands; nothing for a supplier that only helped. */
export function ReviewMark({ review }: Pick<SupplierCase, 'review'>) {
  const text = useText('scorecards')
  const language = useLanguage()
  if (review === null) return null
  const day = dayWords(review.dueOn, language)
  if (review.verdict === null)
    return <StateMark tone={review.isLate ? 'bad' : 'warn'} word={text('review.due', { day })} />
  const waits = review.followUpOn !== null && review.followedAt === null
  return (
    <>
      <StateMark tone="good" word={text(`verdict.${review.verdict}`)} />
      {waits && (
        <StateMark
          tone="active"
          word={text('review.followUp', { day: dayWords(review.followUpOn ?? '', language) })}
        />
      )}
    </>
  )
}
