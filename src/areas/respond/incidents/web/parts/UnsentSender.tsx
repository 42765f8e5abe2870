import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useLiveState } from '../../../../../ui/live.ts'
import { useSession } from '../../../../../ui/session.ts'
import { subscribeUnsent, unsentNow } from './unsent-store.ts'

const retryMs = 10_000

/** Sends what this person wrote without a connection, on whichever page they are now. Draws nothing. */
export function UnsentSender() {
  const client = useQueryClient()
  const { person } = useSession()
  const { email } = person
  const lines = useSyncExternalStore(subscribeUnsent, unsentNow)
  const isWaiting = lines.some((line) => line.person === email && line.refusal === undefined)
  const live = useLiveState()
  useEffect(() => {
    if (!isWaiting) return
    const flush = async () => {
      // Only where something waits: every page loads this sender, and few have anything to send.
      const { sendUnsent } = await import('./unsent-send.ts')
      const delivered = await sendUnsent(email)
      if (delivered.length > 0) await client.invalidateQueries()
    }
    // A script that does not arrive is asked for again with the next try.
    const now = () => void flush().catch(() => undefined)
    now()
    const timer = setInterval(now, retryMs)
    addEventListener('online', now)
    return () => {
      clearInterval(timer)
      removeEventListener('online', now)
    }
  }, [isWaiting, email, live, client])
  return null
}
