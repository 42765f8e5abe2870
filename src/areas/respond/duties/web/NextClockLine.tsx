import { useAnswer } from '../../../../ui/answers.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { readDuties } from '../contract/board.ts'
import { Countdown } from './parts/Countdown.tsx'
import { openClocks } from './parts/open-clocks.ts'
import { toneOf } from './parts/words.ts'
import classes from './parts/duties.module.css'

/** Under the heading of the incident room: the clock that ends next, of the law or our own. Nothing where none runs. */
export function NextClockLine({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('duties')
  // The same answer as that of the panel below, asked once.
  const board = useAnswer(
    readDuties,
    { id },
    { live: { stream: id, kinds: ['duty.', 'clock.', 'severity.'] } },
  )
  const [next] = board.data ? openClocks(board.data, text('house.own')) : []
  if (next === undefined || next.dueAt === null) return null
  return (
    <div className={classes.next}>
      <StateMark tone={toneOf[next.standing]} word={text(`standing.${next.standing}`)} />
      <To path={`/incidents/${id}/duties`}>{next.title}</To>
      <Countdown dueAt={next.dueAt} zone={board.data?.zone ?? 'UTC'} />
    </div>
  )
}
