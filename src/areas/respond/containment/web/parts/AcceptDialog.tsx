import { Checkbox, Modal, Textarea, TextInput } from '@mantine/core'
import { call } from '../../../../../ui/client.ts'
import { instantOf, localIn } from '../../../../../ui/entry/entry-values.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import * as z from 'zod'
import { acceptFunction, type FunctionReturn } from '../../contract/watching.ts'

interface AcceptDialogProps {
  readonly incidentId: string
  readonly one: FunctionReturn
  readonly onDone: () => void
  readonly onClose: () => void
}

/** The business tries what it listed, and takes its work back. Each test is ticked by itself. */
export function AcceptDialog({ incidentId: id, one, onDone, onClose }: AcceptDialogProps) {
  const text = useText('containment')
  const ui = useText('ui')
  const wanted = one.acceptanceTests.length === 0 ? [text('functions.anyTest')] : one.acceptanceTests
  const form = useForm({
    schema: z.looseObject({ acceptedBy: z.string().trim().min(1), restoredAt: z.string().min(1) }),
    // Widened, so that the form may hold names of tests.
    initial: { acceptedBy: '', restoredAt: localIn(0), note: '', tests: [] as string[] },
    send: ({ acceptedBy, restoredAt, note, tests }) =>
      call(acceptFunction, {
        id,
        function: one.functionId,
        acceptedBy,
        restoredAt: instantOf(restoredAt),
        tests: wanted.map((words) => ({ text: words, passed: tests.includes(words) })),
        note,
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
        <TextInput
          label={text('functions.acceptedBy')}
          description={text('functions.acceptedByHint')}
          maxLength={120}
          required
          {...form.field('acceptedBy')}
        />
        <TextInput
          type="datetime-local"
          label={text('functions.restoredAt')}
          required
          {...form.field('restoredAt')}
        />
        <Textarea label={text('note')} autosize minRows={2} maxLength={1000} {...form.field('note')} />
      </PlainForm>
    </Modal>
  )
}
