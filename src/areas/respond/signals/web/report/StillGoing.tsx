import type * as z from 'zod'
import { useText } from '../../../../../ui/text.ts'
import type { submitReport } from '../../contract/reports.ts'
import classes from '../signals.module.css'

type Going = z.output<typeof submitReport.input>['stillGoing']
// Widened, so that a form may hold the other two.
export const goingUnknown = 'unknown' as Going

interface StillGoingProps {
  readonly value: Going
  readonly onChange: (value: Going) => void
}

/** Whether what was seen is still going on. */
export function StillGoing({ value: chosen, onChange }: StillGoingProps) {
  const text = useText('report')
  return (
    <fieldset className={classes.group}>
      <legend>{text('form.going')}</legend>
      <div className={classes.choices}>
        {(['yes', 'no', 'unknown'] as const).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="stillGoing"
              value={value}
              checked={chosen === value}
              onChange={() => onChange(value)}
            />
            {text(`form.${value}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
