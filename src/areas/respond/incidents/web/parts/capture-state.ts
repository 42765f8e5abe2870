import { useState } from 'react'
import type { SystemState } from '../../../../../base/incident-words.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { useText } from '../../../../../ui/text.ts'
import type { Incident } from '../../contract/incident.ts'
import { offered, readCapture, type Capture } from './capture-line.ts'
import { useSend } from './capture-send.ts'
import { noTask } from './task-more.ts'

// Widened, so that the state may become any of the others.
const noMore = { options: '', task: noTask, state: 'suspected' as SystemState }

/** What is being written in the capture line, what it may become, and how it is sent. */
export function useCapture(incident: Incident, focus: () => void) {
  const text = useText('incidents')
  const [what, setWhat] = useState<Capture>('note')
  const [line, setLine] = useState('')
  const [marked, setMarked] = useState(0)
  const [more, setMore] = useState(noMore)
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const send = useSend(incident.id)
  const { note, decide: decision, task, system } = incident.can
  const may = { note, decision, task, system }
  const menu = offered(line, (one) => text(`capture.kind.${one}`)).filter((one) => may[one])

  const choose = (next: Capture, words = '') => {
    setWhat(next)
    setLine(words)
    setMarked(0)
    setFailure(undefined)
    focus()
  }
  const type = (typed: string) => {
    const read = readCapture(typed)
    if (read && may[read.capture]) return choose(read.capture, read.words)
    setLine(typed)
    setMarked(0)
  }
  const submit = async () => {
    const chosen = menu[marked]
    if (chosen) return choose(chosen)
    if (isBusy) return
    if (line.trim() === '') return setFailure(text('capture.empty'))
    setBusy(true)
    setFailure(undefined)
    try {
      await send({ what, words: line.trim(), ...more })
      setMore(noMore)
      choose('note')
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setFailure([error.message, ...error.faults.map((fault) => fault.message)].join(' '))
    } finally {
      setBusy(false)
    }
  }
  const move = (by: number) => setMarked((marked + by + menu.length) % menu.length)
  return { what, line, marked, more, failure, isBusy, menu, choose, type, submit, move, setMore }
}
