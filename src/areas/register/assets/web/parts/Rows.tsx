import { Button } from '@mantine/core'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface RowsProps {
  readonly rows: readonly {
    readonly id: string
    readonly name: string
    readonly words: readonly string[]
    /** The page behind it. */
    readonly path?: string | undefined
    readonly onChange: (() => void) | undefined
    readonly onRetire: (() => void) | undefined
  }[]
  readonly onMore: (() => void) | undefined
}

/** A short register: each thing with what is known of it in one line, and its two verbs. */
export function Rows({ rows, onMore }: RowsProps) {
  const text = useText('assets')
  const ui = useText('ui')
  if (rows.length === 0) return null
  return (
    <>
      <ul className={lines.list}>
        {rows.map(({ id, name, words, path, onChange, onRetire }) => (
          <li key={id}>
            <span className={lines.words}>
              <strong>{path === undefined ? name : <To path={path}>{name}</To>}</strong>
              <span className={lines.dim}>{words.filter((word) => word !== '').join(' · ')}</span>
            </span>
            <span className={lines.acts} data-no-print>
              {onChange && (
                <Button variant="default" onClick={onChange} aria-label={`${text('edit')}: ${name}`}>
                  {text('edit')}
                </Button>
              )}
              {onRetire && (
                <Button variant="subtle" onClick={onRetire} aria-label={`${text('retire')}: ${name}`}>
                  {text('retire')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {onMore && (
        <div>
          <Button variant="default" onClick={onMore}>
            {ui('list.more')}
          </Button>
        </div>
      )}
    </>
  )
}
