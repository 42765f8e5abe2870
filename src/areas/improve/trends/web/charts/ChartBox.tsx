import type { ReactNode } from 'react'
import { useText } from '../../../../../ui/text.ts'
import { Scroll } from './Scroll.tsx'
import classes from '../trends.module.css'

interface ChartBoxProps {
  /** What it shows and what it does not, in a sentence. */
  readonly says: ReactNode
  readonly head: readonly string[]
  readonly rows: readonly (readonly ReactNode[])[]
  /** Few enough to be read one by one. */
  readonly isOpen?: boolean
  readonly children: ReactNode
}

/** A picture with the sentence that says what it shows, and the same numbers as a table. */
export function ChartBox({ says, head, rows, isOpen = false, children }: ChartBoxProps) {
  const text = useText('trends')
  return (
    <figure className={classes.figure}>
      {children}
      <figcaption>{says}</figcaption>
      <details className={classes.asTable} open={isOpen}>
        <summary>{text('chart.asTable')}</summary>
        <Table head={head} rows={rows} />
      </details>
    </figure>
  )
}

export function Table({ head, rows }: Pick<ChartBoxProps, 'head' | 'rows'>) {
  return (
    <Scroll label={head.join(', ')}>
      <table className={classes.table}>
        <thead>
          <tr>
            {head.map((one) => (
              <th key={one} scope="col">
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // Rows have no name of their own and never move.
            <tr key={`${row}`}>
              {cells.map((cell, place) => (
                <td key={head[place]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
