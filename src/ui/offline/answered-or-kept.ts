import { CallError } from '../call-error.ts'
import { findAnswer } from './kept-answers.ts'
import { isAway, tellKept } from './reach.ts'

interface Asked {
  readonly tenant: string
  readonly url: string
  readonly ask: (signal: AbortSignal) => Promise<string>
  readonly signal: AbortSignal | undefined
}

/** After so long what was kept is shown; a train in a tunnel answers neither yes nor no. */
const patienceMs = 6_000
/** A page that has waited once waits no longer for each of its parts. */
const patienceAwayMs = 1_500

/**
 * What the server says, or what this browser kept when the server says nothing in time; undefined where nothing is kept.
 * @throws whatever the server said, and when `signal` fired
 */
export async function answeredOrKept(
  asked: Asked,
): Promise<{ readonly body: string; readonly isKept: boolean } | undefined> {
  const body = await answeredInTime(asked)
  if (body !== undefined) return { body, isKept: false }
  const kept = await findAnswer(asked.tenant, asked.url)
  if (!kept) return undefined
  tellKept(kept.at)
  return { body: kept.body, isKept: true }
}

async function answeredInTime({ ask, signal }: Asked): Promise<string | undefined> {
  const patience = new AbortController()
  const leave = () => patience.abort()
  const timer = setTimeout(leave, isAway() ? patienceAwayMs : patienceMs)
  signal?.addEventListener('abort', leave)
  try {
    return await ask(patience.signal)
  } catch (error) {
    if (signal?.aborted === true) throw error
    const isSilent = !(error instanceof CallError) || error.kind === 'offline' || error.kind === 'unavailable'
    if (!isSilent) throw error
    return undefined
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', leave)
  }
}
