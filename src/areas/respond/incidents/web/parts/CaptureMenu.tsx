import type { ReactNode } from 'react'
import { useText } from '../../../../../ui/text.ts'
import type { Capture } from './capture-line.ts'
import classes from './capture.module.css'

interface MenuProps {
  readonly id: string
  readonly marked: number
}

/** What a line can become, in plain words beside the word to type. */
export function CaptureMenu({
  offered,
  onChoose,
  ...menu
}: MenuProps & { readonly offered: readonly Capture[]; readonly onChoose: (capture: Capture) => void }) {
  const text = useText('incidents')
  const rows = offered.map((capture) => ({
    key: capture,
    choose: () => onChoose(capture),
    show: (
      <>
        <code>/{capture}</code>
        <strong>{text(`capture.kind.${capture}`)}</strong>
        <span className={classes.dim}>{text(`capture.means.${capture}`)}</span>
      </>
    ),
  }))
  return <Menu {...menu} label={text('capture.menu')} rows={rows} />
}

/** Whom an `@` may mean. */
export function MentionMenu({
  names,
  onChoose,
  ...menu
}: MenuProps & {
  readonly names: readonly { readonly id: string; readonly name: string }[]
  readonly onChoose: (name: string) => void
}) {
  const text = useText('incidents')
  const rows = names.map(({ id, name }) => ({
    key: id,
    choose: () => onChoose(name),
    show: (
      <>
        <code>@</code>
        <strong>{name}</strong>
      </>
    ),
  }))
  return <Menu {...menu} label={text('capture.whom')} rows={rows} />
}

interface Row {
  readonly key: string
  readonly choose: () => void
  readonly show: ReactNode
}

function Menu({
  id,
  marked,
  label,
  rows,
}: MenuProps & { readonly label: string; readonly rows: readonly Row[] }) {
  return (
    <div id={id} role="listbox" aria-label={label} className={classes.menu}>
      {rows.map((row, index) => (
        <button
          type="button"
          tabIndex={-1}
          key={row.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === marked}
          // Before the input loses its focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={row.choose}
        >
          {row.show}
        </button>
      ))}
    </div>
  )
}
