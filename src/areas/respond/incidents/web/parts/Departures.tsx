import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Run } from '../../contract/run.ts'
import classes from './room.module.css'

/** Where the run left its playbook and why, for whoever leads now and for the review later. */
export function Departures({ run }: { readonly run: Run }) {
  const text = useText('incidents')
  if (run.departures.length === 0) return null
  return (
    <details className={classes.phase}>
      <summary>
        <span className={classes.phaseName}>{text('departure.title')}</span>
        <span className={classes.progress}>{text('departure.count', { count: run.departures.length })}</span>
      </summary>
      <p className={classes.dim}>{text('departure.lead')}</p>
      <ul className={classes.rows}>
        {run.departures.map((one, index) => (
          // One part can be left more than once; the order is that of the run.
          <li key={`${one.id} ${one.what} ${index}`}>
            <div className={classes.rowWords}>
              <strong>
                {text(`departure.${one.what}`)}: {one.title}
              </strong>
              <span className={classes.dim}>
                {one.reason !== null && `“${one.reason}” `}
                {one.by} {one.at !== null && <TimeText at={one.at} />}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}
