import { useLiveState } from '../live.ts'
import { useText } from '../text.ts'
import classes from './shell.module.css'

/** Whether changes of others arrive: said quietly, and never by colour alone. */
export function LiveMark() {
  const text = useText('ui')
  const state = useLiveState()
  if (state === undefined) return null
  return (
    <span className={classes.live} data-state={state} role="status" title={text(`live.hint.${state}`)}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {state === 'offline' ? (
          <path d="M2 2l8 8M10 2l-8 8" />
        ) : (
          <circle cx="6" cy="6" r="4" data-filled={state === 'live'} />
        )}
      </svg>
      {text(`live.${state}`)}
    </span>
  )
}
