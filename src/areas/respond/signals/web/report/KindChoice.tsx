import { useEffect, useRef, useState } from 'react'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { reportKinds, type ReportKind } from '../../contract/report-kinds.ts'
import classes from '../reports.module.css'

interface KindChoiceProps {
  /** Empty before anything is chosen. */
  readonly value: ReportKind | ''
  readonly onChange: (kind: ReportKind) => void
}

/** What it is about, one tap each; the rest of the form fits itself to it. */
export function KindChoice({ value: chosen, onChange }: KindChoiceProps) {
  const text = useText('report')
  const [isOpen, setOpen] = useState(chosen === '')
  const own = useRef<HTMLInputElement>(null)
  // The choice moves into the form that it opens; whoever works by keyboard stays on it.
  useEffect(() => own.current?.focus(), [])
  // Once chosen, the others make way: on a phone they would hide what is asked next.
  const shown = chosen === '' || isOpen ? reportKinds : reportKinds.filter((kind) => kind === chosen)
  return (
    <fieldset className={classes.kinds}>
      <legend>{text('reportKind.legend')}</legend>
      {shown.map((kind) => (
        <label key={kind} data-chosen={kind === chosen}>
          <input
            type="radio"
            name="kind"
            value={kind}
            checked={kind === chosen}
            ref={kind === chosen ? own : undefined}
            onChange={() => {
              onChange(kind)
              setOpen(false)
            }}
          />
          <span>
            <strong>{text(`reportKind.${kind}`)}</strong>
            <small>{text(`reportKind.${kind}Hint`)}</small>
          </span>
        </label>
      ))}
      {shown.length === 1 && (
        <PlainButton isQuiet onClick={() => setOpen(true)}>
          {text('reportKind.other')}
        </PlainButton>
      )}
    </fieldset>
  )
}
