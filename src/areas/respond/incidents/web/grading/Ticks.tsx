import { useId } from 'react'
import classes from '../parts/pages.module.css'

interface TicksProps<T extends string> {
  readonly legend: string
  readonly hint?: string
  readonly values: readonly T[]
  readonly onChange: (values: T[]) => void
  readonly options: readonly { readonly value: T; readonly label: string }[]
  /** The heading of the page says it already. */
  readonly isLegendHidden?: boolean
}

/** Any of a few, each on a surface large enough for a thumb. */
export function Ticks<T extends string>(props: TicksProps<T>) {
  const id = useId()
  const { values, onChange, hint } = props
  const toggle = (value: T) =>
    onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value])
  return (
    <fieldset className={classes.choices} aria-describedby={hint === undefined ? undefined : id}>
      <legend className={props.isLegendHidden === true ? 'm-hidden-but-read' : classes.legend}>
        {props.legend}
      </legend>
      {hint !== undefined && (
        <p id={id} className={classes.dim}>
          {hint}
        </p>
      )}
      <div className={classes.options} data-wide="true">
        {props.options.map(({ value, label }) => (
          <label key={value} className={classes.option}>
            <input type="checkbox" checked={values.includes(value)} onChange={() => toggle(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
