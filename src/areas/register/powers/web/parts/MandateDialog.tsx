import { Button, Checkbox, Modal, NativeSelect, NumberInput, TextInput, Textarea } from '@mantine/core'
import * as z from 'zod'
import { dayAfter } from '../../../../../base/calendar-day.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { Finder, type Found } from '../../../../../ui/register/Finder.tsx'
import { useText } from '../../../../../ui/text.ts'
import { addMandate } from '../../contract/mandates.ts'
import type { StandingRole } from '../../contract/powers.ts'
import { decisions, type Decision } from '../../contract/words.ts'
import { findPerson } from './find-person.ts'

interface MandateDialogProps {
  readonly roles: readonly StandingRole[]
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Writes a mandate: to whom, for what, from when to when, up to which sum. Both sign it afterwards. */
export function MandateDialog({ roles, onDone, onClose }: MandateDialogProps) {
  const text = useText('powers')
  const ui = useText('ui')
  const form = useForm({ ...formOf(), onDone })
  const { values, set } = form
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('mandate.write')}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': ui('action.close') }}
    >
      <PlainForm
        form={form}
        submitLabel={text('mandate.write')}
        besides={
          <Button variant="default" onClick={onClose}>
            {ui('action.cancel')}
          </Button>
        }
      >
        <TextInput label={text('mandate.title')} required maxLength={200} {...form.field('title')} />
        <Finder
          of="contacts"
          label={text('mandate.to')}
          chosen={values.to}
          onChoose={(found) => set('to', found)}
          find={findPerson}
          error={form.field('contactId').error}
        />
        <NativeSelect
          label={text('mandate.role')}
          {...form.field('role')}
          data={[
            { value: '', label: '–' },
            ...roles.map(({ role, name }) => ({ value: role, label: name || text(`role.${role}`) })),
          ]}
        />
        <Checkbox.Group
          label={text('mandate.decisions')}
          value={[...values.decisions]}
          onChange={(chosen) =>
            set(
              'decisions',
              decisions.filter((one) => chosen.includes(one)),
            )
          }
        >
          {decisions.map((one) => (
            <Checkbox key={one} value={one} label={text(`decision.${one}`)} size="md" mt="xs" />
          ))}
        </Checkbox.Group>
        <NumberInput label={text('right.amount')} min={0} allowDecimal={false} {...form.field('amount')} />
        <TextInput type="date" label={text('mandate.from')} required {...form.field('startsOn')} />
        <TextInput type="date" label={text('mandate.until')} required {...form.field('endsOn')} />
        <Textarea label={text('mandate.limits')} autosize minRows={2} {...form.field('limits')} />
        <Textarea
          label={text('mandate.terms')}
          description={text('mandate.termsHint')}
          autosize
          minRows={4}
          {...form.field('terms')}
        />
      </PlainForm>
    </Modal>
  )
}

interface Values {
  readonly title: string
  readonly to: Found | undefined
  readonly contactId: string
  readonly role: string
  readonly decisions: readonly Decision[]
  readonly amount: number | string
  readonly startsOn: string
  readonly endsOn: string
  readonly limits: string
  readonly terms: string
}

function formOf() {
  const today = new Date().toISOString().slice(0, 10)
  const initial: Values = {
    ...{ title: '', to: undefined, contactId: '', role: '', decisions: [], amount: '' },
    ...{ startsOn: today, endsOn: dayAfter(today, 12, 'months'), limits: '', terms: '' },
  }
  return {
    schema: z.looseObject({ title: z.string().trim().min(1).max(200) }),
    initial,
    // What is left empty does not arrive; the server says which of it is missed.
    send: (values: Partial<Values>) =>
      call(addMandate, {
        title: values.title ?? '',
        contactId: values.to?.id ?? '',
        role: values.role ?? null,
        decisions: [...(values.decisions ?? [])],
        amount: values.amount === undefined ? null : Number(values.amount),
        startsOn: values.startsOn ?? '',
        endsOn: values.endsOn ?? '',
        limits: values.limits ?? '',
        terms: values.terms ?? '',
      }),
  }
}
