import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { To, useGo } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { ReviewDetail } from '../../contract/review.ts'
import type { PartName } from '../../contract/words.ts'
import { usePartPath } from './part-path.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../reviews.module.css'

interface NavProps {
  readonly review: ReviewDetail
  readonly parts: readonly PartName[]
  readonly chosen: string
  readonly path: string
}

/** The way through a review: every question with what is missing in it, and one step on or back. */
export function PartNav({ review, parts, chosen, path }: NavProps) {
  const text = useText('reviews')
  const go = useGo()
  const to = usePartPath(path)
  const at = parts.findIndex((part) => part === chosen)
  const before = at > 0 ? parts[at - 1] : undefined
  const after = at >= 0 ? parts[at + 1] : undefined
  // A presenter in the room turns pages, as of slides.
  useEffect(() => {
    const turn = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select')) return
      if (event.key === 'PageDown' && after !== undefined) go(to(after))
      if (event.key === 'PageUp' && before !== undefined) go(to(before))
    }
    window.addEventListener('keydown', turn)
    return () => window.removeEventListener('keydown', turn)
  })
  return (
    <nav aria-label={text('nav.label')} data-no-print>
      <ul className={classes.steps}>
        <Stop to={to()} isHere={chosen === ''} words={text('nav.start')} />
        {parts.map((part, place) => {
          const isMissing = review.missing.some((one) => one.part === part)
          const words = `${place + 1}. ${text(`part.${part}.short`)}${isMissing ? ' ·' : ''}`
          return <Stop key={part} to={to(part)} isHere={chosen === part} words={words} />
        })}
        <Stop to={to('all')} isHere={chosen === 'all'} words={text('nav.all')} />
      </ul>
    </nav>
  )
}

/** Under a question: on to the next one, or back. */
export function PartTurn({ parts, chosen, path }: Omit<NavProps, 'review'>) {
  const text = useText('reviews')
  const go = useGo()
  const to = usePartPath(path)
  const at = parts.findIndex((part) => part === chosen)
  if (at < 0) return null
  const before = parts[at - 1]
  const after = parts[at + 1]
  return (
    <div className={lines.acts} data-no-print>
      <Button variant="default" onClick={() => go(to(before))}>
        {text('nav.back')}
      </Button>
      <Button onClick={() => go(to(after))}>{text(after === undefined ? 'nav.end' : 'nav.next')}</Button>
    </div>
  )
}

function Stop({
  to,
  isHere,
  words,
}: {
  readonly to: string
  readonly isHere: boolean
  readonly words: string
}) {
  return (
    <li>
      <To path={to} className={isHere ? classes.here : undefined}>
        {words}
      </To>
    </li>
  )
}
