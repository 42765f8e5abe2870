import { useAnswer } from '../../../../../ui/answers.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listSignals } from '../../../signals/contract/signals.ts'
import classes from './room.module.css'

/** The reports and alarms that this incident grew from, and those that joined it. */
export function IncidentSignals({ incidentId }: { readonly incidentId: string }) {
  return (
    <Can permission="signal.read">
      <SignalRows incidentId={incidentId} />
    </Can>
  )
}

function SignalRows({ incidentId }: { readonly incidentId: string }) {
  const text = useText('incidents')
  const list = useAnswer(listSignals, { incidentId }, { live: { stream: incidentId, kinds: ['signal.'] } })
  const items = list.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={text('signals.title')}>
      <ul className={classes.rows}>
        {items.map((signal) => (
          <li key={signal.id}>
            <div className={classes.rowWords}>
              <strong>{signal.title}</strong>
              {signal.summary !== signal.title && <span>{signal.summary}</span>}
              <span className={classes.dim}>
                {signal.sourceName} · {text('signals.count', { count: signal.count })} ·{' '}
                <TimeText at={signal.firstAt} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
