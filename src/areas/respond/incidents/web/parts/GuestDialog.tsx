import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainButton, PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { inviteGuest, readCircle } from '../../contract/circle.ts'
import { RoomDialog } from './RoomDialog.tsx'
import classes from './circle.module.css'

interface GuestDialogProps {
  readonly id: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Counsel, insurer or a forensic firm: one case, to read or to work on, until a date. */
export function GuestDialog(props: GuestDialogProps) {
  const text = useText('incidents')
  return (
    <RoomDialog title={text('circle.ask.guest')} isOpen={props.isOpen} onClose={props.onClose}>
      {/* Inside, so that each opening starts anew. */}
      <GuestForm {...props} />
    </RoomDialog>
  )
}

const access = 'read' as 'read' | 'write' // widened: the form may hold either

function GuestForm({ id, onClose }: GuestDialogProps) {
  const text = useText('incidents')
  const client = useQueryClient()
  const [made, setMade] = useState<{ name: string; url: string | null }>()
  const form = useForm({
    schema: inviteGuest.input.pick({ name: true, email: true, phone: true, access: true }).loose(),
    initial: { name: '', email: '', phone: '', access, until: inTwoWeeks() },
    send: ({ until, ...wanted }) => call(inviteGuest, { id, ...wanted, endsAt: endOf(until) }),
    onDone: ({ inviteUrl, memberId, circle }) => {
      const name = circle.people.find((person) => person.memberId === memberId)?.name ?? ''
      setMade({ name, url: inviteUrl })
      void client.invalidateQueries({ queryKey: answerKey(readCircle) })
    },
  })
  if (made) {
    return (
      <div className={classes.stack}>
        {made.url === null ? (
          <Notice tone="good">{text('circle.guestKnown', { name: made.name })}</Notice>
        ) : (
          <>
            <p>{text('circle.guestLink', { name: made.name })}</p>
            <CopyField label={text('circle.link')} value={made.url} />
          </>
        )}
        <div>
          <PlainButton onClick={onClose}>{text('circle.done')}</PlainButton>
        </div>
      </div>
    )
  }
  return (
    <PlainForm form={form} submitLabel={text('circle.do.guest')}>
      <p>{text('circle.guestMeans')}</p>
      <TextField label={text('circle.guestName')} autoComplete="off" {...form.field('name')} />
      <TextField label={text('circle.guestEmail')} type="email" autoComplete="off" {...form.field('email')} />
      <TextField
        label={text('circle.guestPhone')}
        type="tel"
        isOptional
        autoComplete="off"
        {...form.field('phone')}
      />
      <SelectField
        label={text('circle.guestAccess')}
        {...form.field('access')}
        options={[
          { value: 'read', label: text('circle.access.read') },
          { value: 'write', label: text('circle.access.write') },
        ]}
      />
      <TextField label={text('circle.guestUntil')} type="date" {...form.field('until')} />
    </PlainForm>
  )
}

function inTwoWeeks(): string {
  return new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10)
}

/** The last moment of that day where the person sits; an empty day stays empty and is refused. */
function endOf(day: string): string {
  const end = new Date(`${day}T23:59:59`)
  return Number.isNaN(end.getTime()) ? day : end.toISOString()
}
