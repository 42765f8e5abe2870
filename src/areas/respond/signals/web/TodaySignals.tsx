import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { listAlertGroups } from '../contract/groups.ts'
import { listSources } from '../contract/signals.ts'
import { GroupState } from './parts/GroupState.tsx'
import { SeverityOf } from './parts/SignalMarks.tsx'
import classes from './signals.module.css'

/** Today: the top of the short list. */
export function TodaySignals() {
  const text = useText('signals')
  const answer = useAnswer(
    listAlertGroups,
    { status: 'open', limit: 6 },
    { live: { stream: '*', kinds: ['batch', 'signal.', 'report.', 'incident.', 'group.', 'quiet.'] } },
  )
  const items = answer.data?.items ?? []
  return (
    <Section title={text('today.title')}>
      <SilentSources />
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading lines={2} />}
      {answer.data && items.length === 0 && <p className={classes.dim}>{text('today.none')}</p>}
      {items.length > 0 && (
        <ul className={classes.plainList}>
          {items.slice(0, 5).map((group) => (
            <li key={group.id} className={classes.todayRow}>
              <To path={`/signals/groups/${group.id}`}>{group.title}</To>
              {group.isRaised && <GroupState group={group} />}
              <SeverityOf signal={group} />
              <span className={classes.dim}>
                {group.signals > 1 && `${text('groups.signals', { count: group.signals })} · `}
                <TimeText at={group.lastAt} form="relative" />
              </span>
            </li>
          ))}
        </ul>
      )}
      {items.length > 5 && <To path="/signals/groups">{text('today.all')}</To>}
    </Section>
  )
}

/** Sources that should have spoken: what they would have said is missing here. */
function SilentSources() {
  const text = useText('signals')
  const answer = useAnswer(listSources, {}, { live: { stream: '*', kinds: ['source.'] } })
  const silent = (answer.data?.items ?? []).filter(({ silence }) => silence.silentAt !== null)
  if (silent.length === 0) return null
  return (
    <Notice tone="warn" title={text('silence.today')}>
      <ul className={classes.plainList}>
        {silent.map(({ id, name, lastSignalAt }) => (
          <li key={id}>
            <To path={`/settings/sources/${id}`}>{name}</To>{' '}
            {lastSignalAt && (
              <span className={classes.dim}>
                {text('sources.last')}: <TimeText at={lastSignalAt} form="relative" />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
