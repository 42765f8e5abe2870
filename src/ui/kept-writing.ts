/** Promises that what somebody writes in an editor outlives a refusal, a reload and an ended sign-in, until it was saved. */
import { useState } from 'react'
import { useDraftKey } from './draft-key.ts'
import { keepDraft, keptDraft } from './drafts.ts'
import { useAskBeforeLeaving } from './form.ts'

export interface KeptWriting<W extends object> {
  readonly writing: W
  /** It was begun earlier in this tab and never saved. */
  readonly isBack: boolean
  readonly change: (part: Partial<W>) => void
  /** It was saved, or is not wanted: nothing is kept of it, and what stands is shown again. */
  readonly forget: () => void
}

/** @param standing what is saved, with the version it is, so that words which come back later say what they were written on */
export function useKeptWriting<W extends object>(name: string, standing: W): KeptWriting<W> {
  const key = useDraftKey(name)
  // Written below from words of this shape, in this tab; the schema judges them before they are sent.
  const [kept] = useState(() => keptDraft(key) as Partial<W> | undefined)
  const [mine, setMine] = useState<W | undefined>(() => kept && { ...standing, ...kept })
  const [isBack, setBack] = useState(kept !== undefined)
  useAskBeforeLeaving(mine !== undefined)
  return {
    writing: mine ?? standing,
    isBack,
    change: (part) => {
      const next = { ...(mine ?? standing), ...part }
      keepDraft(key, next)
      setMine(next)
    },
    forget: () => {
      keepDraft(key, undefined)
      setMine(undefined)
      setBack(false)
    },
  }
}
