import type { ReactNode } from 'react'
import type { Form } from '../../../../../ui/form.ts'
import { LongField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { StillGoing, goingUnknown } from './StillGoing.tsx'

/** What everybody is asked who saw something odd, before anything is typed. */
export const nothingSeen = { what: '', where: '', stillGoing: goingUnknown }

type Seen = typeof nothingSeen

interface ReportFormProps<V extends Seen> {
  readonly form: Form<V>
  /** How they may be found, which differs with whether they are signed in. */
  readonly children: ReactNode
}

/** What was seen, where, and whether it still goes on: the same questions at the open form and behind the sign-in. */
export function ReportForm<V extends Seen>({ form, children }: ReportFormProps<V>) {
  const text = useText('signals')
  return (
    <PlainForm form={form} submitLabel={text('form.send')} isAlarming>
      <LongField
        label={text('form.what')}
        hint={text('form.whatHint')}
        maxLength={4000}
        {...form.field('what')}
      />
      <TextField
        label={text('form.where')}
        hint={text('form.whereHint')}
        isOptional
        maxLength={300}
        {...form.field('where')}
      />
      <StillGoing value={form.values.stillGoing} onChange={(value) => form.set('stillGoing', value)} />
      {children}
    </PlainForm>
  )
}
