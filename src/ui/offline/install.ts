import { useSyncExternalStore } from 'react'

/** Chromium's question whether to install; TypeScript's DOM types do not know it. */
interface InstallQuestion extends Event {
  prompt(): Promise<unknown>
}

const listeners = new Set<() => void>()
let question: InstallQuestion | undefined

/** Called when the application starts: the browser offers it once for a page, and only to whoever listens then. */
export function hearInstallQuestion(): void {
  addEventListener('beforeinstallprompt', (event) => {
    // The person is asked where they look for it, not while they read of an incident.
    event.preventDefault()
    change(event as InstallQuestion) // the one event of this name
  })
  addEventListener('appinstalled', () => change(undefined))
}

/** Asks the person whether to install; undefined where the browser offers no such question, or did already. */
export function useInstall(): (() => void) | undefined {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => question,
  )
  return now && (() => void now.prompt().finally(() => change(undefined)))
}

function change(next: InstallQuestion | undefined): void {
  question = next
  for (const listener of listeners) listener()
}
