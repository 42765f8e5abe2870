import { Modal } from '@mantine/core'
import * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PasswordField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'

interface PasswordDialogProps {
  /** What the password is asked for; closed while undefined. */
  readonly asking: 'add' | 'codes' | 'remove' | undefined
  readonly onClose: () => void
  readonly onPassword: (password: string, name: string) => Promise<void>
}

/** The present password, before a factor changes: an open computer alone must not be enough. */
export function PasswordDialog({ asking, onClose, onPassword }: PasswordDialogProps) {
  const text = useText('people')
  return (
    <Modal
      opened={asking !== undefined}
      onClose={onClose}
      title={text(`factors.asking.${asking ?? 'add'}`)}
      closeButtonProps={{ 'aria-label': text('close') }}
      centered
    >
      <Ask asking={asking ?? 'add'} onClose={onClose} onPassword={onPassword} />
    </Modal>
  )
}

function Ask({ asking, onClose, onPassword }: PasswordDialogProps) {
  const text = useText('people')
  const door = useText('doors')
  const form = useForm({
    schema: z.object({ password: z.string().min(1).max(200), name: z.string().trim().max(60).optional() }),
    initial: { password: '', name: '' },
    send: ({ password, name }) =>
      onPassword(password, name || text('factors.passkey')).catch((error: unknown) => {
        // What the browser's own question ended with is a sentence of ours already.
        throw error instanceof CallError
          ? error
          : new CallError('invalid', error instanceof Error ? error.message : String(error))
      }),
    onDone: onClose,
  })
  return (
    <PlainForm form={form} submitLabel={door('factor.continue')}>
      <p style={{ margin: 0 }}>{text(`factors.explained.${asking ?? 'add'}`)}</p>
      {asking === 'add' && (
        <TextField
          label={text('factors.name')}
          hint={text('factors.nameHint')}
          isOptional
          {...form.field('name')}
        />
      )}
      <PasswordField
        label={door('field.password')}
        autoComplete="current-password"
        {...form.field('password')}
      />
    </PlainForm>
  )
}
