import { Button, CloseButton } from '@mantine/core'
import { Suspense, lazy, useId, useRef, type KeyboardEvent, type RefObject } from 'react'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Incident } from '../../contract/incident.ts'
import { CaptureMenu, MentionMenu } from './CaptureMenu.tsx'
import { CaptureMore } from './CaptureMore.tsx'
import { useCapture } from './capture-state.ts'
import classes from './capture.module.css'

/** Asked for once something is written: whoever only looks does not load it. */
const CaptureBasis = lazy(async () => ({ default: (await import('./CaptureBasis.tsx')).CaptureBasis }))

type State = ReturnType<typeof useCapture>

/** One line for whatever happens. Plain words are a note; `/` offers what else it can be, `@` whom to tell. */
export function Capture({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const capture = useCapture(incident, () => input.current?.focus())
  const { what, menu, names, marked } = capture
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
      {names.length > 0 && (
        <MentionMenu id={`${id}-menu`} names={names} marked={marked} onChoose={capture.mention} />
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
      {capture.line !== '' && (
        <Suspense>
          <CaptureBasis
            more={capture.basis}
            isTyped={capture.isTypedBasis}
            isBusy={capture.isBusy}
            onChange={capture.setBasis}
          />
        </Suspense>
      )}
      <CaptureMore what={what} more={capture.more} onChange={capture.setMore} />
      {capture.failure !== undefined && <Notice tone="bad">{capture.failure}</Notice>}
      <p role="status" className={classes.recorded}>
        {capture.recorded !== '' && text('capture.recorded', { words: capture.recorded })}
      </p>
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
  const { what, line, menu, names, marked } = capture
  const isOpen = menu.length > 0 || names.length > 0
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && names.length > 0) return capture.hideNames()
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
