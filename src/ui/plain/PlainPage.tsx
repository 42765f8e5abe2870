import { useEffect, type ReactNode } from 'react'
import { useText } from '../text.ts'
import { Mark } from './Mark.tsx'
import classes from './plain.module.css'

interface PlainPageProps {
  readonly title: string
  readonly lead?: ReactNode
  /** Wider, for pages with more than one column of words. */
  readonly isWide?: boolean
  /** Without name, mark and icon of the program: the page stands for one of somebody else. */
  readonly isBare?: boolean
  /** Whose door it is, beside our own name. */
  readonly beside?: ReactNode
  readonly children: ReactNode
}

/** A page outside the shell that must be light: sign-in, the first run, an invitation, the public report. */
export function PlainPage({ title, lead, isWide, isBare = false, beside, children }: PlainPageProps) {
  const text = useText('ui')
  useEffect(() => {
    document.title = isBare ? title : text('page.title', { title })
  })
  useEffect(() => (isBare ? withoutIcon() : undefined), [isBare])
  return (
    <main className={classes.plainPage} data-wide={isWide}>
      {!isBare && (
        <p className={classes.brand}>
          <Mark /> Muster {beside}
        </p>
      )}
      <div className={classes.card}>
        <h1>{title}</h1>
        {lead && <div className={classes.lead}>{lead}</div>}
        {children}
      </div>
    </main>
  )
}

/** @returns puts the icon back */
function withoutIcon(): () => void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const before = icon?.href
  if (icon) icon.href = 'data:,'
  return () => {
    if (icon && before !== undefined) icon.href = before
  }
}
