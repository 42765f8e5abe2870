import { useText } from '../../../../../ui/text.ts'
import type { Run } from '../../contract/run.ts'
import classes from './layout.module.css'

/** Whatever part somebody looks at: what is to be done next, and the way back to it. */
export function NextBar({ run, onGo }: { readonly run: Run; readonly onGo: () => void }) {
  const text = useText('incidents')
  if (run.next === null) return null
  return (
    <button type="button" className={classes.nextBar} onClick={onGo} data-no-print>
      <span>
        <strong>{text('step.next')}:</strong> {run.next.title}
      </span>
      <span>{text('room.goNow')}</span>
    </button>
  )
}
