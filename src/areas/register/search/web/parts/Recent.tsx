import { Button } from '@mantine/core'
import { useText } from '../../../../../ui/text.ts'
import classes from '../search.module.css'
import type { RecentWords } from './recent.ts'

interface RecentProps {
  readonly recent: RecentWords
  readonly onChoose: (words: string) => void
}

/** Before anything is typed: what one looked for last, or what can be looked for at all. */
export function Recent({ recent: { words, forget }, onChoose }: RecentProps) {
  const text = useText('search')
  if (words.length === 0) return <p className={classes.hint}>{text('hint')}</p>
  return (
    <section aria-label={text('recent')}>
      <h3 className={classes.heading}>
        {text('recent')}{' '}
        <Button variant="subtle" size="compact-sm" onClick={forget}>
          {text('forget')}
        </Button>
      </h3>
      <ul className={classes.list}>
        {words.map((one) => (
          <li key={one}>
            <button type="button" className={classes.place} onClick={() => onChoose(one)} data-place>
              {one}
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.hint}>{text('recentHint')}</p>
    </section>
  )
}
