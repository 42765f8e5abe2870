import { Button } from '@mantine/core'
import { CallError } from '../call-error.ts'
import { useText } from '../text.ts'
import { useKeptSince } from '../offline/reach.ts'
import { Notice } from '../plain/Notice.tsx'
import classes from './kit.module.css'

interface ErrorStateProps {
  readonly error: unknown
  readonly onRetry?: () => void
}

/** A failure in the place where the content would be: what happened, what to do, and a number to quote. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const text = useText('ui')
  const known = error instanceof CallError ? error : undefined
  // Said once, above the page: a person without a connection need not be alarmed by every part of it.
  const isAway = useKeptSince() !== undefined && known?.kind === 'offline'
  if (isAway) return <p className={classes.quiet}>{text('failure.away')}</p>
  const isOldPage = !known && error instanceof TypeError && /import|module/i.test(error.message)
  const title = known ? text(`failure.title.${known.kind}`) : text('failure.title.error')
  return (
    <Notice tone={known?.kind === 'offline' ? 'warn' : 'bad'} title={title}>
      <p>{isOldPage ? text('failure.oldPage') : (known?.message ?? text('failure.unknown'))}</p>
      {known?.detail.id && <p>{text('failure.quote', { id: known.detail.id })}</p>}
      {isOldPage ? (
        <Button variant="default" onClick={() => location.reload()}>
          {text('action.reload')}
        </Button>
      ) : (
        onRetry && (
          <Button variant="default" onClick={onRetry}>
            {text('action.retry')}
          </Button>
        )
      )}
    </Notice>
  )
}
