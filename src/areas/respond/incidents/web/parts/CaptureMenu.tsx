import { useText } from '../../../../../ui/text.ts'
import type { Capture } from './capture-line.ts'
import classes from './capture.module.css'

interface CaptureMenuProps {
  readonly id: string
  readonly offered: readonly Capture[]
  readonly marked: number
  readonly onChoose: (capture: Capture) => void
}

/** What a line can become, in plain words beside the word to type. */
export function CaptureMenu({ id, offered, marked, onChoose }: CaptureMenuProps) {
  const text = useText('incidents')
  return (
    <div id={id} role="listbox" aria-label={text('capture.menu')} className={classes.menu}>
      {offered.map((capture, index) => (
        <button
          type="button"
          tabIndex={-1}
          key={capture}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === marked}
          // Before the input loses its focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(capture)}
        >
          <code>/{capture}</code>
          <strong>{text(`capture.kind.${capture}`)}</strong>
          <span className={classes.dim}>{text(`capture.means.${capture}`)}</span>
        </button>
      ))}
    </div>
  )
}
