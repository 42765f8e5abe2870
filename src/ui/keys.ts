import { useEffect, useRef, useSyncExternalStore } from 'react'
import { keep, kept } from './kept.ts'

export interface KeyHint {
  /** One key, two in a row as `['g', 't']`, or one with Ctrl (on a Mac also with Cmd) as `['Ctrl+k']`. */
  readonly keys: readonly string[]
  readonly label: string
}

interface Binding extends KeyHint {
  readonly run: () => void
}

const bindings = new Set<Binding>()
const listeners = new Set<() => void>()
const pauseMs = 1_200
let hints: readonly KeyHint[] = []
let pressed: { key: string; at: number } | undefined
let isListening = false

/** Gives an action a key while the component is shown, and names it in the list behind `?`. */
export function useKey(keys: readonly string[], label: string, run: () => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  const joined = keys.join(' ')
  useEffect(() => {
    listen()
    const binding = { keys: joined.split(' '), label, run: () => latest.current() }
    bindings.add(binding)
    publish()
    return () => {
      bindings.delete(binding)
      publish()
    }
  }, [joined, label])
}

/** All keys that do something on this page. */
export function useKeyHints(): readonly KeyHint[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => hints,
  )
}

/** Keys without Ctrl or Alt can be switched off (WCAG 2.2, 2.1.4): speech input presses them by accident. */
export function areKeysOn(): boolean {
  return kept('keys') !== 'off'
}

export function switchKeys(on: boolean): void {
  keep('keys', on ? undefined : 'off')
}

function listen(): void {
  if (isListening) return
  isListening = true
  addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) return pressWithCtrl(event)
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !areKeysOn()) return
    if (isTyping(event.target) || document.querySelector('[aria-modal="true"]')) return
    const before = pressed && event.timeStamp - pressed.at < pauseMs ? pressed.key : undefined
    pressed = { key: event.key, at: event.timeStamp }
    const match = find([before, event.key]) ?? find([event.key])
    if (!match) return
    event.preventDefault()
    pressed = undefined
    match.run()
  })
}

/** Nobody presses Ctrl by accident or dictates it, so these keys also work while somebody types, and are never off. */
function pressWithCtrl(event: KeyboardEvent): void {
  const match = find([`Ctrl+${event.key.toLowerCase()}`])
  if (!match || document.querySelector('[aria-modal="true"]')) return
  event.preventDefault()
  match.run()
}

function find(keys: readonly (string | undefined)[]): Binding | undefined {
  // The newest wins: a page may take a key from the shell while it is shown.
  return [...bindings].findLast((binding) => binding.keys.join(' ') === keys.join(' '))
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))
  )
}

function publish(): void {
  const byKeys = new Map([...bindings].map((binding) => [binding.keys.join(' '), binding]))
  hints = [...byKeys.values()].map(({ keys, label }) => ({ keys, label }))
  for (const listener of listeners) listener()
}
