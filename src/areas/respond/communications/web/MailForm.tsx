import { useQueryClient } from '@tanstack/react-query'
import * as z from 'zod'
import { answerKey } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { PasswordField, SelectField, TextField } from '../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../ui/text.ts'
import { configureMail, readMail, type MailSettings } from '../contract/reaching.ts'

type Settings = z.output<typeof MailSettings>
type Security = Settings['security']
const usualPorts: Record<Security, string> = { tls: '465', starttls: '587', none: '25' }

// Widened, so that the form may hold the other two.
const firstSecurity = 'starttls' as Security

// The port is typed as text and sent as a number.
const Fields = configureMail.input.extend({ port: z.coerce.number().int().min(1).max(65_535) })

/** Where mail is handed over, and in whose name. */
export function MailForm({ settings }: { readonly settings: Settings | null }) {
  const text = useText('communications')
  const client = useQueryClient()
  const form = useForm({
    schema: Fields,
    initial: {
      host: settings?.host ?? '',
      security: settings?.security ?? firstSecurity,
      port: String(settings?.port ?? 587),
      user: settings?.user ?? '',
      password: '',
      from: settings?.from ?? '',
    },
    send: ({ port, ...values }) => call(configureMail, { ...values, port: Number(port) }),
    onDone: () => {
      showDone(text('mail.saved'))
      void client.invalidateQueries({ queryKey: answerKey(readMail) })
    },
  })
  const security = form.field('security')
  return (
    <div style={{ maxWidth: '34rem' }}>
      <PlainForm form={form} submitLabel={text('mail.save')}>
        <TextField
          label={text('mail.host')}
          hint={text('mail.hostHint')}
          autoComplete="off"
          {...form.field('host')}
        />
        <SelectField
          label={text('mail.security')}
          {...security}
          options={(['starttls', 'tls', 'none'] as const).map((value) => ({
            value,
            label: text(`mail.securityOf.${value}`, { port: usualPorts[value] }),
          }))}
        />
        <TextField label={text('mail.port')} inputMode="numeric" {...form.field('port')} />
        <TextField label={text('mail.user')} isOptional autoComplete="off" {...form.field('user')} />
        <PasswordField
          label={text('mail.password')}
          hint={text(settings?.hasPassword ? 'mail.passwordKept' : 'mail.passwordHint')}
          isOptional
          autoComplete="new-password"
          {...form.field('password')}
        />
        <TextField
          label={text('mail.from')}
          hint={text('mail.fromHint')}
          type="email"
          autoComplete="off"
          {...form.field('from')}
        />
      </PlainForm>
    </div>
  )
}
