import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { createSource, listSources, sourceKinds, type SourceKind } from '../../contract/signals.ts'
import type { FreshSecret } from './SourceSecret.tsx'

// Widened, so that the form may hold the others.
const firstKind = 'alertmanager' as SourceKind

interface AddSourceProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onMade: (fresh: FreshSecret) => void
}

/** Which tool, and what it is called here. */
export function AddSource(props: AddSourceProps) {
  const text = useText('signals')
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={text('sources.add')}
      closeButtonProps={{ 'aria-label': text('close') }}
      centered
    >
      <AddForm onMade={props.onMade} />
    </Modal>
  )
}

function AddForm({ onMade }: Pick<AddSourceProps, 'onMade'>) {
  const text = useText('signals')
  const client = useQueryClient()
  const form = useForm({
    schema: createSource.input,
    initial: { kind: firstKind, name: '' },
    send: (values) => call(createSource, values),
    onDone: (made) => {
      void client.invalidateQueries({ queryKey: answerKey(listSources) })
      onMade(made)
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('sources.addDone')}>
      <SelectField
        label={text('sources.kind')}
        hint={text(`kind.${form.values.kind}Hint`)}
        {...form.field('kind')}
        options={sourceKinds.map((value) => ({ value, label: text(`kind.${value}`) }))}
      />
      <TextField
        label={text('sources.name')}
        hint={text('sources.nameHint')}
        maxLength={80}
        {...form.field('name')}
      />
    </PlainForm>
  )
}
