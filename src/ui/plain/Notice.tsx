import type { ReactNode } from 'react'
import classes from './plain.module.css'

interface NoticeProps {
  readonly tone: 'bad' | 'warn' | 'good' | 'active'
  readonly title?: string
  readonly children: ReactNode
}

/** Something to know here and now; read aloud when it appears. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <span className={classes.noticeSign} aria-hidden="true">
        {tone === 'good' ? '✓' : tone === 'active' ? 'i' : '!'}
      </span>
      <div className={classes.noticeWords}>
        {title && <strong>{title}</strong>}
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
    </div>
  )
}
