import classes from './kit.module.css'

interface PillsProps<Value extends string> {
  /** What is chosen with them, for whoever hears the page. */
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}

/** A few choices side by side, one of them in force: which part of a page, whose work. */
export function Pills<Value extends string>({ label, value, options, onChange }: PillsProps<Value>) {
  return (
    <div className={classes.pills} role="group" aria-label={label} data-no-print>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
