import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { readContainment } from '../contract/board.ts'
import classes from './parts/containment.module.css'

/** In the incident room: what is still open here in at most three lines, and the way to the page. */
export function ContainmentPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('containment')
  const board = useAnswer(readContainment, { id }, { live: { stream: id } })
  if (board.error) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />
  if (!board.data) return <Loading lines={2} />
  const { open } = board.data
  return (
    <Section title={text('title')}>
      {open.length === 0 ? (
        <p className={classes.dim}>{text('panel.lead')}</p>
      ) : (
        <ul className={classes.points}>
          {open.slice(0, 3).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {open.length > 3 && <li>{text('panel.more', { count: open.length - 3 })}</li>}
        </ul>
      )}
      <To path={`/incidents/${id}/containment`} className={classes.go}>
        {text('panel.go')}
      </To>
    </Section>
  )
}
