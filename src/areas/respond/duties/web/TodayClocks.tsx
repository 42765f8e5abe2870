import { useAnswer } from '../../../../ui/answers.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listClocks } from '../contract/board.ts'
import { Countdown } from './parts/Countdown.tsx'
import { toneOf } from './parts/words.ts'
import classes from './parts/duties.module.css'

const shownAtMost = 6

/** On Today: the next clock of each case, of the law or our own. Nothing where none runs. */
export function TodayClocks() {
  const text = useText('duties')
  const list = useAnswer(
    listClocks,
    {},
    { live: { stream: '*', kinds: ['duty.', 'clock.', 'severity.', 'incident.'] } },
  )
  const items = list.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={text('panel.title')}>
      <ul className={classes.short}>
        {items
          .slice(0, shownAtMost)
          .map(({ incidentId, number, mode, what, dueAt, zone, standing, isOfHouse }) => (
            <li key={incidentId}>
              <div className={classes.dutyHead}>
                <To path={`/incidents/${incidentId}/duties`}>
                  INC-{number} {isOfHouse && `${text('house.own')}: `}
                  {what}
                </To>
                {mode === 'exercise' && <span className={classes.dim}>{text('exerciseMark')}</span>}
                <StateMark tone={toneOf[standing]} word={text(`standing.${standing}`)} />
              </div>
              <Countdown dueAt={dueAt} zone={zone} />
            </li>
          ))}
      </ul>
    </Section>
  )
}
