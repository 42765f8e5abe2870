import type { ReactNode } from 'react'
import type { Form } from '../form.ts'
import { Notice } from './Notice.tsx'
import classes from './plain.module.css'

interface PlainFormProps<V extends object> {
  readonly form: Form<V>
  readonly submitLabel: string
  /** Red, for what raises an alarm. */
  readonly isAlarming?: boolean
  /** Beside the button: another way, or a way back. */
  readonly besides?: ReactNode
  readonly children: ReactNode
}

/** A form with its button, and above it what went wrong. Works in the shell and outside of it. */
export function PlainForm<V extends object>(props: PlainFormProps<V>) {
  const { form } = props
  return (
    // Our own sentences instead of the browser's: they are in the person's language and stay in sight.
    <form className={classes.form} onSubmit={form.submit} noValidate aria-busy={form.isBusy}>
      {props.children}
      {form.failure && <Notice tone="bad">{form.failure}</Notice>}
      <div className={classes.buttons}>
        <PlainButton isBusy={form.isBusy} isAlarming={props.isAlarming}>
          {props.submitLabel}
        </PlainButton>
        {props.besides}
      </div>
    </form>
  )
}

interface PlainButtonProps {
  readonly children: ReactNode
  readonly isBusy?: boolean
  readonly isAlarming?: boolean | undefined
  readonly isQuiet?: boolean
  /** For those who hear the page; begins with the visible word. */
  readonly spokenLabel?: string | undefined
  /** Without it, the button sends its form. */
  readonly onClick?: () => void
}

/** A button that stays in place, and in the focus, while its work goes on. */
export function PlainButton({
  children,
  isBusy,
  isAlarming,
  isQuiet,
  spokenLabel,
  onClick,
}: PlainButtonProps) {
  return (
    <button
      type={onClick ? 'button' : 'submit'}
      className={classes.button}
      data-alarming={isAlarming}
      data-quiet={isQuiet}
      aria-label={spokenLabel}
      aria-disabled={isBusy}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      {isBusy && <span className={classes.spinner} aria-hidden="true" />}
      {children}
    </button>
  )
}
