import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { SeverityMark } from '../../../../../ui/marks/SeverityMark.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listIncidents } from '../../contract/incident.ts'
import { listMissingParts } from '../../contract/sign-off.ts'

const shownAtMost = 4

/** On Today: closed cases that wait for a reviewer, and what reviewers found missing. Nothing where neither is there. */
export function TodaySignOff() {
  const text = useText('reports')
  const words = useText('incidents')
  const language = useLanguage()
  const live = { stream: '*', kinds: ['sign_off.', 'incident.'] }
  const waiting = useAnswer(listIncidents, { review: 'waiting', limit: shownAtMost }, { live })
  const parts = useAnswer(listMissingParts, { limit: shownAtMost }, { live })
  const failed = waiting.error ?? parts.error
  const cases = waiting.data?.items ?? []
  const missing = parts.data?.items ?? []
  if (failed === null && cases.length === 0 && missing.length === 0) return null
  return (
    <Section title={text('today.title')}>
      {failed && (
        <ErrorState error={failed} onRetry={() => void Promise.all([waiting.refetch(), parts.refetch()])} />
      )}
      <ul className={lines.list}>
        {missing.map(({ id, incidentId, number, title, ownerName, dueOn, isOverdue }) => (
          <li key={id}>
            <span className={lines.words}>
              <To path={`/incidents/${incidentId}`}>
                {words('number', { number })} {text('today.missing', { title })}
              </To>
              <span className={lines.dim}>
                {text('signOff.who', { name: ownerName, day: dayWords(dueOn, language) })}
              </span>
            </span>
            {isOverdue && <StateMark tone="bad" word={text('signOff.overdue')} />}
          </li>
        ))}
        {cases.map(({ id, number, title, severity, closedAt }) => (
          <li key={id}>
            <span className={lines.words}>
              <To path={`/incidents/${id}`}>
                {words('number', { number })} {title}
              </To>
              <span className={lines.dim}>
                {text('today.waits')} {closedAt !== null && <TimeText at={closedAt} form="relative" />}
              </span>
            </span>
            <SeverityMark severity={severity} />
          </li>
        ))}
      </ul>
      {waiting.data?.next && <To path="/incidents?review=waiting">{text('today.moreWaiting')}</To>}
      {parts.data?.next && <To path="/incidents?review=returned">{text('today.moreMissing')}</To>}
    </Section>
  )
}
