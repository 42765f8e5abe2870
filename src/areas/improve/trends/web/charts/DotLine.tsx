import classes from '../trends.module.css'

export interface DotOnLine {
  readonly key: string
  /** Above zero on a line of powers; any number else. */
  readonly value: number
  /** Not over: at least as long. */
  readonly isOpen?: boolean
}

interface DotLineProps {
  readonly label: string
  readonly dots: readonly DotOnLine[]
  readonly marks: readonly { readonly value: number; readonly label: string }[]
  readonly isLog?: boolean
  /** A line across, as the middle case. */
  readonly middle?: number | null
}

const [width, height, edge] = [360, 76, 14]

/** Each case a dot on one line. What is not over is hollow; dots at the same place stand above each other. */
export function DotLine({ label, dots, marks, isLog = false, middle = null }: DotLineProps) {
  const place = (value: number) => (isLog ? Math.log(Math.max(1, value)) : value)
  const all = [...dots.map(({ value }) => place(value)), ...marks.map(({ value }) => place(value))]
  const [from, to] = [Math.min(...all), Math.max(...all)]
  const x = (value: number) =>
    to === from ? width / 2 : edge + ((place(value) - from) / (to - from)) * (width - 2 * edge)
  return (
    <svg className={classes.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line x1={edge} x2={width - edge} y1="56" y2="56" className={classes.axis} />
      {marks.map(({ value, label: words }) => (
        <g key={words}>
          <line x1={x(value)} x2={x(value)} y1="53" y2="59" className={classes.axis} />
          <text x={x(value)} y="72" textAnchor={anchor(x(value))} className={classes.tick}>
            {words}
          </text>
        </g>
      ))}
      {middle !== null && <line x1={x(middle)} x2={x(middle)} y1="6" y2="56" className={classes.middle} />}
      {stacked(dots.map((dot) => ({ ...dot, at: x(dot.value) }))).map(({ key, at, level, isOpen }) => (
        <circle
          key={key}
          cx={at}
          cy={48 - level * 9}
          r="4"
          className={isOpen === true ? classes.hollow : classes.dot}
        />
      ))}
    </svg>
  )
}

function anchor(at: number): 'start' | 'middle' | 'end' {
  return at < 40 ? 'start' : at > width - 40 ? 'end' : 'middle'
}

/** Dots closer than their width stand above each other, five at most. */
function stacked<Dot extends { readonly at: number }>(dots: readonly Dot[]): (Dot & { level: number })[] {
  const levels = [-9, -9, -9, -9, -9]
  return dots
    .toSorted((a, b) => a.at - b.at)
    .map((dot) => {
      const free = levels.findIndex((last) => dot.at - last >= 8)
      const level = free === -1 ? levels.length - 1 : free
      levels[level] = dot.at
      return { ...dot, level }
    })
}
