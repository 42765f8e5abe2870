import * as z from 'zod'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { keep, kept } from '../../../../../ui/kept.ts'
import { useText } from '../../../../../ui/text.ts'
import type { Incident } from '../../contract/incident.ts'
import { offered, readCapture, typedMention, withMention, type Capture } from './capture-line.ts'
import { basisOf, isFuture, ownBasis } from './capture-basis.ts'
import { noMore, useSend, type More } from './capture-send.ts'
import { usePeople } from './people.ts'

/** What is being written in the capture line, what it may become, and how it is sent. */
export function useCapture(incident: Incident, focus: () => void) {
  const text = useText('incidents')
  const [what, setWhat] = useState<Capture>('note')
  const [line, setLine] = useState('')
  const [marked, setMarked] = useState(0)
  const [more, setMore] = useState(freshMore)
  const [chosen, setBasis] = useState(ownBasis)
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  /** The words that reached the record last, until the next ones are written. */
  const [recorded, setRecorded] = useState('')
  const [isNameless, setNameless] = useState(false)
  const send = useSend(incident)
  const may = mayCapture(incident)
  const menu = offered(line, (one) => text(`capture.kind.${one}`)).filter((one) => may[one])
  const names = useNames(what === 'note' && !isNameless ? typedMention(line) : undefined)

  const choose = (next: Capture, words = '') => {
    setWhat(next)
    setLine(words)
    setMarked(0)
    setFailure(undefined)
    focus()
  }
  const mention = (name: string) => {
    setLine(withMention(line, name))
    setMarked(0)
    focus()
  }
  const type = (typed: string) => {
    const read = readCapture(typed)
    if (read && may[read.capture]) return choose(read.capture, read.words)
    setLine(typed)
    setMarked(0)
    setNameless(false)
    setRecorded('')
  }
  /** The names go away and the words stay. */
  const hideNames = () => setNameless(true)
  const basis = basisOf(line, chosen)
  const submit = async () => {
    const [offer, person] = [menu[marked], names[marked]]
    if (offer) return choose(offer)
    if (person) return mention(person.name)
    if (isBusy) return
    if (line.trim() === '') return setFailure(text('capture.empty'))
    // Without a connection the server could say so only when the words have left the form.
    if (isFuture(basis.more, Date.now())) return setFailure(text('basis.future'))
    setBusy(true)
    setFailure(undefined)
    try {
      const outcome = await send(what, basis.words, more, basis.more)
      setRecorded(outcome === undefined ? '' : basis.words)
      if (what === 'cost') keep('currency', more.currency)
      setMore(freshMore())
      // What the next words rest on is another question.
      setBasis(ownBasis)
      choose('note')
    } catch (error) {
      setFailure(sentenceOf(error, text('capture.check')))
    } finally {
      setBusy(false)
    }
  }
  const count = Math.max(menu.length, names.length, 1)
  const move = (by: number) => setMarked((marked + by + count) % count)
  return {
    ...{ what, line, marked, more, failure, isBusy, recorded, menu, names },
    ...{ choose, mention, hideNames, type, submit, move, setMore },
    basis: basis.more,
    isTypedBasis: basis.words !== line.trim(),
    setBasis,
  }
}

/** What a line of whoever looks at this case may become. */
function mayCapture({ can }: Incident) {
  const { note, decide: decision, task, system } = can
  return { note, decision, need: note, blocked: note, cost: note, task, system, idea: note }
}

/** Those who may be meant by what is typed after an `@`; staff see no incident. */
function useNames(typed: string | undefined) {
  const people = usePeople()
  if (typed === undefined) return []
  const wanted = typed.toLowerCase()
  const found = people.active.filter(
    ({ name, role }) => role !== 'staff' && name.toLowerCase().startsWith(wanted),
  )
  return found.slice(0, 6)
}

/** The currency that was used last stays. */
function freshMore(): More {
  return { ...noMore, currency: kept('currency') ?? noMore.currency }
}

function sentenceOf(error: unknown, check: string): string {
  if (error instanceof z.ZodError) return check
  if (!(error instanceof CallError)) throw error
  return [error.message, ...error.faults.map((fault) => fault.message)].join(' ')
}
