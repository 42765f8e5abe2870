import { useId, type ReactNode } from 'react'
import classes from './pages.module.css'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: ReactNode
  /** What it means, in plain words. */
  readonly means?: ReactNode
  readonly example?: ReactNode
  readonly mark?: string | undefined
}

interface ChoicesProps<T extends string> {
  readonly legend: string
  readonly hint?: string | undefined
  readonly name: string
  readonly value: T | undefined
  readonly onChange: (value: T) => void
  readonly options: readonly Choice<T>[]
  /** Side by side where there is room. */
  readonly isWide?: boolean
  readonly isLegendHidden?: boolean
}

/** One out of a few, each with its meaning on a surface large enough for a thumb. */
export function Choices<T extends string>(props: ChoicesProps<T>) {
  const id = useId()
  return (
    <fieldset className={classes.choices} aria-describedby={props.hint === undefined ? undefined : id}>
      <legend className={props.isLegendHidden === true ? 'm-hidden-but-read' : classes.legend}>
        {props.legend}
      </legend>
      {props.hint !== undefined && (
        <p id={id} className={classes.dim}>
          {props.hint}
        </p>
      )}
      <div className={classes.options} data-wide={props.isWide}>
        {props.options.map((option) => (
          <label key={option.value} className={classes.option}>
            <input
              type="radio"
              name={`${id}${props.name}`}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>
              <span className={classes.optionLabel}>
                {option.label}
                {option.mark !== undefined && <span className={classes.optionMark}>{option.mark}</span>}
              </span>
              {option.means !== undefined && <span className={classes.means}>{option.means}</span>}
              {option.example !== undefined && <span className={classes.example}>{option.example}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
