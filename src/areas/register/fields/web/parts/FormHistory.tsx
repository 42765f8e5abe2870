import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listFormVersions } from '../../contract/form.ts'
import classes from '../fields.module.css'

/** Every version of the form: who changed what, when and why, with the names as they were. */
export function FormHistory() {
  const text = useText('fields')
  const live = { stream: '*', kinds: ['form.'] }
  const versions = useAnswer(listFormVersions, { limit: 50 }, { live })
  const items = versions.data?.items ?? []
  return (
    <Section title={text('history')}>
      {versions.error && !versions.data && (
        <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
      )}
      {versions.data && items.length <= 1 && <p className={classes.dim}>{text('noHistory')}</p>}
      {items.length > 1 && (
        <ul className={classes.history}>
          {items.map((one) => (
            <li key={one.version}>
              <strong>{text('version', { version: one.version })}</strong>{' '}
              <span className={classes.dim}>
                {one.changedBy} {one.changedAt !== null && <TimeText at={one.changedAt} />}
              </span>
              {one.reason !== '' && <p>{one.reason}</p>}
              <ul>
                {one.changes.map((change) => (
                  <li key={JSON.stringify(change)}>
                    {text(change.how === 'renamed' ? `renamed.${change.part}` : `how.${change.how}`, {
                      name: change.name === '' ? text('order') : change.name,
                      from: change.from === '' ? text('shipped') : change.from,
                      to: change.to === '' ? text('shipped') : change.to,
                    })}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
