import { Button, CloseButton } from '@mantine/core'
import { useId, useRef, type KeyboardEvent, type RefObject } from 'react'
import { systemStates } from '../../../../../base/incident-words.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Incident } from '../../contract/incident.ts'
import { CaptureMenu } from './CaptureMenu.tsx'
import { useCapture } from './capture-state.ts'
import { TaskFields } from './TaskFields.tsx'
import classes from './capture.module.css'

type State = ReturnType<typeof useCapture>

/** One line for whatever happens. Plain words are a note; `/` offers decision, task and system. */
export function Capture({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const capture = useCapture(incident, () => input.current?.focus())
  const { what, menu, marked } = capture
  return (
    <form
      className={classes.capture}
      onSubmit={(event) => {
        event.preventDefault()
        void capture.submit()
      }}
      noValidate
      data-no-print
    >
      {menu.length > 0 && (
        <CaptureMenu
          id={`${id}-menu`}
          offered={menu}
          marked={marked}
          onChoose={(one) => capture.choose(one)}
        />
      )}
      {what !== 'note' && (
        <span className={classes.what}>
          {text(`capture.kind.${what}`)}
          <CloseButton
            size="sm"
            aria-label={text('capture.back')}
            onClick={() => capture.choose('note', capture.line)}
          />
        </span>
      )}
      <div className={classes.line}>
        <CaptureInput capture={capture} input={input} id={id} />
        <Button type="submit" loading={capture.isBusy}>
          {text(`capture.submit.${what}`)}
        </Button>
      </div>
      <CaptureMore capture={capture} />
      {capture.failure !== undefined && <Notice tone="bad">{capture.failure}</Notice>}
      <p id={`${id}-kept`} className={classes.kept}>
        {text('capture.kept')}
      </p>
    </form>
  )
}

function CaptureInput({
  capture,
  input,
  id,
}: {
  readonly capture: State
  readonly input: RefObject<HTMLInputElement | null>
  readonly id: string
}) {
  const text = useText('incidents')
  const { what, line, menu, marked } = capture
  const isOpen = menu.length > 0
  const press = (event: KeyboardEvent) => {
    const isBack = event.key === 'Escape' || (event.key === 'Backspace' && line === '')
    if (isBack && (line === '' || isOpen)) capture.choose('note')
    if (!isOpen || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    event.preventDefault()
    capture.move(event.key === 'ArrowDown' ? 1 : -1)
  }
  return (
    <input
      ref={input}
      type="text"
      role="combobox"
      aria-label={text(what === 'note' ? 'capture.label' : `capture.kind.${what}`)}
      aria-expanded={isOpen}
      aria-controls={isOpen ? `${id}-menu` : undefined}
      aria-activedescendant={isOpen ? `${id}-menu-${marked}` : undefined}
      aria-autocomplete="list"
      aria-describedby={`${id}-kept`}
      placeholder={text(what === 'note' ? 'capture.placeholder' : `capture.means.${what}`)}
      value={line}
      maxLength={what === 'task' || what === 'system' ? 300 : 10_000}
      onChange={(event) => capture.type(event.currentTarget.value)}
      onKeyDown={press}
      autoComplete="off"
      // What is being sent must not be mixed with what comes next.
      readOnly={capture.isBusy}
      data-capture
    />
  )
}

/** What a decision, a task or a system is asked besides its words. */
function CaptureMore({ capture }: { readonly capture: State }) {
  const text = useText('incidents')
  const { what, more, setMore } = capture
  switch (what) {
    case 'note':
      return null
    case 'decision':
      return (
        <label className={classes.more}>
          {text('capture.options')} <span className={classes.dim}>{text('capture.optionsHint')}</span>
          <textarea
            rows={2}
            value={more.options}
            onChange={(event) => setMore({ ...more, options: event.currentTarget.value })}
          />
        </label>
      )
    case 'task':
      return <TaskFields value={more.task} onChange={(task) => setMore({ ...more, task })} />
    case 'system':
      return (
        <label className={classes.more}>
          {text('systems.state')}
          <select
            value={more.state}
            onChange={(event) => {
              const state = systemStates.find((one) => one === event.currentTarget.value)
              if (state) setMore({ ...more, state })
            }}
          >
            {systemStates.map((one) => (
              <option key={one} value={one}>
                {text(`system.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )
  }
}
