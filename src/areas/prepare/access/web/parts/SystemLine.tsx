import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { AccessSystem } from '../../contract.ts'
import { FactorWords } from './FactorWords.tsx'
import lines from '../../../../../ui/lists/lines.module.css'

/** One system: how many get in, with which share of second factors, and how far the campaign is. */
export function SystemLine({ system }: { readonly system: AccessSystem }) {
  const text = useText('access')
  const language = useLanguage()
  const { id, name, listedAt } = system
  return (
    <li>
      <span className={lines.words}>
        <To path={`/access/${id}`} className={lines.link}>
          {name}
        </To>
        <span className={lines.dim}>
          {listedAt === null ? (
            text('system.noList')
          ) : (
            <>
              {text('system.accounts', { count: system.accounts })} · <FactorWords counts={system} /> ·{' '}
              {text('system.listed', { day: dayWords(listedAt.slice(0, 10), language) })}
            </>
          )}
        </span>
      </span>
      <span className={lines.acts}>
        <ReviewState system={system} />
      </span>
    </li>
  )
}

export function ReviewState({ system: { review, listedAt } }: { readonly system: AccessSystem }) {
  const text = useText('access')
  if (review === null)
    return listedAt === null ? <StateMark tone="unknown" word={text('factor.unknown')} /> : null
  if (review.isDone && listedAt === null)
    return <StateMark tone="good" word={text('campaign.doneEmpty', { name: review.reviewer })} />
  if (review.isDone) return <StateMark tone="good" word={text('campaign.done', { name: review.reviewer })} />
  if (listedAt === null)
    return <StateMark tone="warn" word={text('campaign.waitsForList', { name: review.reviewer })} />
  return (
    <StateMark tone="active" word={text('campaign.open', { name: review.reviewer, count: review.open })} />
  )
}
