import type { ReactNode } from 'react'
import { To } from '../place.tsx'
import classes from './kit.module.css'

const atMost = 6
const rowHeight = 34
const columns = [4, 250, 590] as const
const width = 900

interface Other {
  readonly label: string
  /** The page of it, where it has one. */
  readonly path?: string
  /** Keys of what it shares. */
  readonly shares: readonly string[]
}

interface SharedPictureProps {
  /** What the picture shows, for whoever hears it. */
  readonly label: string
  /** The thing that it is about. */
  readonly center: string
  /** Those that share most first; the first six are drawn. */
  readonly others: readonly Other[]
  readonly wordsOf: (thing: string) => string
}

/**
 * This on the left, what is shared in the middle, who shares it on the right; the right ones are reached by the keyboard.
 * A list beside it has to say the same.
 */
export function SharedPicture({ label, center, others: all, wordsOf }: SharedPictureProps) {
  const others = all.slice(0, atMost)
  const things = [...new Set(others.flatMap(({ shares }) => shares))].slice(0, atMost)
  const height = Math.max(others.length, things.length, 1) * rowHeight + 8
  const middle = height / 2
  const yOf = (index: number, count: number) => (height * (index + 0.5)) / count
  return (
    <figure className={classes.picture}>
      <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
        {things.map((thing, index) => (
          <Bond
            key={thing}
            from={[columns[0] + 110, middle]}
            to={[columns[1] - 6, yOf(index, things.length)]}
          />
        ))}
        {others.flatMap(({ label: name, shares }, at) =>
          shares
            .filter((thing) => things.includes(thing))
            .map((thing) => (
              <Bond
                key={`${at} ${name} ${thing}`}
                from={[columns[1] + 280, yOf(things.indexOf(thing), things.length)]}
                to={[columns[2] - 6, yOf(at, others.length)]}
              />
            )),
        )}
        <Node x={columns[0]} y={middle} w={110} label={center} />
        {things.map((thing, index) => (
          <Node key={thing} x={columns[1]} y={yOf(index, things.length)} w={280} label={wordsOf(thing)} />
        ))}
        {others.map(({ label: name, path }, index) => (
          <Linked key={`${index} ${name}`} path={path}>
            <Node x={columns[2]} y={yOf(index, others.length)} w={300} label={name} />
          </Linked>
        ))}
      </svg>
    </figure>
  )
}

type Point = readonly [x: number, y: number]

function Bond({ from: [x1, y1], to: [x2, y2] }: { readonly from: Point; readonly to: Point }) {
  return <line x1={x1} y1={y1} x2={x2} y2={y2} className={classes.bond} />
}

interface LinkedProps {
  readonly path: string | undefined
  readonly children: ReactNode
}

function Linked({ path, children }: LinkedProps) {
  if (path === undefined) return children
  return (
    <To path={path} className={classes.nodeLink}>
      {children}
    </To>
  )
}

interface NodeProps {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly label: string
}

function Node({ x, y, w, label }: NodeProps) {
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
