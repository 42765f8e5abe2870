import type { ReactNode } from 'react'
import classes from './kit.module.css'

/** Cards side by side where there is room: one column on a phone, more on the wall. */
export function Cards({ children }: { readonly children: ReactNode }) {
  return <div className={classes.cards}>{children}</div>
}

interface CardProps {
  /** A sentence, or a link to what the card is about. */
  readonly title: ReactNode
  readonly marks?: ReactNode
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

/** One thing at a glance. */
export function Card({ title, marks, actions, children }: CardProps) {
  return (
    <article className={classes.card}>
      <h3>{title}</h3>
      {marks && <div className={classes.marks}>{marks}</div>}
      {children}
      {actions && <div className={classes.cardActions}>{actions}</div>}
    </article>
  )
}

/** Names and values, as in the head of a case. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
