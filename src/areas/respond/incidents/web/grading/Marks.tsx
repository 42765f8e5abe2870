import classes from './grading.module.css'

interface MarksProps<T extends string> {
  readonly legend: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly values: readonly T[]
  readonly onChange: (values: T[]) => void
}

/** Any of a few in one row; for tables, where the large ticks would fill a screen. */
export function Marks<T extends string>({ legend, options, values, onChange }: MarksProps<T>) {
  return (
    <fieldset className={classes.marks}>
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

interface PickProps<T extends string> {
  readonly label: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** One of a few, in a row of a table. */
export function Pick<T extends string>({ label, options, value, onChange }: PickProps<T>) {
  return (
    <label className={classes.number}>
      {label}
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find((one) => one.value === event.currentTarget.value)
          if (chosen !== undefined) onChange(chosen.value)
        }}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  )
}
