import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { localIn } from '../../../../../ui/entry/entry-values.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { keepAbuseContact, type AbuseContact, type AbusePlaces } from '../../contract/abuse.ts'
import classes from '../parts/statements.module.css'

interface PlaceFormProps {
  readonly found: AbusePlaces
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Our own directory of hosters, registrars and networks: add one with the day of the check, or take one out. */
export function PlaceForm({ found, onClose, onDone }: PlaceFormProps) {
  const text = useText('abuse')
  const [email = ''] = found.addressees.flatMap((one) => (one.from === 'whois' ? [one.email] : []))
  const form = useForm({
    schema: z.looseObject({ name: z.string().trim().min(1).max(120), covers: z.string().trim().min(2) }),
    initial: { name: '', covers: found.host, email, form: '', checkedOn: localIn(0).slice(0, 10) },
    send: ({ covers, ...rest }) =>
      call(keepAbuseContact, { ...rest, covers: covers.split(/[\s,;]+/).filter((one) => one !== '') }),
    onDone,
  })
  return (
    <div className={classes.column}>
      <PlainForm
        form={form}
        submitLabel={text('place.keep')}
        besides={
          <Button variant="subtle" className={classes.act} onClick={onClose}>
            {text('cancel')}
          </Button>
        }
      >
        <TextInput label={text('place.name')} maxLength={120} {...form.field('name')} />
        <TextInput
          label={text('place.covers')}
          description={text('place.coversHint')}
          {...form.field('covers')}
        />
        <TextInput label={text('place.email')} maxLength={254} {...form.field('email')} />
        <TextInput label={text('place.form')} maxLength={500} {...form.field('form')} />
        <TextInput type="date" label={text('place.checkedOn')} {...form.field('checkedOn')} />
      </PlainForm>
      {found.directory.length > 0 && <Known places={found.directory} onDone={onDone} />}
    </div>
  )
}

function Known({
  places,
  onDone,
}: {
  readonly places: readonly AbuseContact[]
  readonly onDone: () => void
}) {
  const text = useText('abuse')
  const [failure, setFailure] = useState<string>()
  const forget = async ({ id: contact, changedBy: _by, ...place }: AbuseContact) => {
    try {
      await call(keepAbuseContact, { ...place, contact, isGone: true })
      onDone()
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('failed'))
    }
  }
  return (
    <details className={classes.sheet}>
      <summary>{text('place.known', { count: places.length })}</summary>
      <ul className={classes.rows}>
        {places.map((place) => (
          <li key={place.id} className={classes.marks}>
            <strong>{place.name}</strong> {place.email || place.form} · {place.covers.join(', ')} ·{' '}
            {text('place.checked', { day: place.checkedOn, by: place.changedBy })}
            <Button
              variant="subtle"
              className={classes.act}
              aria-label={text('place.forgetOf', { name: place.name })}
              onClick={() => void forget(place)}
            >
              {text('place.forget')}
            </Button>
          </li>
        ))}
      </ul>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </details>
  )
}
