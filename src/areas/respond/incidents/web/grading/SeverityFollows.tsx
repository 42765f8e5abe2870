import type { Severity } from '../../../../../base/incident-words.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readIncidentGrading } from '../../contract/first-hour.ts'
import { listIncidentRoles } from '../../contract/roles.ts'
import { Consequences } from './Consequences.tsx'
import classes from './grading.module.css'

interface SeverityFollowsProps {
  readonly incidentId: string
  readonly severity: Severity
}

/** Exactly who is called and which clocks start with this severity, in this incident. */
export function SeverityFollows({ incidentId: id, severity }: SeverityFollowsProps) {
  const text = useText('grading')
  const words = useText('incidents')
  const grading = useAnswer(readIncidentGrading, { id })
  const roles = useAnswer(listIncidentRoles, { id })
  if (grading.error && !grading.data)
    return <ErrorState error={grading.error} onRetry={() => void grading.refetch()} />
  const follows = grading.data?.consequences[severity]
  if (follows === undefined) return null
  const holders = new Map(roles.data?.items.map(({ role, memberId }) => [role, memberId] as const))
  return (
    <div className={classes.stack} aria-live="polite">
      <p>
        <strong>{text('grade.change', { severity: `${severity} ${words(`severity.${severity}`)}` })}</strong>
      </p>
      <Consequences
        follows={follows}
        holders={holders}
        knows={grading.data?.answers?.knows ?? []}
        called={grading.data?.called ?? []}
      />
    </div>
  )
}
