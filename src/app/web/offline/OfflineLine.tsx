import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { TimeText } from '../../../ui/kit/TimeText.tsx'
import { useLiveState } from '../../../ui/live.ts'
import { useText } from '../../../ui/text.ts'
import { tellReached, useKeptSince } from '../../../ui/offline/reach.ts'
import classes from './offline.module.css'

const lookMs = 10_000

/** Above a page that shows what was kept: since when, and what can be done meanwhile. Goes away by itself. */
export function OfflineLine() {
  const text = useText('app')
  const since = useKeptSince()
  const wasAway = useRef(false)
  const client = useQueryClient()
  const live = useLiveState()
  useEffect(() => {
    if (since === undefined) {
      // What stands on the page was kept; now it is read anew, all of it.
      if (wasAway.current) void client.invalidateQueries()
      wasAway.current = false
      return
    }
    wasAway.current = true
    const look = () => void isThere().then((is) => is && tellReached())
    const timer = setInterval(look, lookMs)
    addEventListener('online', look)
    look()
    return () => {
      clearInterval(timer)
      removeEventListener('online', look)
    }
  }, [since, client, live])
  if (since === undefined) return null
  return (
    <div className={classes.line} role="status" data-no-print>
      <strong>{text('offline.title')}</strong>{' '}
      <span>
        {text('offline.asOf')} <TimeText at={new Date(since).toISOString()} />.
      </span>{' '}
      <span>{text('offline.lead')}</span>
    </div>
  )
}

/** Our own server and no other: the page that a hotel's network answers with says no such thing. */
async function isThere(): Promise<boolean> {
  try {
    const answer = await fetch('/healthz', { cache: 'no-store', redirect: 'error' })
    const body: unknown = await answer.json()
    return answer.ok && typeof body === 'object' && body !== null && 'status' in body && body.status === 'ok'
  } catch {
    return false
  }
}
