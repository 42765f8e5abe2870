import { Checkbox, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { call } from '../../../../../ui/client.ts'
import { instantOf, localIn } from '../../../../../ui/entry/entry-values.ts'
import { useForm, type LeftEmpty } from '../../../../../ui/form.ts'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import * as z from 'zod'
import { acceptFunction, type FunctionReturn } from '../../contract/watching.ts'

interface AcceptDialogProps {
  readonly incidentId: string
  readonly one: FunctionReturn
  /** Who of the organisation may be the one; others are written by name. */
  readonly people: readonly { readonly value: string; readonly label: string }[]
  readonly onDone: () => void
  readonly onClose: () => void
}

function nobodyYet() {
  // Widened, so that the form may hold names of tests.
  return { acceptedById: '', acceptedBy: '', restoredAt: localIn(0), note: '', tests: [] as string[] }
}

/** The business tries what it listed, and takes its work back. Each test is ticked by itself. */
export function AcceptDialog({ incidentId: id, one, people, onDone, onClose }: AcceptDialogProps) {
  const text = useText('containment')
  const ui = useText('ui')
  const wanted = one.acceptanceTests
  const initial = nobodyYet()
  const form = useForm({
    schema: z.looseObject({ restoredAt: z.string().min(1) }),
    initial,
    send: ({ acceptedById = '', restoredAt, tests, ...said }: LeftEmpty<typeof initial, 'acceptedById'>) =>
      call(acceptFunction, {
        id,
        function: one.functionId,
        ...(acceptedById === '' ? { acceptedBy: said.acceptedBy } : { acceptedById }),
        restoredAt: instantOf(restoredAt),
        tests: wanted.map((words) => ({ text: words, passed: tests.includes(words) })),
        note: said.note,
      }),
    onDone: () => {
      onDone()
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('functions.acceptTitle', { name: one.name })}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': ui('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      {wanted.length === 0 ? (
        <Notice tone="warn" title={text('functions.noTests')}>
          <p>
            <To path="/functions">{text('functions.nameTests')}</To>
          </p>
        </Notice>
      ) : (
        <PlainForm form={form} submitLabel={text('functions.accept')}>
          <p>{text('functions.acceptLead')}</p>
          <Checkbox.Group
            label={text('functions.tests')}
            value={form.values.tests}
            onChange={(tests) => form.set('tests', tests)}
            error={form.field('tests').error}
          >
            {wanted.map((words) => (
              <Checkbox key={words} value={words} label={words} size="md" mt="xs" />
            ))}
          </Checkbox.Group>
          <NativeSelect
            label={text('functions.acceptedBy')}
            data={[{ value: '', label: text('functions.somebodyElse') }, ...people]}
            {...form.field('acceptedById')}
          />
          {form.values.acceptedById === '' && (
            <TextInput
              label={text('functions.acceptedByName')}
              description={text('functions.acceptedByHint')}
              maxLength={120}
              required
              {...form.field('acceptedBy')}
            />
          )}
          <TextInput
            type="datetime-local"
            label={text('functions.restoredAt')}
            required
            {...form.field('restoredAt')}
          />
          <Textarea label={text('note')} autosize minRows={2} maxLength={1000} {...form.field('note')} />
        </PlainForm>
      )}
    </Modal>
  )
}
