import classes from './grading.module.css'

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
