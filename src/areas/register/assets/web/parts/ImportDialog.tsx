import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { importAssets, importFunctions } from '../../contract.ts'
import classes from './assets.module.css'

interface ImportDialogProps {
  readonly endpoint: typeof importAssets | typeof importFunctions
  readonly columns: readonly string[]
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Takes a list in from a spreadsheet: a file, or pasted. All of it or nothing, and every faulty row by its number. */
export function ImportDialog({ endpoint, columns, onDone, onClose }: ImportDialogProps) {
  const text = useText('assets')
  const ui = useText('ui')
  const [faults, setFaults] = useState<CallError['faults']>([])
  const form = useForm({
    schema: z.looseObject({ csv: z.string().trim().min(1) }),
    initial: { csv: '' },
    send: async ({ csv }) => {
      setFaults([])
      return call(endpoint, { csv }).catch((error: unknown) => {
        if (error instanceof CallError) setFaults(error.faults)
        throw error
      })
    },
    onDone: (count) => {
      showDone(text('import.done', { added: count.added, changed: count.changed, same: count.same }))
      onDone()
      onClose()
    },
  })
  const take = async (file: File | undefined) => file && form.set('csv', await file.text())
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('import.title')}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': ui('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      <PlainForm form={form} submitLabel={text('import.do')}>
        <p>{text('import.lead')}</p>
        <p className={classes.columns}>
          <code>{columns.join(',')}</code>
        </p>
        <label>
          {text('import.file')}{' '}
          <input
            type="file"
            accept=".csv,text/csv"
            className={classes.file}
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
        <Textarea
          label={text('import.paste')}
          autosize
          minRows={4}
          maxRows={12}
          required
          {...form.field('csv')}
        />
        {faults.length > 0 && (
          <Notice tone="bad" title={text('import.faults')}>
            <ul>
              {faults.map(({ path, message }) => (
                <li key={`${path} ${message}`}>
                  {path}: {message}
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </PlainForm>
    </Modal>
  )
}
