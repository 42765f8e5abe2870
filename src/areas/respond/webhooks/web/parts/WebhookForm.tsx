import { useQueryClient } from '@tanstack/react-query'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm, type Form, type LeftEmpty } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { PasswordField, SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  addWebhook,
  changeWebhook,
  listWebhooks,
  webhookEvents,
  webhookKinds,
  type Webhook,
  type WebhookEvent,
} from '../../contract.ts'
import classes from '../webhooks.module.css'

interface WebhookFormProps {
  /** The one that is changed; without it a new one is added. */
  readonly webhook?: Webhook
  /** @param secret of a new one, which is shown this once */
  readonly onAdded?: (secret: string) => void
}

// Widened, so that the form may hold others.
const atFirst: readonly WebhookEvent[] = ['incident.declared', 'incident.severity_changed', 'incident.closed']

/** Name, address, and what the program hears of. */
export function WebhookForm({ webhook, onAdded }: WebhookFormProps) {
  const text = useText('webhooks')
  const client = useQueryClient()
  const initial = {
    ...{ name: webhook?.name ?? '', address: '', events: webhook?.events ?? atFirst },
    ...{ kind: webhook?.kind ?? 'http', user: '', password: '' },
  }
  const form = useForm({
    schema:
      webhook === undefined
        ? addWebhook.input.pick({ name: true, address: true, events: true }).loose()
        : changeWebhook.input.pick({ name: true, events: true }).loose(),
    initial,
    send: async ({
      name,
      address = '',
      events,
      kind,
      user = '',
      password = '',
    }: LeftEmpty<typeof initial, 'address' | 'user' | 'password'>) => {
      const login = kind === 'mqtt' && user.trim() !== '' ? { login: { user, password } } : {}
      if (webhook === undefined)
        return (await call(addWebhook, { name, address, kind, ...login, events: [...events] })).secret
      const { id } = webhook
      const entered = { ...(address.trim() !== '' && { address }), ...login }
      await call(changeWebhook, { id, name, ...entered, events: [...events] })
      return undefined
    },
    onDone: (secret) => {
      void client.invalidateQueries({ queryKey: answerKey(listWebhooks) })
      if (secret !== undefined) onAdded?.(secret)
      else showDone(text('saved'))
    },
  })
  const { events, kind } = form.values
  const isBus = kind === 'mqtt'
  const toggle = (event: WebhookEvent) =>
    form.set('events', events.includes(event) ? events.filter((one) => one !== event) : [...events, event])
  return (
    <PlainForm form={form} submitLabel={text(webhook === undefined ? 'addDo' : 'save')}>
      <TextField label={text('name')} hint={text('nameHint')} maxLength={100} {...form.field('name')} />
      {webhook === undefined && (
        <SelectField
          label={text('kind.label')}
          {...form.field('kind')}
          options={webhookKinds.map((value) => ({ value, label: text(`kind.${value}`) }))}
        />
      )}
      <TextField
        label={text(isBus ? 'bus.address' : 'address')}
        hint={text(webhook !== undefined ? 'addressKept' : isBus ? 'bus.addressHint' : 'addressHint')}
        inputMode="url"
        autoComplete="off"
        maxLength={2000}
        {...form.field('address')}
      />
      {isBus && <BusLogin form={form} isNew={webhook === undefined} />}
      <fieldset className={classes.events}>
        <legend>{text('events')}</legend>
        {webhookEvents.map((event) => (
          <label key={event} className={classes.check}>
            <input type="checkbox" checked={events.includes(event)} onChange={() => toggle(event)} />
            <span>
              {text(`event.${event.replace('.', '_')}`)} <code>{event}</code>
            </span>
          </label>
        ))}
      </fieldset>
      {form.field('events').error && <p role="alert">{text('eventsMissing')}</p>}
    </PlainForm>
  )
}

interface BusLoginProps {
  readonly form: Pick<Form<{ user: string; password: string }>, 'field'>
  readonly isNew: boolean
}

/** What a bus wants to know of us; a program needs none, since it checks the signature. */
function BusLogin({ form, isNew }: BusLoginProps) {
  const text = useText('webhooks')
  return (
    <>
      <TextField
        label={text('bus.user')}
        hint={text(isNew ? 'bus.userHint' : 'bus.userKept')}
        isOptional
        autoComplete="off"
        maxLength={200}
        {...form.field('user')}
      />
      <PasswordField
        label={text('bus.password')}
        isOptional
        autoComplete="new-password"
        maxLength={500}
        {...form.field('password')}
      />
    </>
  )
}
