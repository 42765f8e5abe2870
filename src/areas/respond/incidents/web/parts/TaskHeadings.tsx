import { useText } from '../../../../../ui/text.ts'
import type { Heading } from './task-headings.ts'
import classes from './technical.module.css'

interface TaskHeadingsProps {
  readonly headings: readonly Heading[]
  readonly value: Heading
  readonly onChange: (heading: Heading) => void
}

/** One group at a time, beside the columns of the board and over the list. */
export function TaskHeadings({ headings, value, onChange }: TaskHeadingsProps) {
  const text = useText('incidents')
  return (
    <div className={classes.whose} role="group" aria-label={text('task.headings')} data-no-print>
      {headings.map((heading) => (
        <button
          key={heading ?? ' '}
          type="button"
          aria-pressed={value === heading}
          onClick={() => onChange(heading)}
        >
          {heading === null ? text('task.everyHeading') : heading || text('task.underNone')}
        </button>
      ))}
    </div>
  )
}
