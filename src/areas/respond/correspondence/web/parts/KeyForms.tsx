import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import * as z from 'zod'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { LongField, PasswordField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { addMailKey, listMailKeys } from '../../contract.ts'

interface FormProps {
  readonly onDone: () => void
}

/** The certificate of somebody outside, as they sent it. */
export function ContactKey({ onDone }: FormProps) {
  const text = useText('correspondence')
  const client = useQueryClient()
  const form = useForm({
    schema: z.looseObject({ certificate: z.string().trim().min(10).max(20_000) }),
    initial: { certificate: '', email: '' },
    send: ({ certificate, email = '' }: { certificate: string; email?: string }) =>
      call(addMailKey, { what: 'contact', certificate, ...(email.trim() !== '' && { email }) }),
    onDone: () => {
      void client.invalidateQueries({ queryKey: answerKey(listMailKeys) })
      showDone(text('key.kept'))
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('keys.addDo')} besides={<Close onClose={onDone} />}>
      <LongField
        label={text('keys.certificate')}
        hint={text('keys.certificateHint')}
        rows={6}
        {...form.field('certificate')}
      />
      <TextField
        label={text('keys.email')}
        hint={text('keys.emailHint')}
        isOptional
        inputMode="email"
        autoComplete="off"
        {...form.field('email')}
      />
    </PlainForm>
  )
}

/** A key of our own that an authority gave out. */
export function BringKey({ onDone }: FormProps) {
  const text = useText('correspondence')
  const client = useQueryClient()
  const form = useForm({
    schema: z.looseObject({ certificate: z.string().trim().min(10).max(40_000) }),
    initial: { certificate: '', passphrase: '' },
    send: (values) => call(addMailKey, { what: 'brought', ...values }),
    onDone: () => {
      void client.invalidateQueries({ queryKey: answerKey(listMailKeys) })
      showDone(text('keys.made'))
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('keys.bringDo')} besides={<Close onClose={onDone} />}>
      <LongField
        label={text('keys.both')}
        hint={text('keys.bothHint')}
        rows={8}
        {...form.field('certificate')}
      />
      <PasswordField
        label={text('keys.passphrase')}
        hint={text('keys.passphraseHint')}
        isOptional
        autoComplete="off"
        {...form.field('passphrase')}
      />
    </PlainForm>
  )
}

function Close({ onClose }: { readonly onClose: () => void }) {
  const text = useText('correspondence')
  return (
    <Button variant="default" onClick={onClose}>
      {text('write.close')}
    </Button>
  )
}
