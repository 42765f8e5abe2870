import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { SupplierEvent } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** What was written down, in the order in which it happened, with what shows it. */
export function EventList({ events }: { readonly events: readonly SupplierEvent[] }) {
  const text = useText('scorecards')
  if (events.length === 0) return <p className={lines.dim}>{text('eventsNone')}</p>
  return (
    <ul className={lines.list}>
      {events.map((event) => (
        <li key={event.id}>
          <span className={lines.words}>
            <strong>
              {text(`event.${event.kind}`)}
              {event.grade !== null && `: ${text(`grade.${event.grade}`)}`}
            </strong>
            {event.note !== '' && <span>{event.note}</span>}
            {event.evidence !== '' && <span>{text('shownBy', { name: event.evidence })}</span>}
            <span className={lines.dim}>
              <TimeText at={event.happenedAt} form="absolute" /> ·{' '}
              {text('writtenBy', { name: event.recordedBy })}
            </span>
          </span>
          {event.isLate && <StateMark tone="unknown" word={text('fromMemory')} />}
        </li>
      ))}
    </ul>
  )
}
