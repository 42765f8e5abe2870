import type { ReactNode } from 'react'
import classes from './kit.module.css'

interface EmptyStateProps {
  /** What belongs here, as a short heading. */
  readonly title: string
  /** Why it is worth having, in one or two plain sentences. */
  readonly lead: string
  /** The button that adds the first one. */
  readonly action?: ReactNode
}

/** What stands where nothing is yet. */
export function EmptyState({ title, lead, action }: EmptyStateProps) {
  return (
    <section className={classes.empty}>
      <h2>{title}</h2>
      <p>{lead}</p>
      {action && <div>{action}</div>}
    </section>
  )
}
