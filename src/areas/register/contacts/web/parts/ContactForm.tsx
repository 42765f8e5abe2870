import { Button, NativeSelect, TextInput, Textarea } from '@mantine/core'
import * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { Finder, type Found } from '../../../../../ui/register/Finder.tsx'
import { useText } from '../../../../../ui/text.ts'
import { addContact, changeContact, type Contact } from '../../contract/contacts.ts'
import { contactKinds, type Away, type Way } from '../../contract/words.ts'
import { AwayEditor } from './AwayEditor.tsx'
import { findContact } from './find-contact.ts'
import { WaysEditor } from './WaysEditor.tsx'

interface ContactFormProps {
  /** The one to change; undefined for a new one. */
  readonly contact?: Contact
  readonly onDone: (contact: Contact) => void
  readonly onCancel: () => void
}

/** How somebody is reached, who stands in, and when they are away. */
export function ContactForm({ contact, onDone, onCancel }: ContactFormProps) {
  const text = useText('contacts')
  const ui = useText('ui')
  const isOwn = contact === undefined || contact.source === 'own'
  const form = useForm({
    schema: z.looseObject(isOwn ? { name: z.string().trim().min(1).max(200) } : {}),
    initial: initialOf(contact),
    send: (values) => send(values, contact),
    onDone,
  })
  const { values, set } = form
  return (
    <PlainForm
      form={form}
      submitLabel={text(contact ? 'form.save' : 'form.add')}
      besides={
        <Button variant="default" onClick={onCancel}>
          {ui('action.cancel')}
        </Button>
      }
    >
      {contact === undefined && (
        <NativeSelect
          label={text('form.kind')}
          {...form.field('kind')}
          data={contactKinds.map((value) => ({ value, label: text(`kind.${value}`) }))}
        />
      )}
      {isOwn && <TextInput label={text('form.name')} required maxLength={200} {...form.field('name')} />}
      {isOwn && (
        <TextInput label={text('form.organisation')} maxLength={300} {...form.field('organisation')} />
      )}
      <TextInput
        label={text('form.job')}
        description={text('form.jobHint')}
        maxLength={300}
        {...form.field('job')}
      />
      <WaysEditor
        ways={values.ways}
        onChange={(ways) => set('ways', ways)}
        error={form.field('ways').error}
      />
      <Finder
        of="contacts"
        label={text('form.deputy')}
        hint={text('form.deputyHint')}
        chosen={values.deputy}
        onChoose={(deputy) => set('deputy', deputy)}
        find={findContact}
        without={contact ? [contact.id] : []}
        error={form.field('deputyId').error}
      />
      <AwayEditor away={values.away} onChange={(away) => set('away', away)} />
      <TextInput
        label={text('form.languages')}
        description={text('form.languagesHint')}
        {...form.field('languages')}
      />
      <TextInput
        label={text('form.timeZone')}
        description={text('form.timeZoneHint')}
        {...form.field('timeZone')}
      />
      <Textarea label={text('form.note')} autosize minRows={2} maxLength={2000} {...form.field('note')} />
    </PlainForm>
  )
}

interface Values {
  readonly kind: Contact['kind']
  readonly name: string
  readonly organisation: string
  readonly job: string
  readonly ways: readonly Way[]
  readonly away: Away
  readonly deputy: Pick<Found, 'id' | 'name'> | undefined
  /** Only so that a fault that names it is shown. */
  readonly deputyId: string
  readonly languages: string
  readonly timeZone: string
  readonly note: string
}

function initialOf(contact: Contact | undefined): Values {
  const { deputyId = null, deputyName = '' } = contact ?? {}
  const deputy = deputyId === null ? undefined : { id: deputyId, name: deputyName }
  const first: Way = { kind: 'mobile', value: '', atNight: true, whenDown: true }
  const own = contact?.ways.filter(({ isOwn }) => isOwn).map(({ isOwn: _own, ...way }) => way)
  return {
    kind: contact?.kind ?? 'staff',
    name: contact?.name ?? '',
    organisation: contact?.organisation ?? '',
    job: contact?.job ?? '',
    ways: own ?? [first],
    away: contact?.away ?? [],
    deputy,
    deputyId: '',
    languages: contact?.languages.join(', ') ?? '',
    timeZone: contact?.timeZone ?? '',
    note: contact?.note ?? '',
  }
}

/** What is left empty does not arrive here. */
function send(values: Partial<Values>, contact: Contact | undefined): Promise<Contact> {
  const { kind = 'staff', name = '', organisation = '', job = '', note = '', ways = [], away = [] } = values
  const details = {
    job,
    note,
    // A line that was added and left empty says nothing.
    ways: ways.filter(({ value }) => value.trim() !== ''),
    away: away.filter(({ from, to }) => from !== '' || to !== ''),
    deputyId: values.deputy?.id ?? null,
    languages: (values.languages ?? '').split(/[\s,;]+/).filter(Boolean),
    timeZone: values.timeZone || null,
  }
  if (contact === undefined) return call(addContact, { kind, name, organisation, ...details })
  const own = contact.source === 'own' ? { name, organisation } : {}
  return call(changeContact, { id: contact.id, ...own, ...details })
}
