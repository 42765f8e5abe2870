import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod'
import { CallError } from '../call-error.ts'
import { call } from '../client.ts'
import { useForm } from '../form.ts'
import { Notice } from '../plain/Notice.tsx'
import { PlainForm } from '../plain/PlainForm.tsx'
import { showDone } from '../kit/notices.tsx'
import { useText } from '../text.ts'
import type { Endpoint } from '../../base/endpoint.ts'
import { decoded } from '../../base/text-of-bytes.ts'
import classes from './register.module.css'

/** An endpoint that takes a list in, all rows or none, and answers how many were new, changed, and there already. */
export type TakesList = Endpoint<
  z.ZodObject<{ csv: z.ZodString }>,
  z.ZodObject<{ added: z.ZodNumber; changed: z.ZodNumber; same: z.ZodNumber }>
>

interface ImportDialogProps {
  readonly endpoint: TakesList
  readonly columns: readonly string[]
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Takes a list in from a spreadsheet: a file, or pasted. All of it or nothing, and every faulty row by its number. */
export function ImportDialog({ endpoint, columns, onDone, onClose }: ImportDialogProps) {
  const text = useText('ui')
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
      showDone(text('register.import.done', { added: count.added, changed: count.changed, same: count.same }))
      onDone()
      onClose()
    },
  })
  // What spreadsheets save is often not UTF-8: read as that, each ü would be lost without a word.
  const take = async (file: File | undefined) =>
    file && form.set('csv', decoded(new Uint8Array(await file.arrayBuffer())).text)
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('register.import.title')}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': text('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      <PlainForm form={form} submitLabel={text('register.import.do')}>
        <p>{text('register.import.lead')}</p>
        <p className={classes.columns}>
          <code>{columns.join(',')}</code>
        </p>
        <label>
          {text('register.import.file')}{' '}
          <input
            type="file"
            accept=".csv,text/csv"
            className={classes.file}
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
        <Textarea
          label={text('register.import.paste')}
          autosize
          minRows={4}
          maxRows={12}
          required
          {...form.field('csv')}
        />
        {faults.length > 0 && (
          <Notice tone="bad" title={text('register.import.faults')}>
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
