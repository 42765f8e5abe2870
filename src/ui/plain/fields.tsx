import { useId, useState, type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes } from 'react'
import type { FieldBinding } from '../form.ts'
import { useText } from '../text.ts'
import classes from './plain.module.css'

interface FrameProps {
  readonly label: string
  /** A sentence under the label: what to write, or why it is asked. */
  readonly hint?: string
  readonly isOptional?: boolean
}

type TextBinding = FieldBinding<string>
type InputExtras = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'autoComplete' | 'inputMode' | 'autoFocus' | 'maxLength' | 'list'
>

/** One line of text: `<TextField label="Name" {...form.field('name')} />`. */
export function TextField({
  label,
  hint,
  isOptional,
  error,
  onChange,
  ...input
}: FrameProps & TextBinding & InputExtras) {
  return (
    <Frame label={label} hint={hint} isOptional={isOptional} error={error}>
      {(aria) => <input className={classes.input} type="text" {...input} {...aria} onChange={onChange} />}
    </Frame>
  )
}

interface LooseLineProps {
  readonly label: string
  readonly value: string
  readonly onChange: (next: string) => void
  readonly maxLength?: number
}

/** One line whose words a screen keeps by itself, under a name that only the server knows. */
export function LooseLine({ label, onChange, ...input }: LooseLineProps) {
  return (
    <TextField
      label={label}
      name={label}
      error={undefined}
      autoComplete="off"
      {...input}
      onChange={(next) => onChange(typeof next === 'string' ? next : next.currentTarget.value)}
    />
  )
}

/** A password that can be looked at: typing it unseen on a phone at night is how people lock themselves out. */
export function PasswordField({
  label,
  hint,
  isOptional,
  error,
  onChange,
  ...input
}: FrameProps & TextBinding & Omit<InputExtras, 'type'>) {
  const text = useText('ui')
  const [isShown, setShown] = useState(false)
  return (
    <Frame label={label} hint={hint} isOptional={isOptional} error={error}>
      {(aria) => (
        <span className={classes.password}>
          <input
            className={classes.input}
            type={isShown ? 'text' : 'password'}
            autoCapitalize="none"
            spellCheck={false}
            {...input}
            {...aria}
            onChange={onChange}
          />
          <button type="button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {text(isShown ? 'password.hide' : 'password.show')}
          </button>
        </span>
      )}
    </Frame>
  )
}

/** Several lines of text. */
export function LongField({
  label,
  hint,
  isOptional,
  error,
  onChange,
  ...input
}: FrameProps & TextBinding & Pick<TextareaHTMLAttributes<HTMLTextAreaElement>, 'rows' | 'maxLength'>) {
  return (
    <Frame label={label} hint={hint} isOptional={isOptional} error={error}>
      {(aria) => <textarea className={classes.input} rows={4} {...input} {...aria} onChange={onChange} />}
    </Frame>
  )
}

/** A choice from a list; the browser's own control, which every phone knows how to show. */
export function SelectField<T extends string>({
  label,
  hint,
  isOptional,
  error,
  onChange,
  options,
  ...input
}: FrameProps &
  FieldBinding<T> & {
    readonly options: readonly { readonly value: T; readonly label: string }[]
  }) {
  return (
    <Frame label={label} hint={hint} isOptional={isOptional} error={error}>
      {(aria) => (
        <select className={classes.input} {...input} {...aria} onChange={onChange}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  )
}

interface Aria {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
  readonly required: boolean
}

function Frame({
  label,
  hint,
  isOptional = false,
  error,
  children,
}: {
  readonly label: string
  readonly hint: string | undefined
  readonly isOptional: boolean | undefined
  readonly error: string | undefined
  readonly children: (aria: Aria) => ReactNode
}) {
  const text = useText('ui')
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className={classes.field}>
      <label htmlFor={id}>
        {label}
        {isOptional && <span className={classes.optional}> {text('form.optional')}</span>}
      </label>
      {hint && <p id={`${id}-hint`}>{hint}</p>}
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error !== undefined,
        required: !isOptional,
      })}
      {error && (
        <p id={`${id}-fault`} className={classes.fault}>
          {error}
        </p>
      )}
    </div>
  )
}
