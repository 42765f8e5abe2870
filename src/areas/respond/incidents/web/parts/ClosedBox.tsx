import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Closure, Incident } from '../../contract/incident.ts'
import classes from './room.module.css'

/** How it ended, calmly: what was said at the closing, and what was left. */
export function ClosedBox({ closure, incident }: { readonly closure: Closure; readonly incident: Incident }) {
  const text = useText('incidents')
  return (
    <section className={classes.closed} aria-label={text('closed.title')}>
      <h2>{text('closed.title')}</h2>
      <p className={classes.dim}>
        {text('closed.by', { name: closure.closedBy })}
        {incident.closedAt !== null && (
          <>
            {' '}
            · <TimeText at={incident.closedAt} />
          </>
        )}
      </p>
      <dl>
        <dt>{text('closed.ending')}</dt>
        <dd>
          {text(`ending.${closure.disposition}`)}
          {closure.duplicateOf !== null &&
            ` · ${text('closed.duplicateOf')} ${text('number', { number: closure.duplicateOf })}`}
        </dd>
        <dt>{text('closed.vector')}</dt>
        <dd>{text(`vector.${closure.initialVector}`)}</dd>
        <dt>{text('closed.summary')}</dt>
        <dd className={classes.summary}>{closure.summary}</dd>
        {closure.openTasks.length > 0 && (
          <>
            <dt>{text('closed.left')}</dt>
            <dd>
              <ul>
                {closure.openTasks.map((task) => (
                  <li key={task.id}>{task.title}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      <p className={classes.dim}>{text('closed.stays')}</p>
    </section>
  )
}
