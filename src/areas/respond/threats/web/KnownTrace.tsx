import { defang } from '../../../../base/observables.ts'
import { tlpLabel } from '../../../../base/tlp.ts'
import { useAnswer } from '../../../../ui/answers.ts'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useText } from '../../../../ui/text.ts'
import { readSharing } from '../contract/sharing.ts'
import classes from './threats.module.css'

/** Beside a trace: who warns of it. */
export function KnownTrace({ subject: { id, stream = '' } }: { readonly subject: PanelSubject }) {
  const text = useText('threats')
  const answer = useAnswer(readSharing, { id: stream }, { live: { stream, kinds: ['observable.'] } })
  const trace = answer.data?.traces.find((one) => one.id === id)
  if (trace === undefined) return null
  if (trace.known.length === 0) return <p className={classes.dim}>{text('known.none')}</p>
  return (
    <ul className={classes.plain}>
      {trace.known.map(({ exchange, title, value, tlp, lastSeen, isWatched }) => (
        <li key={`${exchange} ${title} ${value}`}>
          <StateMark
            tone={isWatched ? 'bad' : 'quiet'}
            word={text(isWatched ? 'known.warns' : 'known.warned', { name: exchange })}
          />{' '}
          {title} {value === trace.value ? '' : defang('domain', value)}{' '}
          <span className={classes.dim}>
            {tlp === null ? text('unmarked') : tlpLabel(tlp)}
            {lastSeen !== null && (
              <>
                {' · '}
                {text('indicators.lastSeen')} <TimeText at={lastSeen} form="absolute" />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
