import { useNow } from '../../../../../ui/kit/now.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { spanWords } from '../../../../../ui/kit/time-words.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import classes from './duties.module.css'

/** How long is left, or for how long it is over, and when that is in the zone of the case. */
export function Countdown({ dueAt, zone }: { readonly dueAt: string; readonly zone: string }) {
  const text = useText('duties')
  const language = useLanguage()
  const left = Date.parse(dueAt) - useNow(10_000)
  return (
    <p className={classes.countdown}>
      <strong className={classes.left} data-over={left <= 0}>
        {text(left > 0 ? 'clock.left' : 'clock.over', { span: spanWords(Math.abs(left), language) })}
      </strong>{' '}
      <span>
        <TimeText at={dueAt} zone={zone} form="absolute" /> ({zone})
      </span>
    </p>
  )
}
