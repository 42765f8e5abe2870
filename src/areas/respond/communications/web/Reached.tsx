import type * as z from 'zod'
import { StateMark, type Tone } from '../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../ui/text.ts'
import type { InboxItem, SendState } from '../contract/reaching.ts'
import classes from './inbox.module.css'

type Way = z.output<typeof InboxItem>['reached'][number]

/** How else a message went out, whether it arrived there, and why not. */
export function Reached({ ways }: { readonly ways: readonly Way[] }) {
  const text = useText('communications')
  if (ways.length === 0) return <p className={classes.when}>{text('inbox.onlyHere')}</p>
  return (
    <ul className={classes.ways}>
      {ways.map((way, index) => (
        // Two devices may bear the same name, and the order of the server is fixed.
        <li key={`${way.channel} ${way.to} ${index}`}>
          <span>{text(`inbox.${way.channel}`, { to: way.to })}</span>
          <StateMark tone={tones[way.state]} word={text(`inbox.state.${words[way.state]}`)} />
          <span className={classes.why}>{way.why}</span>
        </li>
      ))}
    </ul>
  )
}

const tones: Record<SendState, Tone> = { waiting: 'quiet', reached: 'good', 'not reached': 'warn' }
const words: Record<SendState, string> = {
  waiting: 'waiting',
  reached: 'reached',
  'not reached': 'notReached',
}
