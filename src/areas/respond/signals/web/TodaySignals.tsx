import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listSignals } from '../contract/signals.ts'
import { SeverityOf, StateOf } from './parts/SignalMarks.tsx'
import classes from './signals.module.css'

/** Today: what nobody has judged yet. */
export function TodaySignals() {
  const text = useText('signals')
  const answer = useAnswer(
    listSignals,
    { status: 'new', limit: 6 },
    { live: { stream: '*', kinds: ['batch', 'signal.', 'report.', 'incident.'] } },
  )
  const items = answer.data?.items ?? []
  return (
    <Section title={text('today.title')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading lines={2} />}
      {answer.data && items.length === 0 && <p className={classes.dim}>{text('today.none')}</p>}
      {items.length > 0 && (
        <ul className={classes.plainList}>
          {items.slice(0, 5).map((signal) => (
            <li key={signal.id} className={classes.todayRow}>
              <To path={`/signals/${signal.id}`}>{signal.title}</To>
              {signal.state === 'report' ? <StateOf signal={signal} /> : <SeverityOf signal={signal} />}
              <span className={classes.dim}>
                {signal.count > 1 && `${text('list.said', { count: signal.count })} · `}
                <TimeText at={signal.lastAt} form="relative" />
              </span>
            </li>
          ))}
        </ul>
      )}
      {items.length > 5 && <To path="/signals?status=new">{text('today.all')}</To>}
    </Section>
  )
}
