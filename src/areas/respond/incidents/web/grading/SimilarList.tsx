import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { SeverityMark } from '../../../../../ui/marks/SeverityMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { SimilarIncident } from '../../contract/similar.ts'
import { useSharedWords } from './shared-words.ts'
import classes from './grading.module.css'

/** Earlier incidents, each with what it has in common with this one and how it ended. */
export function SimilarList({ items }: { readonly items: readonly SimilarIncident[] }) {
  const text = useText('grading')
  const words = useText('incidents')
  const name = useSharedWords()
  return (
    <ul className={classes.similar}>
      {items.map((one) => (
        <li key={one.id}>
          <span className={classes.callHead}>
            <SeverityMark severity={one.severity} />
            <To path={`/incidents/${one.id}`}>
              {words('number', { number: one.number })} {one.title}
            </To>
          </span>
          <span>
            <span className={classes.dim}>{text('similar.shares')}: </span>
            {one.shares.map(name).join(', ')}
          </span>
          <span className={classes.dim}>
            <TimeText at={one.openedAt} form="relative" />
            {' · '}
            {one.disposition === null ? text('similar.open') : words(`ending.${one.disposition}`)}
          </span>
          {one.summary !== '' && (
            <details>
              <summary>{text('similar.ended')}</summary>
              <p>{one.summary}</p>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
