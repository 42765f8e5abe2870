import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import classes from './containment.module.css'

interface RegisterProps {
  readonly title: string
  /** What belongs here, as long as nothing does. */
  readonly empty: string
  readonly isEmpty: boolean
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Under the list. */
  readonly after?: ReactNode
}

/** One list of the page. */
export function Register({ title, empty, isEmpty, actions, children, after }: RegisterProps) {
  return (
    <div className={classes.register}>
      <Section title={title} actions={actions}>
        {isEmpty ? <p className={classes.dim}>{empty}</p> : <ul className={classes.rows}>{children}</ul>}
        {after}
      </Section>
    </div>
  )
}

interface RowProps {
  readonly name: ReactNode
  readonly mark: { readonly tone: Tone; readonly word: string }
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** One thing of a list: its name, how it stands, what is known, what can be done. */
export function Row({ name, mark, children, actions }: RowProps) {
  return (
    <li>
      <div className={classes.rowHead}>
        <strong>{name}</strong>
        <StateMark tone={mark.tone} word={mark.word} />
      </div>
      {children}
      {actions && (
        <div className={classes.rowActions} data-no-print>
          {actions}
        </div>
      )}
    </li>
  )
}

interface ActProps {
  readonly children: string
  /** For those who hear the page: which of the many. */
  readonly of?: string | undefined
  readonly isMain?: boolean
  readonly onClick: () => void
}

/** A button of a row or a list. */
export function Act({ children, of, isMain = false, onClick }: ActProps) {
  return (
    <Button
      variant={isMain ? 'filled' : 'default'}
      size="compact-md"
      className={classes.act ?? ''}
      aria-label={of === undefined ? undefined : `${children}: ${of}`}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}

/** A line of what is known, left away where nothing is. */
export function Known({ children }: { readonly children: ReactNode }) {
  return <p className={classes.known}>{children}</p>
}
