import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { withdrawImport, type TimelineImport } from '../../contract/imports.ts'
import { FormDialog } from './FormDialog.tsx'

interface WithdrawImportProps {
  readonly id: string
  readonly taken: TimelineImport
  readonly onDone: () => void
}

/** Takes a wrong import off the timeline again; the file stays sealed. */
export function WithdrawImport({ id, taken, onDone }: WithdrawImportProps) {
  const text = useText('investigation')
  const [isOpen, setOpen] = useState(false)
  const form = useForm({
    schema: withdrawImport.input.pick({ reason: true }),
    initial: { reason: '' },
    send: ({ reason }) => call(withdrawImport, { id, import: taken.id, reason }),
    onDone: () => {
      setOpen(false)
      onDone()
    },
  })
  return (
    <>
      <Button
        variant="subtle"
        size="compact-md"
        onClick={() => setOpen(true)}
        aria-label={text('logs.withdrawOf', { source: taken.source })}
        data-no-print
      >
        {text('logs.withdraw')}
      </Button>
      {isOpen && (
        <FormDialog title={text('logs.withdrawOf', { source: taken.source })} onClose={() => setOpen(false)}>
          <PlainForm form={form} submitLabel={text('logs.withdraw')}>
            <p>{text('logs.withdrawHint')}</p>
            <Textarea
              label={text('ideas.reason')}
              autosize
              minRows={2}
              maxLength={1000}
              required
              {...form.field('reason')}
            />
          </PlainForm>
        </FormDialog>
      )}
    </>
  )
}
