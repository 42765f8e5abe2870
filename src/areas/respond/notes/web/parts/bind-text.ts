import type { YTextEvent } from 'yjs'
import { movedCaret, replacementBetween, type Replacement } from '../../../../../base/shared-text.ts'
import { typed, type SharedPage } from './shared-page.ts'

/** Ties a plain text field to a page: what is typed goes there, what others type comes here, and the caret stays. */
export function bindText(area: HTMLTextAreaElement, page: SharedPage): () => void {
  let isComposing = false
  area.value = page.text.toJSON()
  const take = () => {
    const change = replacementBetween(page.text.toJSON(), area.value, area.selectionEnd)
    if (change !== undefined) page.replace(change)
  }
  const show = (event: YTextEvent) => {
    if (event.transaction.origin === typed) return
    const moves = replacementsOf(event.delta)
    const isUndo = event.transaction.origin === page.undo
    const { selectionStart, selectionEnd, selectionDirection, scrollTop } = area
    area.value = page.text.toJSON()
    const carried = (caret: number) => moves.reduce(movedCaret, caret)
    const last = moves.at(-1)
    if (isUndo && last !== undefined) {
      const end = last.at + last.inserted.length
      area.setSelectionRange(end, end)
    } else area.setSelectionRange(carried(selectionStart), carried(selectionEnd), selectionDirection)
    area.scrollTop = scrollTop
  }
  const on = {
    input: () => void (isComposing || take()),
    compositionstart: () => {
      isComposing = true
      page.hold(true)
    },
    compositionend: () => {
      isComposing = false
      take()
      page.hold(false)
    },
    // The browser's own undo knows nothing of what others wrote between.
    beforeinput: (event: InputEvent) => {
      if (!['historyUndo', 'historyRedo'].includes(event.inputType)) return
      event.preventDefault()
      stepBack(page, event.inputType === 'historyRedo')
    },
    keydown: (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return
      event.preventDefault()
      stepBack(page, key === 'y' || event.shiftKey)
    },
  }
  page.text.observe(show)
  area.addEventListener('input', on.input)
  area.addEventListener('compositionstart', on.compositionstart)
  area.addEventListener('compositionend', on.compositionend)
  area.addEventListener('beforeinput', on.beforeinput)
  area.addEventListener('keydown', on.keydown)
  return () => {
    page.text.unobserve(show)
    area.removeEventListener('input', on.input)
    area.removeEventListener('compositionstart', on.compositionstart)
    area.removeEventListener('compositionend', on.compositionend)
    area.removeEventListener('beforeinput', on.beforeinput)
    area.removeEventListener('keydown', on.keydown)
  }
}

function stepBack(page: SharedPage, isForward: boolean): void {
  if (isForward) page.undo.redo()
  else page.undo.undo()
}

/** The steps of a change as replacements, each at its place in the text as the steps before have left it. */
export function replacementsOf(delta: YTextEvent['delta']): Replacement[] {
  const found: Replacement[] = []
  let at = 0
  for (const step of delta) {
    if (step.retain !== undefined) at += step.retain
    if (step.delete !== undefined) found.push({ at, removed: step.delete, inserted: '' })
    if (typeof step.insert === 'string') {
      found.push({ at, removed: 0, inserted: step.insert })
      at += step.insert.length
    }
  }
  return found
}
