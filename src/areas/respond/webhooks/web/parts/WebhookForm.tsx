import { useQueryClient } from '@tanstack/react-query'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  addWebhook,
  changeWebhook,
  listWebhooks,
  webhookEvents,
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
  const form = useForm({
    schema:
      webhook === undefined
        ? addWebhook.input
        : changeWebhook.input.pick({ name: true, events: true }).loose(),
    initial: { name: webhook?.name ?? '', address: '', events: webhook?.events ?? atFirst },
    send: async ({ name, address, events }) => {
      if (webhook === undefined)
        return (await call(addWebhook, { name, address, events: [...events] })).secret
      const { id } = webhook
      const entered = address.trim() === '' ? {} : { address }
      await call(changeWebhook, { id, name, ...entered, events: [...events] })
      return undefined
    },
    onDone: (secret) => {
      void client.invalidateQueries({ queryKey: answerKey(listWebhooks) })
      if (secret !== undefined) onAdded?.(secret)
      else showDone(text('saved'))
    },
  })
  const { events } = form.values
  const toggle = (event: WebhookEvent) =>
    form.set('events', events.includes(event) ? events.filter((one) => one !== event) : [...events, event])
  return (
    <PlainForm form={form} submitLabel={text(webhook === undefined ? 'addDo' : 'save')}>
      <TextField label={text('name')} hint={text('nameHint')} maxLength={100} {...form.field('name')} />
      <TextField
        label={text('address')}
        hint={text(webhook === undefined ? 'addressHint' : 'addressKept')}
        inputMode="url"
        autoComplete="off"
        maxLength={2000}
        {...form.field('address')}
      />
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
