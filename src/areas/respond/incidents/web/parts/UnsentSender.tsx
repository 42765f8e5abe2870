import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useLiveState } from '../../../../../ui/live.ts'
import { useSession } from '../../../../../ui/session.ts'
import { useRefresh } from './refresh.ts'
import { sendUnsent } from './unsent-send.ts'
import { subscribeUnsent, unsentNow } from './unsent-store.ts'

const retryMs = 10_000

/** Sends what this person wrote without a connection, on whichever page they are now. Draws nothing. */
export function UnsentSender() {
  const refresh = useRefresh()
  const { person } = useSession()
  const { email } = person
  const lines = useSyncExternalStore(subscribeUnsent, unsentNow)
  const isWaiting = lines.some((line) => line.person === email && line.refusal === undefined)
  const live = useLiveState()
  const latest = useRef(refresh)
  useEffect(() => {
    latest.current = refresh
  })
  useEffect(() => {
    if (!isWaiting) return
    const flush = async () => {
      const delivered = await sendUnsent(email)
      if (delivered.length > 0) await latest.current()
    }
    const now = () => void flush()
    now()
    const timer = setInterval(now, retryMs)
    addEventListener('online', now)
    return () => {
      clearInterval(timer)
      removeEventListener('online', now)
    }
  }, [isWaiting, email, live])
  return null
}
