import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import { shownAttempts, type SignOn } from '../../contract.ts'
import classes from '../sign-on.module.css'

const good: ReadonlySet<string> = new Set(['entered', 'joined', 'tried'])

/** Who came back from the provider, and why some were turned away. */
export function Attempts({ attempts }: Pick<SignOn, 'attempts'>) {
  const text = useText('sign-on')
  if (attempts.length === 0) return <p className={classes.dim}>{text('attempts.none')}</p>
  return (
    <div className={classes.stack}>
      <p className={classes.dim}>{text('attempts.lead', { count: shownAttempts })}</p>
      <ul className={classes.list}>
        {attempts.map(({ id, at, isTrial, outcome, who, email }) => (
          <li key={id}>
            <span>
              <StateMark
                tone={good.has(outcome) ? 'good' : outcome === 'begun' ? 'quiet' : 'bad'}
                word={text(`outcome.${outcome}`)}
              />
            </span>
            <span>
              {[who ?? '', email, isTrial ? text('attempts.trial') : ''].filter(Boolean).join(' · ')}
            </span>
            <span className={classes.dim}>
              <TimeText at={at} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
