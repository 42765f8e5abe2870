import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Trends } from '../../contract/trends.ts'
import { useWords } from '../words.ts'
import classes from '../trends.module.css'

/** What people wanted to know in cases and waited for longest: what to have at hand the next time. */
export function DelaysCard({ trends: { delays } }: { readonly trends: Trends }) {
  const text = useText('trends')
  const words = useWords()
  const { asked, open, medianMinutes, longest } = delays
  return (
    <section className={classes.card} aria-label={text('delays.title')}>
      <h2>{text('delays.title')}</h2>
      {asked === 0 ? (
        <p>{text('delays.none')}</p>
      ) : (
        <p>
          {text('delays.asked', { count: asked })}{' '}
          {medianMinutes !== null && text('delays.middle', { median: words.span(medianMinutes) })}{' '}
          {open > 0 && text('delays.open', { count: open })}
        </p>
      )}
      <ol className={classes.list}>
        {longest.map(({ id, number, text: wanted, source, wantedAt, isOpen, minutes }) => (
          <li key={`${id} ${wantedAt} ${wanted}`}>
            <span className={classes.row}>
              <strong>{wanted}</strong>
              <span>{words.span(minutes)}</span>
            </span>
            <span className={classes.dim}>
              <To path={`/incidents/${id}`}>{`INC-${number}`}</To> · {words.day(wantedAt)}
              {source !== '' && ` · ${text('delays.from', { source })}`}
              {isOpen && ` · ${text('delays.never')}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
