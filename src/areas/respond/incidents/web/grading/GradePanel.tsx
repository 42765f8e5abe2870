import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readIncidentGrading, type IncidentGrading } from '../../contract/first-hour.ts'
import { getIncident } from '../../contract/incident.ts'
import { ReasonLines } from './ReasonLines.tsx'
import { SeverityFollows } from './SeverityFollows.tsx'
import classes from './grading.module.css'

/** What was answered, by which version of the table it was judged, and what the severity brings. */
export function GradePanel({ subject }: { readonly subject: PanelSubject }) {
  const text = useText('grading')
  const { id } = subject
  const live = { stream: id, kinds: ['grade.', 'severity.', 'role.', 'lead.'] }
  const grading = useAnswer(readIncidentGrading, { id }, { live })
  const incident = useAnswer(getIncident, { id })
  return (
    <Section title={text('grade.title')}>
      {grading.error && !grading.data && (
        <ErrorState error={grading.error} onRetry={() => void grading.refetch()} />
      )}
      {grading.isPending && <Loading />}
      {grading.data && <Answered grading={grading.data} />}
      {incident.data?.can.grade === true && (
        <p data-no-print>
          <To path={`/incidents/${id}/questions`} className={classes.way}>
            {text(grading.data?.answers ? 'q.again' : 'grade.answer')}
          </To>
        </p>
      )}
      {incident.data && <SeverityFollows incidentId={id} severity={incident.data.severity} />}
    </Section>
  )
}

function Answered({ grading }: { readonly grading: IncidentGrading }) {
  const text = useText('grading')
  const words = useText('incidents')
  const { tableVersion, answers, suggestion, answeredBy, answeredAt } = grading
  return (
    <div className={classes.stack}>
      {tableVersion !== null && (
        <p className={classes.dim}>{text('grade.version', { version: tableVersion })}</p>
      )}
      {suggestion === null || answers === null ? (
        <p>{text('grade.noAnswers')}</p>
      ) : (
        <>
          <p>
            {text('grade.suggested', {
              severity: `${suggestion.severity} ${words(`severity.${suggestion.severity}`)}`,
              kind: words(`kind.${suggestion.kind}`),
            })}
          </p>
          <ReasonLines reasons={suggestion.reasons} />
          {answers.words !== '' && <blockquote>{answers.words}</blockquote>}
          <p className={classes.dim}>
            {text('grade.answeredBy', { name: answeredBy ?? '' })}{' '}
            {answeredAt !== null && <TimeText at={answeredAt} />}
          </p>
        </>
      )}
    </div>
  )
}
