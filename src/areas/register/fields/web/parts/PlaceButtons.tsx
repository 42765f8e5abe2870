import { useText } from '../../../../../ui/text.ts'
import classes from '../fields.module.css'

interface PlaceButtonsProps {
  readonly name: string
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: 1 | -1) => void
}

/** One place up or down, by finger and by keyboard; the focus stays on the button. */
export function PlaceButtons({ name, isFirst, isLast, onMove }: PlaceButtonsProps) {
  const text = useText('fields')
  return (
    <span className={classes.places}>
      {([-1, 1] as const).map((by) => {
        const isOff = by === -1 ? isFirst : isLast
        return (
          <button
            key={by}
            type="button"
            className={classes.place}
            // Not switched off: a button that is loses the focus of whoever moved it there.
            aria-disabled={isOff}
            aria-label={text(by === -1 ? 'up' : 'down', { name })}
            onClick={() => !isOff && onMove(by)}
          >
            <span aria-hidden="true">{by === -1 ? '↑' : '↓'}</span>
          </button>
        )
      })}
    </span>
  )
}
