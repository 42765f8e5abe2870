import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import * as z from 'zod'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm, type Form } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { PasswordField, SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  mailAfterwards,
  mailBegins,
  mailboxSecurities,
  scheduleAsking,
  type Asking,
} from '../../contract/asking.ts'
import { listSources, type Source } from '../../contract/signals.ts'
import { everyWords } from './every-words.ts'
import classes from './asking.module.css'

type SourceRow = z.output<typeof Source>

/** Minutes that people choose between. */
const rhythms = [1, 5, 15, 30, 60, 240, 1440]
const usualPorts = { tls: '993', starttls: '143', none: '143' } as const

// Numbers are typed and chosen as text, and sent as numbers.
const Fields = scheduleAsking.input
  .omit({ id: true, isOn: true })
  .extend({ everyMinutes: z.coerce.number(), port: z.coerce.number().int().min(1).max(65_535) })
const MailFields = Fields.extend({ host: z.string().min(1), user: z.string().min(1) })
const AddressFields = Fields.extend({ address: z.string().min(1) })

function valuesOf(asking: Asking | null) {
  return {
    everyMinutes: String(asking?.everyMinutes ?? 15),
    secret: '',
    host: asking?.host ?? '',
    security: asking?.security ?? 'tls',
    port: String(asking?.port ?? 993),
    user: asking?.user ?? '',
    folder: asking?.folder ?? 'INBOX',
    begin: asking?.begin ?? 'now',
    afterwards: asking?.afterwards ?? 'leave',
    moveTo: asking?.moveTo ?? '',
    address: asking?.address ?? '',
    header: asking?.header ?? '',
    list: asking?.list ?? '',
    entryId: asking?.entryId ?? '',
    cursorField: asking?.cursorField ?? '',
    cursorParameter: asking?.cursorParameter ?? '',
  }
}
type Values = ReturnType<typeof valuesOf>

/** Where Muster asks, how often, and what becomes of what it read. */
export function AskingForm({ source, onDone }: { readonly source: SourceRow; readonly onDone: () => void }) {
  const text = useText('asking')
  const client = useQueryClient()
  const place = useRef<HTMLDivElement>(null)
  // It opened in place of the button that had the focus.
  useEffect(() => place.current?.querySelector('input')?.focus(), [])
  const { asking } = source
  const isMail = source.kind === 'mail'
  const form = useForm({
    schema: isMail ? MailFields : AddressFields,
    initial: valuesOf(asking),
    send: ({ everyMinutes, port, ...values }) =>
      call(scheduleAsking, {
        ...values,
        ...{ id: source.id, isOn: true, everyMinutes: Number(everyMinutes), port: Number(port) },
      }),
    onDone: () => {
      showDone(text('saved'))
      void client.invalidateQueries({ queryKey: answerKey(listSources) })
      onDone()
    },
  })
  const every = [...new Set([...rhythms, asking?.everyMinutes ?? 15])].toSorted((a, b) => a - b)
  return (
    <div className={classes.form} ref={place}>
      <PlainForm
        form={form}
        submitLabel={text('save')}
        besides={
          <Button variant="default" onClick={onDone}>
            {text('cancel')}
          </Button>
        }
      >
        {isMail ? (
          <MailboxFields form={form} asking={asking} />
        ) : (
          <AnswerFields form={form} asking={asking} />
        )}
        <SelectField
          label={text('every')}
          {...form.field('everyMinutes')}
          options={every.map((minutes) => ({ value: String(minutes), label: everyWords(text, minutes) }))}
        />
      </PlainForm>
    </div>
  )
}

interface FieldsProps {
  readonly form: Form<Values>
  readonly asking: Asking | null
}

function MailboxFields({ form, asking }: FieldsProps) {
  const text = useText('asking')
  return (
    <>
      <TextField
        label={text('mailbox.host')}
        hint={text('mailbox.hostHint')}
        autoComplete="off"
        {...form.field('host')}
      />
      <SelectField
        label={text('mailbox.security')}
        {...form.field('security')}
        options={mailboxSecurities.map((value) => ({
          value,
          label: text(`mailbox.securityOf.${value}`, { port: usualPorts[value] }),
        }))}
      />
      <TextField label={text('mailbox.port')} inputMode="numeric" {...form.field('port')} />
      <TextField
        label={text('mailbox.user')}
        hint={text('mailbox.userHint')}
        autoComplete="off"
        {...form.field('user')}
      />
      <PasswordField
        label={text('mailbox.password')}
        hint={text(asking?.hasSecret ? 'mailbox.kept' : 'mailbox.passwordHint')}
        isOptional={asking?.hasSecret === true}
        autoComplete="new-password"
        {...form.field('secret')}
      />
      <TextField label={text('mailbox.folder')} hint={text('mailbox.folderHint')} {...form.field('folder')} />
      <SelectField
        label={text('mailbox.begin')}
        {...form.field('begin')}
        options={mailBegins.map((value) => ({ value, label: text(`mailbox.beginOf.${value}`) }))}
      />
      <SelectField
        label={text('mailbox.afterwards')}
        {...form.field('afterwards')}
        options={mailAfterwards.map((value) => ({ value, label: text(`mailbox.afterwardsOf.${value}`) }))}
      />
      {form.values.afterwards === 'move' && (
        <TextField
          label={text('mailbox.moveTo')}
          hint={text('mailbox.moveToHint')}
          {...form.field('moveTo')}
        />
      )}
    </>
  )
}

function AnswerFields({ form, asking }: FieldsProps) {
  const text = useText('asking')
  const isLong = form.values.cursorField !== '' || form.values.cursorParameter !== ''
  const optional = (name: 'header' | 'list' | 'entryId' | 'cursorField' | 'cursorParameter') => (
    <TextField
      label={text(`address.${name}`)}
      hint={text(`address.${name}Hint`)}
      isOptional
      autoComplete="off"
      {...form.field(name)}
    />
  )
  return (
    <>
      <TextField
        label={text('address.address')}
        hint={text('address.addressHint')}
        inputMode="url"
        autoComplete="off"
        {...form.field('address')}
      />
      {optional('header')}
      {form.values.header !== '' && (
        <PasswordField
          label={text('address.secret')}
          hint={text(asking?.hasSecret ? 'mailbox.kept' : 'address.secretHint')}
          isOptional={asking?.hasSecret === true}
          autoComplete="new-password"
          {...form.field('secret')}
        />
      )}
      {optional('list')}
      {optional('entryId')}
      <details open={isLong || undefined}>
        <summary>{text('address.more')}</summary>
        <div className={classes.stack}>
          {optional('cursorField')}
          {optional('cursorParameter')}
        </div>
      </details>
    </>
  )
}
