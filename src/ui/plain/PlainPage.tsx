import { useEffect, type ReactNode } from 'react'
import { useText } from '../text.ts'
import { Mark } from './Mark.tsx'
import classes from './plain.module.css'

interface PlainPageProps {
  readonly title: string
  readonly lead?: ReactNode
  /** Wider, for pages with more than one column of words. */
  readonly isWide?: boolean
  /** Whose door it is, beside our own name. */
  readonly beside?: ReactNode
  readonly children: ReactNode
}

/** A page outside the shell that must be light: sign-in, the first run, an invitation, the public report. */
export function PlainPage({ title, lead, isWide, beside, children }: PlainPageProps) {
  const text = useText('ui')
  useEffect(() => {
    document.title = text('page.title', { title })
  })
  return (
    <main className={classes.plainPage} data-wide={isWide}>
      <p className={classes.brand}>
        <Mark /> Muster {beside}
      </p>
      <div className={classes.card}>
        <h1>{title}</h1>
        {lead && <div className={classes.lead}>{lead}</div>}
        {children}
      </div>
    </main>
  )
}
