import classes from '../trends.module.css'

interface Point {
  readonly amount: number
  readonly share: number
}

interface LossCurveProps {
  readonly label: string
  readonly curve: readonly Point[]
  readonly repaired: readonly Point[]
  readonly money: (amount: number) => string
  readonly percent: (share: number) => string
}

const [width, height, left, foot] = [360, 190, 34, 20]

/** How many of a hundred years cost more than an amount; amounts rise by the same factor. */
export function LossCurve({ label, curve, repaired, money, percent }: LossCurveProps) {
  const amounts = [...curve, ...repaired].map(({ amount }) => Math.log(amount))
  if (amounts.length === 0) return null
  const [from, to] = [Math.min(...amounts), Math.max(...amounts)]
  const top = Math.max(0.05, ...[...curve, ...repaired].map(({ share }) => share))
  const x = (amount: number) =>
    left + ((Math.log(amount) - from) / Math.max(1e-9, to - from)) * (width - left - 8)
  const y = (share: number) => 8 + (1 - share / top) * (height - foot - 8)
  const path = (points: readonly Point[]) =>
    points.map(({ amount, share }, place) => `${place === 0 ? 'M' : 'L'}${x(amount)} ${y(share)}`).join(' ')
  const ticks = [0, 1 / 3, 2 / 3, 1].map((part) => Math.exp(from + (to - from) * part))
  return (
    <svg className={classes.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {[0, top / 2, top].map((share) => (
        <g key={share}>
          <line x1={left} x2={width} y1={y(share)} y2={y(share)} className={classes.grid} />
          <text x={left - 4} y={y(share) + 4} textAnchor="end" className={classes.tick}>
            {percent(share)}
          </text>
        </g>
      ))}
      {ticks.map((amount, place) => (
        <text
          key={amount}
          x={x(amount)}
          y={height - 4}
          textAnchor={place === 0 ? 'start' : place === ticks.length - 1 ? 'end' : 'middle'}
          className={classes.tick}
        >
          {money(amount)}
        </text>
      ))}
      <path d={path(curve)} className={classes.curve} />
      {repaired.length > 0 && <path d={path(repaired)} className={classes.curve} data-second="true" />}
    </svg>
  )
}
