import { Button } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { To } from '../place.tsx'
import { useText } from '../text.ts'
import classes from './lists.module.css'

export interface RowColumn<T> {
  readonly id: string
  readonly label: string
  /** CSS grid width on a laptop, as `2fr` or `8rem`. */
  readonly width: string
  readonly show: (row: T) => ReactNode
}

interface RowListProps<T> {
  /** What the list holds, for those who cannot see it. */
  readonly label: string
  readonly rows: readonly T[]
  readonly columns: readonly RowColumn<T>[]
  readonly keyOf: (row: T) => string
  /** The page behind a row; the first column becomes its link. */
  readonly pathOf: (row: T) => string
  /** How many there are in all, where that is known. */
  readonly total?: number
  readonly onMore?: (() => void) | undefined
  readonly isLoadingMore?: boolean
}

/**
 * A list of any length: only the rows in sight are drawn. A table on a laptop and on the wall, cards on a phone.
 * Up, down, Home and End move between rows, Enter opens one.
 */
export function RowList<T>(props: RowListProps<T>) {
  const { rows, columns } = props
  const text = useText('ui')
  const list = useRef<HTMLDivElement>(null)
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0), [])
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 64,
    overscan: 8,
    scrollMargin: offset,
  })

  const move = (event: KeyboardEvent) => {
    const from = Number(
      (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset.index ?? -1, // keys come from elements
    )
    const to = target(event.key, from, rows.length)
    if (to === undefined) return
    event.preventDefault()
    virtual.scrollToIndex(to)
    focusRow(list.current, to)
  }

  const template = columns.map((column) => column.width).join(' ')
  return (
    <div className={classes.list}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys belong to the links inside; the table hears them pass */}
      <div
        role="table"
        aria-label={props.label}
        aria-rowcount={(props.total ?? rows.length) + 1}
        onKeyDown={move}
        style={{ '--columns': template } as React.CSSProperties} // React's type knows no custom properties
      >
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={classes.headRow}>
            {columns.map((column) => (
              <span role="columnheader" key={column.id}>
                {column.label}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" ref={list} className={classes.rows} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            return (
              <div
                role="row"
                key={props.keyOf(row)}
                ref={virtual.measureElement}
                data-index={item.index}
                aria-rowindex={item.index + 2}
                className={classes.row}
                style={{ transform: `translateY(${item.start - virtual.options.scrollMargin}px)` }}
              >
                <Cells row={row} columns={columns} path={props.pathOf(row)} />
              </div>
            )
          })}
        </div>
      </div>
      {props.onMore && (
        <Button variant="default" onClick={props.onMore} loading={props.isLoadingMore ?? false}>
          {text('list.more')}
        </Button>
      )}
    </div>
  )
}

function Cells<T>({
  row,
  columns,
  path,
}: {
  readonly row: T
  readonly columns: readonly RowColumn<T>[]
  readonly path: string
}) {
  return columns.map((column, index) => (
    <div role="cell" key={column.id} className={classes.cell}>
      {index === 0 ? (
        <To path={path} className={classes.rowLink}>
          {column.show(row)}
        </To>
      ) : (
        column.show(row)
      )}
    </div>
  ))
}

function target(key: string, from: number, count: number): number | undefined {
  if (from < 0 || count === 0) return undefined
  if (key === 'ArrowDown') return Math.min(count - 1, from + 1)
  if (key === 'ArrowUp') return Math.max(0, from - 1)
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return undefined
}

/** A row far away is drawn a frame or two after it was scrolled to. */
function focusRow(list: HTMLElement | null, index: number, tries = 20): void {
  const link = list?.querySelector<HTMLElement>(`[data-index="${index}"] a`)
  if (link) return link.focus({ preventScroll: true })
  if (tries > 0) requestAnimationFrame(() => focusRow(list, index, tries - 1))
}
