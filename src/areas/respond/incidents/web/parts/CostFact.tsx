import { useAnswer } from '../../../../../ui/answers.ts'
import { hoursWords } from '../../../../../ui/kit/time-words.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listCosts } from '../../contract/captures.ts'
import classes from './room.module.css'

/** In the head of the room: what it costs so far, by currency, with the time that nobody put a price on. */
export function CostFact({ incidentId: id }: { readonly incidentId: string }) {
  const text = useText('incidents')
  const language = useLanguage()
  const costs = useAnswer(listCosts, { id }, { live: { stream: id, kinds: ['cost.'] } })
  if (!costs.data) return null
  const { totals, work } = costs.data
  const sums = totals.map(({ amount, currency }) => `${amount} ${currency}`)
  if (work.unpricedMinutes > 0) sums.push(hoursWords(work.unpricedMinutes, language))
  if (sums.length === 0) return null
  return (
    <div className={classes.costFact}>
      <dt>{text('cost.fact')}</dt>
      <dd>{sums.join(' + ')}</dd>
    </div>
  )
}
