import { useEffect, useRef, type ReactNode } from 'react'
import { useText } from '../text.ts'
import classes from './kit.module.css'

interface PageProps {
  readonly title: string
  /** One sentence in plain words: what this page is for. */
  readonly lead?: ReactNode
  /** Beside the title; the first is the obvious next step. */
  readonly actions?: ReactNode
  /** Marks beside the title, as severity and state. */
  readonly marks?: ReactNode
  readonly children: ReactNode
}

/** A page inside the shell: its heading, and the name of the tab. */
export function Page({ title, lead, actions, marks, children }: PageProps) {
  const text = useText('ui')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = text('page.title', { title })
  })
  useEffect(() => announce(heading.current), [])
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div className={classes.headWords}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {marks && <div className={classes.marks}>{marks}</div>}
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && (
          <div className={classes.actions} data-no-print>
            {actions}
          </div>
        )}
      </header>
      {children}
    </div>
  )
}

/** A part of a page with its own heading. */
export function Section({
  title,
  actions,
  children,
}: {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

let hasShownPage = false

/**
 * After going to another page the focus stands on its heading, so that a screen reader says where one is
 * and the keyboard starts at the top. The first page of a visit is left to the browser.
 */
function announce(heading: HTMLElement | null): void {
  const isFirst = !hasShownPage
  hasShownPage = true
  const hasFocusInside = document.querySelector('main')?.contains(document.activeElement) ?? false
  if (!isFirst && !hasFocusInside) heading?.focus({ preventScroll: true })
}
