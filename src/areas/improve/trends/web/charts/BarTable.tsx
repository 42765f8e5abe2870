import type { ReactNode } from 'react'
import classes from '../trends.module.css'

export interface BarRow {
  readonly key: string
  readonly name: ReactNode
  readonly value: number
  /** Ends of its interval, in the unit of `value`. */
  readonly low?: number
  readonly high?: number
  /** The number in words. */
  readonly says: string
  /** Not a finding of its own, as what is not known. */
  readonly isVague?: boolean
}

interface BarTableProps {
  readonly head: readonly [name: string, picture: string, number: string]
  readonly rows: readonly BarRow[]
}

/** Bars that are the rows of a table: the picture and its numbers at once. A thin line shows the interval. */
export function BarTable({ head, rows }: BarTableProps) {
  const most = Math.max(1e-9, ...rows.map(({ value, high }) => Math.max(value, high ?? 0)))
  const at = (value: number) => (value / most) * 100
  return (
    <table className={classes.bars}>
      <thead className={classes.heads}>
        <tr>
          {head.map((one) => (
            <th key={one} scope="col">
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, value, low, high, says, isVague = false }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className={classes.barCell}>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect
                  x="0"
                  y="1.5"
                  width={at(value)}
                  height="7"
                  className={classes.bar}
                  data-vague={isVague}
                />
                {low !== undefined && high !== undefined && (
                  <line x1={at(low)} x2={at(high)} y1="5" y2="5" className={classes.whisker} />
                )}
              </svg>
            </td>
            <td className={classes.barSays}>{says}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
