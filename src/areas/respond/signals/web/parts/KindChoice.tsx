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
  const text = useText('signals')
  return (
    <fieldset className={classes.kinds}>
      <legend>{text('reportKind.legend')}</legend>
      {reportKinds.map((kind) => (
        <label key={kind} data-chosen={kind === chosen}>
          <input
            type="radio"
            name="kind"
            value={kind}
            checked={kind === chosen}
            onChange={() => onChange(kind)}
          />
          <span>
            <strong>{text(`reportKind.${kind}`)}</strong>
            <small>{text(`reportKind.${kind}Hint`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
