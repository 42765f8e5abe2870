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
  keyForms,
  listMailKeys,
  mailAudiences,
  writeCaseMail,
  type CaseMail,
  type CaseThread,
  type MailAudience,
} from '../../contract.ts'
import classes from '../correspondence.module.css'
import { addressesIn } from './addresses.ts'
import { SentFiles } from './SentFiles.tsx'

interface WriteLetterProps {
  readonly incidentId: string
  readonly box: CaseMail
  /** The one that is answered; without it a new one begins. */
  readonly thread?: CaseThread
  readonly onSent: (isEncrypted: boolean) => void
  readonly onClose: () => void
}

interface LetterFields {
  to: string
  audience: MailAudience
  subject: string
  text: string
  mustEncrypt: boolean
  files: readonly string[]
}

/** To whom, about what, and the words; before it goes it is plain to see whether others can read it on the way. */
export function WriteLetter({ incidentId, box, thread, onSent, onClose }: WriteLetterProps) {
  const text = useText('correspondence')
  const initial: LetterFields = {
    to: thread?.people.join(', ') ?? '',
    audience: thread?.audience ?? 'partners',
    subject: thread?.subject ?? '',
    text: '',
    mustEncrypt: false,
    files: [],
  }
  const form = useForm({
    schema: z.looseObject({
      to: z.string().trim().min(3),
      subject: z.string().trim().min(1).max(150),
      text: z.string().trim().min(1).max(20_000),
    }),
    initial,
    draft: useDraftKey(`mail.${incidentId}.${thread?.id ?? 'new'}`),
    send: ({ to, audience, subject, text: words, mustEncrypt, files }) =>
      call(writeCaseMail, {
        id: incidentId,
        to: addressesIn(to),
        text: words,
        mustEncrypt,
        files: [...files],
        ...(thread === undefined ? { audience, subject } : { thread: thread.id }),
      }),
    onDone: ({ isEncrypted }) => onSent(isEncrypted),
  })
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
      <SentFiles
        incidentId={incidentId}
        chosen={form.values.files}
        onChange={(files) => form.set('files', files)}
      />
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={form.values.mustEncrypt}
          onChange={() => form.set('mustEncrypt', !form.values.mustEncrypt)}
        />
        <span>{text('write.mustEncrypt')}</span>
      </label>
      <OnTheWay to={form.values.to} mustEncrypt={form.values.mustEncrypt} signs={box.signs} />
    </PlainForm>
  )
}

interface OnTheWayProps {
  readonly to: string
  readonly mustEncrypt: boolean
  readonly signs: boolean
}

/** Whether others can read it on the way, said before it goes. */
function OnTheWay({ to, mustEncrypt, signs }: OnTheWayProps) {
  const text = useText('correspondence')
  const keys = useAnswer(listMailKeys, {}).data?.items ?? []
  const addresses = addressesIn(to)
  if (addresses.length === 0) return null
  const good = keys.filter(({ kind, state }) => kind === 'contact' && ['good', 'soon'].includes(state))
  const missing = addresses.filter((email) => !good.some((key) => key.email === email.toLowerCase()))
  const form = keyForms.find((one) =>
    addresses.every((email) => good.some((key) => key.form === one && key.email === email.toLowerCase())),
  )
  return (
    <div className={classes.marks} role="status">
      {missing.length === 0 ? (
        <StateMark
          tone={form === undefined ? 'bad' : 'good'}
          word={
            form === undefined
              ? text('write.twoKinds')
              : `${text('write.willSeal')} (${text(`form.${form}`)})`
          }
        />
      ) : (
        <StateMark
          tone={mustEncrypt ? 'bad' : 'warn'}
          word={text('write.willNotSeal', { who: missing.join(', ') })}
        />
      )}
      <StateMark tone={signs ? 'good' : 'quiet'} word={text(signs ? 'write.signs' : 'write.signsNot')} />
    </div>
  )
}
