import { useEffect, useState } from 'react'
import type { Exercise } from '../../contract/exercise.ts'
import { useNow } from '../../../../../ui/kit/now.ts'

/** Minutes and seconds, as on a stopwatch. */
export function clockWords(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const rest = `${String(Math.floor((seconds % 3600) / 60)).padStart(hours > 0 ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** Seconds on the clock now, between two answers of the server too. */
export function useElapsed({ clock }: Pick<Exercise, 'clock'>): number {
  const now = useNow(1000)
  // How far the clock of this browser is behind that of the server: people's clocks are wrong by minutes.
  const [behind, setBehind] = useState(0)
  useEffect(() => setBehind(Date.parse(clock.now) - Date.now()), [clock.now])
  if (clock.resumedAt === null) return clock.ranSeconds
  return clock.ranSeconds + Math.max(0, Math.floor((now + behind - Date.parse(clock.resumedAt)) / 1000))
}

/** Reads again while something can come from others: not everybody who plays hears of the record at once. */
export function useReadAgain(isMoving: boolean, read: () => void): void {
  useEffect(() => {
    if (!isMoving) return undefined
    const timer = setInterval(read, 4000)
    return () => clearInterval(timer)
  })
}
