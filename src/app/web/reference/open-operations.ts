import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

interface OpenOperations {
  readonly isOpen: (id: string) => boolean
  readonly toggle: (id: string, isOpen: boolean) => void
}

/**
 * Which operations are unfolded: those that a person opened, the one the address names, and all on paper.
 * @param onLed called when the address leads to one, so that nothing hides it
 */
export function useOpenOperations(ids: readonly string[], onLed: () => void): OpenOperations {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const follow = () => {
      const id = named()
      if (id === '') return
      // Drawn before the scroll: what is folded, or not there at all, has no place to scroll to.
      flushSync(() => {
        onLed()
        if (ids.includes(id)) setOpened((before) => new Set([...before, id]))
      })
      const place = document.getElementById(id)
      place?.scrollIntoView()
      place?.querySelector('summary')?.focus({ preventScroll: true })
    }
    // Not inside the effect itself, where React cannot draw at once.
    const first = setTimeout(follow)
    addEventListener('hashchange', follow)
    return () => {
      clearTimeout(first)
      removeEventListener('hashchange', follow)
    }
    // oxlint-disable-next-line react/exhaustive-deps -- onLed only sets state, and is made anew each time
  }, [ids])
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return {
    isOpen: (id) => isPrinting || opened.has(id),
    toggle: (id, isOpen) => {
      if (isPrinting || isOpen === opened.has(id)) return
      setOpened((before) => new Set(isOpen ? [...before, id] : [...before].filter((one) => one !== id)))
    },
  }
}

function named(): string {
  try {
    return decodeURIComponent(location.hash.slice(1))
  } catch {
    return ''
  }
}
