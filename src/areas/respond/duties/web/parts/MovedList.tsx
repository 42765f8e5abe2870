import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Moved } from '../../contract/moved.ts'
import classes from './duties.module.css'

interface MovedListProps {
  readonly moved: readonly Moved[]
  readonly zone: string
}

const shownAtMost = 8

/** What the last answer changed, read aloud as well. */
export function MovedList({ moved, zone }: MovedListProps) {
  const text = useText('duties')
  if (moved.length === 0) return <Notice tone="good">{text('moved.none')}</Notice>
  return (
    <Notice tone="active" title={text('moved.title', { count: moved.length })}>
      <MovedLines moved={moved} zone={zone} />
    </Notice>
  )
}

/** The lines alone, for what was done and for what would be. */
export function MovedLines({ moved, zone }: MovedListProps) {
  const text = useText('duties')
  return (
    <ul className={classes.plain}>
      {moved.slice(0, shownAtMost).map(({ key, title, what, to }) => (
        <li key={key}>
          {text(`moved.${what}`)} {title}
          {to !== null && what !== 'gone' && (
            <>
              {' · '}
              <TimeText at={to} zone={zone} form="absolute" />
            </>
          )}
        </li>
      ))}
      {moved.length > shownAtMost && <li>{text('moved.more', { count: moved.length - shownAtMost })}</li>}
    </ul>
  )
}
