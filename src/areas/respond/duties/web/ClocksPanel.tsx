import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { readDuties } from '../contract/board.ts'
import { Countdown } from './parts/Countdown.tsx'
import { openClocks } from './parts/open-clocks.ts'
import { toneOf } from './parts/words.ts'
import classes from './parts/duties.module.css'

const shownAtMost = 3

/** In the incident room: the clocks that end next, how many questions are open, and the way to the page. */
export function ClocksPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('duties')
  const board = useAnswer(
    readDuties,
    { id },
    { live: { stream: id, kinds: ['duty.', 'clock.', 'severity.', 'scope.', 'system.'] } },
  )
  if (board.error) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />
  if (!board.data) return <Loading lines={2} />
  const { duties, house, questions, sheet, zone } = board.data
  const unheard = sheet.proposals.filter(({ left }) => left === null).length
  const open = openClocks(board.data, text('house.own'))
  return (
    <Section title={text('panel.title')}>
      {open.length === 0 && (
        <p className={classes.dim}>
          {text(duties.length + house.items.length === 0 ? 'panel.empty' : 'panel.done')}
        </p>
      )}
      <ul className={classes.short}>
        {open.slice(0, shownAtMost).map(({ key, title, standing, dueAt }) => (
          <li key={key}>
            <div className={classes.dutyHead}>
              <span>{title}</span>
              <StateMark tone={toneOf[standing]} word={text(`standing.${standing}`)} />
            </div>
            {dueAt !== null && <Countdown dueAt={dueAt} zone={zone} />}
          </li>
        ))}
      </ul>
      {open.length > shownAtMost && <p>{text('panel.more', { count: open.length - shownAtMost })}</p>}
      {unheard > 0 && <StateMark tone="warn" word={text('sheet.panel', { count: unheard })} />}
      <p>
        {questions.length > 0 && text('panel.questions', { count: questions.length })}{' '}
        <To path={`/incidents/${id}/duties`} className={classes.go}>
          {text('panel.go')}
        </To>
      </p>
    </Section>
  )
}
