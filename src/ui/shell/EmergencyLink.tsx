import IconUrgent from '@tabler/icons-react/dist/esm/icons/IconUrgent.mjs'
import { To } from '../place.tsx'
import { useMay } from '../session.ts'
import { useText } from '../text.ts'

/** The red button: declare, for those who may, else report. Never more than one tap away. A guest of one case has none. */
export function EmergencyLink({
  path,
  className,
}: {
  readonly path: string
  readonly className: string | undefined
}) {
  const text = useText('ui')
  const mayDeclare = useMay('incident.open')
  const mayReport = useMay('report.submit')
  if (!mayDeclare && !mayReport) return null
  return (
    <To path={path} className={className}>
      <IconUrgent size="1.4em" stroke={2} aria-hidden="true" />
      {text(mayDeclare ? 'shell.emergency' : 'shell.report')}
    </To>
  )
}
