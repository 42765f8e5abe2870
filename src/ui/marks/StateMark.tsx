import IconCircle from '@tabler/icons-react/dist/esm/icons/IconCircle.mjs'
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs'
import IconClockExclamation from '@tabler/icons-react/dist/esm/icons/IconClockExclamation.mjs'
import IconHelpHexagon from '@tabler/icons-react/dist/esm/icons/IconHelpHexagon.mjs'
import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs'
import IconAlertOctagon from '@tabler/icons-react/dist/esm/icons/IconAlertOctagon.mjs'
import classes from './marks.module.css'

/** What a state means for the reader; a room says which of its states has which tone. */
export type Tone = 'bad' | 'warn' | 'active' | 'good' | 'quiet' | 'unknown'

/** A state as shape and word on a quiet ground. */
export function StateMark({ tone, word }: { readonly tone: Tone; readonly word: string }) {
  const Shape = shapes[tone]
  return (
    <span className={classes.state} data-tone={tone}>
      <Shape size="1.05em" stroke={2.2} aria-hidden="true" />
      {word}
    </span>
  )
}

const shapes = {
  bad: IconAlertOctagon,
  warn: IconClockExclamation,
  active: IconPlayerPlay,
  good: IconCircleCheck,
  quiet: IconCircle,
  unknown: IconHelpHexagon,
}
