import { spanWords } from '../../../../../ui/kit/time-words.ts'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { SupplierCase } from '../../contract.ts'
import { moneyWords } from './money-words.ts'
import { ReviewMark } from './ReviewMark.tsx'
import lines from '../../../../../ui/lists/lines.module.css'

/** One supplier in one case, in a line. */
export function CaseLine({ one }: { readonly one: SupplierCase }) {
  const text = useText('scorecards')
  const language = useLanguage()
  const { supplier, number, title, figures, costs, review } = one
  const answer =
    figures.asked === 0
      ? ''
      : `${text('figure.answer')}: ${figures.answerMinutes === null ? text('unknown') : spanWords(figures.answerMinutes * 60_000, language)}`
  return (
    <li>
      <span className={lines.words}>
        <To path={`/supplier-reviews/${one.id}`} className={lines.link}>
          {supplier.name || text('unnamed')} · INC-{number} {title}
        </To>
        <span className={lines.dim}>
          {[
            answer,
            figures.grade === null ? '' : text(`grade.${figures.grade}`),
            costs.length === 0 ? '' : moneyWords(costs, ''),
            review === null ? text('onlyHelped') : review.why.map((why) => text(`why.${why}`)).join(', '),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className={lines.acts}>
        <ReviewMark review={review} />
      </span>
    </li>
  )
}
