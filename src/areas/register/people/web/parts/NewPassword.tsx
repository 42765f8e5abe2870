import type { FieldBinding } from '../../../../../ui/form.ts'
import { PasswordField } from '../../../../../ui/plain/fields.tsx'
import { useText } from '../../../../../ui/text.ts'
import { passwordWord } from './password-words.ts'

/** A new password, and in words how good it is. */
export function NewPassword({
  label,
  field,
}: {
  readonly label: string
  readonly field: FieldBinding<string>
}) {
  const text = useText('doors')
  const { word, missing } = passwordWord(field.value)
  return (
    <div>
      <PasswordField label={label} hint={text('password.hint')} autoComplete="new-password" {...field} />
      <p
        role="status"
        style={{ margin: '0.3rem 0 0', minHeight: '1.5em', fontSize: '0.9375rem', color: 'var(--m-dim)' }}
      >
        {text(`password.${word}`, { count: missing })}
      </p>
    </div>
  )
}
