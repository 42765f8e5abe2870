import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { To } from '../place.tsx'
import { useText } from '../text.ts'
import classes from './register.module.css'

interface RowsProps {
  readonly rows: readonly {
    readonly id: string
    readonly name: string
    readonly words: readonly string[]
    /** The page behind it. */
    readonly path?: string | undefined
    readonly mark?: ReactNode
    readonly onChange: (() => void) | undefined
    readonly onRetire: (() => void) | undefined
  }[]
  readonly onMore: (() => void) | undefined
  /** The verb that ends a row, where taking out of use is not what is meant. */
  readonly retire?: string | undefined
}

/** A short register: each thing with what is known of it in one line, and its two verbs. */
export function Rows({ rows, onMore, retire }: RowsProps) {
  const text = useText('ui')
  const ending = retire ?? text('register.retire')
  if (rows.length === 0) return null
  return (
    <>
      <ul className={classes.rows}>
        {rows.map(({ id, name, words, path, mark, onChange, onRetire }) => (
          <li key={id}>
            <span className={classes.words}>
              <strong>{path === undefined ? name : <To path={path}>{name}</To>}</strong>
              <span className={classes.dim}>{words.filter((word) => word !== '').join(' · ')}</span>
              {mark}
            </span>
            <span className={classes.acts} data-no-print>
              {onChange && (
                <Button variant="default" onClick={onChange} aria-label={`${text('register.edit')}: ${name}`}>
                  {text('register.edit')}
                </Button>
              )}
              {onRetire && (
                <Button variant="subtle" onClick={onRetire} aria-label={`${ending}: ${name}`}>
                  {ending}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {onMore && (
        <div>
          <Button variant="default" onClick={onMore}>
            {text('list.more')}
          </Button>
        </div>
      )}
    </>
  )
}
