import { useAnswer } from '../../../../ui/answers.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listClocks } from '../contract/board.ts'
import { Countdown } from './parts/Countdown.tsx'
import { toneOf } from './parts/words.ts'
import classes from './parts/duties.module.css'

/** Under the heading of the incident room: the legal clock that ends next. Nothing where none runs. */
export function NextClockLine({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('duties')
  const list = useAnswer(listClocks, {}, { live: { stream: id, kinds: ['duty.'] } })
  const next = list.data?.items.find(({ incidentId }) => incidentId === id)
  if (next === undefined) return null
  return (
    <div className={classes.next}>
      <StateMark tone={toneOf[next.standing]} word={text(`standing.${next.standing}`)} />
      <To path={`/incidents/${id}/duties`}>{next.what}</To>
      <Countdown dueAt={next.dueAt} zone={next.zone} />
    </div>
  )
}
