interface TicksProps<T extends string> {
  readonly legend: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly values: readonly T[]
  readonly onChange: (values: T[]) => void
  /** Large for a form, small for a table: the page lays it out. */
  readonly className: string | undefined
}

/** Several of a list. */
export function Ticks<T extends string>({ legend, options, values, onChange, className }: TicksProps<T>) {
  return (
    <fieldset className={className}>
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
