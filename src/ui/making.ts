/** Promises one way to make a file on a button: busy while it is made, and a refusal in words beside the button. */
import { useState } from 'react'
import { CallError } from './call-error.ts'
import { useText } from './text.ts'

export interface Making<Wanted extends readonly unknown[]> {
  readonly make: (...wanted: Wanted) => void
  readonly isBusy: boolean
  readonly failure: string | undefined
}

/** @param run makes the file and hands it to the browser */
export function useMaking<Wanted extends readonly unknown[]>(
  run: (...wanted: Wanted) => Promise<void>,
): Making<Wanted> {
  const text = useText('ui')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const make = async (...wanted: Wanted) => {
    setBusy(true)
    setFailure(undefined)
    try {
      await run(...wanted)
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('failure.unknown'))
    } finally {
      setBusy(false)
    }
  }
  return { make: (...wanted) => void make(...wanted), isBusy, failure }
}
