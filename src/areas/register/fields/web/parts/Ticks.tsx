import classes from '../fields.module.css'

interface TicksProps<T extends string> {
  readonly legend: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly values: readonly T[]
  readonly onChange: (values: T[]) => void
}

/** Several of a list. */
export function Ticks<T extends string>({ legend, options, values, onChange }: TicksProps<T>) {
  return (
    <fieldset className={classes.ticks}>
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...values, value] : values.filter((one) => one !== value),
              )
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
