import { Button, CloseButton } from '@mantine/core'
import { useId, useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react'
import { systemStates, type SystemState } from '../../../../../base/incident-words.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Incident } from '../../contract/incident.ts'
import { offered, readCapture, type Capture as What } from './capture-line.ts'
import { useSend } from './capture-send.ts'
import { CaptureMenu } from './CaptureMenu.tsx'
import { TaskFields, noTask } from './TaskFields.tsx'
import classes from './capture.module.css'

/** One line for whatever happens. Plain words are a note; `/` offers decision, task and system. */
export function Capture({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [what, setWhat] = useState<What>('note')
  const [line, setLine] = useState('')
  const [marked, setMarked] = useState(0)
  const [options, setOptions] = useState('')
  const [task, setTask] = useState(noTask)
  const [state, setState] = useState<SystemState>('suspected')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const send = useSend(incident.id)

  const may = {
    note: incident.can.note,
    decision: incident.can.decide,
    task: incident.can.task,
    system: incident.can.system,
  }
  const menu = offered(line, (one) => text(`capture.kind.${one}`)).filter((one) => may[one])
  const choose = (next: What, words = '') => {
    setWhat(next)
    setLine(words)
    setMarked(0)
    setFailure(undefined)
    input.current?.focus()
  }
  const type = (typed: string) => {
    const read = readCapture(typed)
    if (read && may[read.capture]) return choose(read.capture, read.words)
    setLine(typed)
    setMarked(0)
  }
  const clear = () => {
    choose('note')
    setOptions('')
    setTask(noTask)
    setState('suspected')
  }
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    const chosen = menu[marked]
    if (chosen) return choose(chosen)
    if (isBusy) return
    if (line.trim() === '') return setFailure(text('capture.empty'))
    setBusy(true)
    setFailure(undefined)
    try {
      await send({ what, words: line.trim(), options, task, state })
      clear()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setFailure(error.message)
    } finally {
      setBusy(false)
    }
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || (event.key === 'Backspace' && line === '')) {
      if (what !== 'note' || line === '/') event.preventDefault()
      if (line === '' || line.startsWith('/')) choose('note')
    }
    if (menu.length === 0 || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    event.preventDefault()
    setMarked((marked + (event.key === 'ArrowDown' ? 1 : menu.length - 1)) % menu.length)
  }

  return (
    <form
      className={classes.capture}
      onSubmit={(event) => void submit(event)}
      noValidate
      data-no-print
      data-what={what}
    >
      {menu.length > 0 && (
        <CaptureMenu id={`${id}-menu`} offered={menu} marked={marked} onChoose={(one) => choose(one)} />
      )}
      <div className={classes.line}>
        {what !== 'note' && (
          <span className={classes.what}>
            {text(`capture.kind.${what}`)}
            <CloseButton size="sm" aria-label={text('capture.back')} onClick={() => choose('note', line)} />
          </span>
        )}
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={what === 'note' ? text('capture.label') : text(`capture.kind.${what}`)}
          aria-expanded={menu.length > 0}
          aria-controls={menu.length > 0 ? `${id}-menu` : undefined}
          aria-activedescendant={menu.length > 0 ? `${id}-menu-${marked}` : undefined}
          aria-autocomplete="list"
          aria-describedby={`${id}-kept`}
          placeholder={text(what === 'note' ? 'capture.placeholder' : `capture.means.${what}`)}
          value={line}
          maxLength={what === 'task' || what === 'system' ? 300 : 10_000}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={press}
          autoComplete="off"
          data-capture
        />
        <Button type="submit" loading={isBusy}>
          {text(`capture.submit.${what}`)}
        </Button>
      </div>
      {what === 'decision' && (
        <label className={classes.more}>
          {text('capture.options')} <span className={classes.dim}>{text('capture.optionsHint')}</span>
          <textarea rows={2} value={options} onChange={(event) => setOptions(event.currentTarget.value)} />
        </label>
      )}
      {what === 'task' && <TaskFields value={task} onChange={setTask} />}
      {what === 'system' && (
        <label className={classes.more}>
          {text('systems.state')}
          <select
            value={state}
            onChange={(event) =>
              setState(systemStates.find((one) => one === event.currentTarget.value) ?? state)
            }
          >
            {systemStates.map((one) => (
              <option key={one} value={one}>
                {text(`system.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <p id={`${id}-kept`} className={classes.kept}>
        {text('capture.kept')}
      </p>
    </form>
  )
}
