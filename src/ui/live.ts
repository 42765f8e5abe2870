import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { LiveConnection, type LiveChange, type LiveState, type LiveTouch } from './live-connection.ts'

type ChangeListener = (change: LiveChange) => void

const changeListeners = new Set<{ readonly stream: string; readonly listener: ChangeListener }>()
const touchListeners = new Set<(moved: LiveTouch | undefined) => void>()
const stateListeners = new Set<() => void>()
let state: LiveState | undefined
let connection: LiveConnection | undefined

/** Opens the one live connection of this tab for a tenant. Returns how to close it. */
export function startLive(tenant: string, onTurnedAway: () => void): () => void {
  connection?.stop()
  const started = new LiveConnection({
    url: `/api/v1/live?tenant=${encodeURIComponent(tenant)}`,
    onChange: tellListeners,
    onTouch: (moved) => touchListeners.forEach((listener) => listener(moved)),
    onState: changeState,
    onTurnedAway,
  })
  connection = started
  return () => {
    started.stop()
    changeState(undefined)
  }
}

/**
 * Calls `onChange` for each ledger leaf of a stream ('*' for all of the tenant), and once with `missed: true`
 * after a gap. Events carry no content: read what is shown again.
 */
export function useLive(stream: string, onChange: ChangeListener): void {
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  })
  useEffect(() => {
    const entry = { stream, listener: (change: LiveChange) => latest.current(change) }
    changeListeners.add(entry)
    return () => void changeListeners.delete(entry)
  }, [stream])
}

/** Calls back for what moves without a leaf, and with undefined after a gap in which it may have moved; returns how to stop. */
export function onTouch(listener: (moved: LiveTouch | undefined) => void): () => void {
  touchListeners.add(listener)
  return () => void touchListeners.delete(listener)
}

/**
 * Reads a query anew when its stream moves: at once for the first change, then at most every `restMs`,
 * so that a flood of signals does not become a flood of requests.
 * @param kinds only leaves whose kind starts with one of these, e.g. `['signal.', 'batch']`
 */
export function useLiveQuery(stream: string, key: QueryKey, kinds?: readonly string[], restMs = 400): void {
  const client = useQueryClient()
  const rest = useRef<{ timer?: ReturnType<typeof setTimeout>; isDue: boolean }>({ isDue: false })
  useEffect(() => () => clearTimeout(rest.current.timer), [])
  useLive(stream, (change) => {
    if (!change.missed && kinds && !kinds.some((kind) => change.kind.startsWith(kind))) return
    const refresh = () => {
      rest.current.isDue = false
      void client.invalidateQueries({ queryKey: key })
      rest.current.timer = setTimeout(() => {
        rest.current.timer = undefined
        if (rest.current.isDue) refresh()
      }, restMs)
    }
    if (rest.current.timer === undefined) refresh()
    else rest.current.isDue = true
  })
}

/** Whether changes of others arrive right now; undefined where this page follows nothing. */
export function useLiveState(): LiveState | undefined {
  return useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
    () => state,
  )
}

function tellListeners(change: LiveChange): void {
  for (const { stream, listener } of changeListeners) {
    if (change.missed || stream === '*' || stream === change.stream) listener(change)
  }
}

function changeState(next: LiveState | undefined): void {
  state = next
  for (const listener of stateListeners) listener()
}
