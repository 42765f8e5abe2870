import classes from '../trends.module.css'

interface ColumnsProps {
  readonly label: string
  readonly columns: readonly { readonly key: string; readonly value: number; readonly label: string }[]
}

const [width, height, foot] = [360, 130, 18]

/** Counts month after month; months without any stand empty, so that gaps are seen. */
export function Columns({ label, columns }: ColumnsProps) {
  const most = Math.max(1, ...columns.map(({ value }) => value))
  const step = width / Math.max(1, columns.length)
  const every = Math.ceil(columns.length / 6)
  return (
    <svg className={classes.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line x1="0" x2={width} y1={height - foot} y2={height - foot} className={classes.axis} />
      {columns.map(({ key, value, label: words }, place) => {
        const tall = (value / most) * (height - foot - 16)
        return (
          <g key={key}>
            <rect
              x={place * step + step * 0.12}
              width={step * 0.76}
              y={height - foot - tall}
              height={tall}
              className={classes.bar}
            />
            {value > 0 && columns.length <= 24 && (
              <text
                x={(place + 0.5) * step}
                y={height - foot - tall - 4}
                textAnchor="middle"
                className={classes.tick}
              >
                {value}
              </text>
            )}
            {place % every === 0 && (
              <text x={place * step} y={height - 4} className={classes.tick}>
                {words}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
