import { useText } from '../../../../../ui/text.ts'
import type { Relations } from '../../contract/relations.ts'
import { thingWords } from './group-words.tsx'
import classes from '../signals.module.css'

const atMost = 6
const rowHeight = 34
const columns = [4, 250, 590] as const
const width = 900

/** This on the left, what is shared in the middle, who shares it on the right. The lists below say the same. */
export function SharedPicture({ relations }: { readonly relations: Relations }) {
  const text = useText('signals')
  const others = [
    ...relations.incidents.map(({ number, shares }) => ({
      label: text('status.linkedTo', { number }),
      shares,
    })),
    ...relations.signals.map(({ title, shares }) => ({ label: title, shares })),
  ].slice(0, atMost)
  const things = [...new Set(others.flatMap(({ shares }) => shares))].slice(0, atMost)
  const rows = Math.max(others.length, things.length, 1)
  const height = rows * rowHeight + 8
  const middle = height / 2
  const yOf = (index: number, count: number) => (height * (index + 0.5)) / count
  return (
    <figure className={classes.picture}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={text('similar.picture')}>
        {things.map((thing, index) => (
          <line
            key={thing}
            x1={columns[0] + 110}
            y1={middle}
            x2={columns[1] - 6}
            y2={yOf(index, things.length)}
            className={classes.bond}
          />
        ))}
        {others.flatMap(({ label, shares }, at) =>
          shares.map((thing) => {
            const index = things.indexOf(thing)
            if (index < 0) return null
            return (
              <line
                key={`${at} ${label} ${thing}`}
                x1={columns[1] + 280}
                y1={yOf(index, things.length)}
                x2={columns[2] - 6}
                y2={yOf(at, others.length)}
                className={classes.bond}
              />
            )
          }),
        )}
        <Node x={columns[0]} y={middle} w={110} label={text('similar.this')} />
        {things.map((thing, index) => (
          <Node
            key={thing}
            x={columns[1]}
            y={yOf(index, things.length)}
            w={280}
            label={thingWords(thing, text)}
          />
        ))}
        {others.map(({ label }, index) => (
          <Node
            key={`${index} ${label}`}
            x={columns[2]}
            y={yOf(index, others.length)}
            w={300}
            label={label}
          />
        ))}
      </svg>
    </figure>
  )
}

function Node({
  x,
  y,
  w,
  label,
}: {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly label: string
}) {
  const letters = Math.floor(w / 8.5)
  return (
    <g>
      <rect x={x} y={y - 13} width={w} height={26} rx={6} className={classes.node} />
      <text x={x + 8} y={y + 5} className={classes.nodeWord}>
        {label.length > letters ? `${label.slice(0, letters - 1)}…` : label}
      </text>
    </g>
  )
}
