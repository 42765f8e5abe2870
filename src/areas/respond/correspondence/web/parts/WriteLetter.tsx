import { Button } from '@mantine/core'
import * as z from 'zod'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useDraftKey } from '../../../../../ui/draft-key.ts'
import { useForm } from '../../../../../ui/form.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { LongField, SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  listMailKeys,
  mailAudiences,
  writeCaseMail,
  type CaseMail,
  type CaseThread,
  type MailAudience,
} from '../../contract.ts'
import classes from '../correspondence.module.css'
import { addressesIn } from './addresses.ts'

interface WriteLetterProps {
  readonly incidentId: string
  readonly box: CaseMail
  /** The one that is answered; without it a new one begins. */
  readonly thread?: CaseThread
  readonly onSent: (isEncrypted: boolean) => void
  readonly onClose: () => void
}

/** To whom, about what, and the words; before it goes it is plain to see whether others can read it on the way. */
export function WriteLetter({ incidentId, box, thread, onSent, onClose }: WriteLetterProps) {
  const text = useText('correspondence')
  const keys = useAnswer(listMailKeys, {}).data?.items ?? []
  const initial: { to: string; audience: MailAudience; subject: string; text: string; mustEncrypt: boolean } =
    {
      to: thread?.people.join(', ') ?? '',
      audience: thread?.audience ?? 'partners',
      subject: thread?.subject ?? '',
      text: '',
      mustEncrypt: false,
    }
  const form = useForm({
    schema: z.looseObject({
      to: z.string().trim().min(3),
      subject: z.string().trim().min(1).max(150),
      text: z.string().trim().min(1).max(20_000),
    }),
    initial,
    draft: useDraftKey(`mail.${incidentId}.${thread?.id ?? 'new'}`),
    send: ({ to, audience, subject, text: words, mustEncrypt }) =>
      call(writeCaseMail, {
        id: incidentId,
        to: addressesIn(to),
        text: words,
        mustEncrypt,
        ...(thread === undefined ? { audience, subject } : { thread: thread.id }),
      }),
    onDone: ({ isEncrypted }) => onSent(isEncrypted),
  })
  const addresses = addressesIn(form.values.to)
  const isKeyed = (email: string) =>
    keys.some(
      (key) =>
        key.kind === 'contact' && key.email === email.toLowerCase() && ['good', 'soon'].includes(key.state),
    )
  const missing = addresses.filter((email) => !isKeyed(email))
  return (
    <PlainForm
      form={form}
      submitLabel={text('write.send')}
      besides={
        <Button variant="default" onClick={onClose}>
          {text('write.close')}
        </Button>
      }
    >
      <TextField
        label={text('write.to')}
        hint={text('write.toHint')}
        inputMode="email"
        autoComplete="off"
        {...form.field('to')}
      />
      {thread === undefined && (
        <>
          <SelectField
            label={text('write.audience')}
            {...form.field('audience')}
            options={mailAudiences.map((value) => ({ value, label: text(`audience.${value}`) }))}
          />
          <TextField
            label={text('write.subject')}
            hint={text('write.subjectHint')}
            maxLength={150}
            {...form.field('subject')}
          />
        </>
      )}
      <LongField label={text('write.text')} rows={7} maxLength={20_000} {...form.field('text')} />
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={form.values.mustEncrypt}
          onChange={() => form.set('mustEncrypt', !form.values.mustEncrypt)}
        />
        <span>{text('write.mustEncrypt')}</span>
      </label>
      {addresses.length > 0 && (
        <div className={classes.marks} role="status">
          {missing.length === 0 ? (
            <StateMark tone="good" word={text('write.willSeal')} />
          ) : (
            <StateMark
              tone={form.values.mustEncrypt ? 'bad' : 'warn'}
              word={text('write.willNotSeal', { who: missing.join(', ') })}
            />
          )}
          <StateMark
            tone={box.signs ? 'good' : 'quiet'}
            word={text(box.signs ? 'write.signs' : 'write.signsNot')}
          />
        </div>
      )}
    </PlainForm>
  )
}
