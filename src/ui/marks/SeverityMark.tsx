import { useText } from '../text.ts'
import classes from './marks.module.css'
import type { Severity } from '../../base/incident-words.ts'

interface SeverityMarkProps {
  readonly severity: Severity
  readonly size?: 'normal' | 'large'
}

/** A severity as shape, number and word, so that it can be told apart without colour. */
export function SeverityMark({ severity, size = 'normal' }: SeverityMarkProps) {
  const text = useText('ui')
  return (
    <span className={classes.mark} data-size={size}>
      <svg className={classes.shape} data-severity={severity} viewBox="0 0 24 24" aria-hidden="true">
        {shapes[severity]}
        <text x="12" y={severity === 'S2' ? 19 : 16.5} textAnchor="middle" className={classes.digit}>
          {severity.slice(1)}
        </text>
      </svg>
      <span>
        <span className="m-hidden-but-read">{text('severity.spoken', { severity })} </span>
        {text(`severity.${severity}`)}
      </span>
    </span>
  )
}

const shapes = {
  S1: <path d="M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z" />,
  S2: (
    <path d="M12 1.2c.8 0 1.4.4 1.8 1.1l9 17.3c.7 1.4-.2 3-1.8 3H3c-1.6 0-2.5-1.6-1.8-3l9-17.3c.4-.7 1-1.1 1.8-1.1z" />
  ),
  S3: <path d="M12 .8 23.2 12 12 23.2.8 12z" />,
  S4: <circle cx="12" cy="12" r="10.5" />,
}
