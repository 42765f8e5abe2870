import { Checkbox, Modal, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod'
import { decoded } from '../../../../../base/text-of-bytes.ts'
import { answerKey } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getAccess, listAccess, saveAccounts } from '../../contract.ts'

/** Takes in the list that a system gives out, whole: who is not in it gets in no more. */
export function TakeList({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const text = useText('access')
  const words = useText('ui')
  const client = useQueryClient()
  const [faults, setFaults] = useState<CallError['faults']>([])
  const form = useForm({
    schema: z.looseObject({ csv: z.string().trim().min(1) }),
    initial: { csv: '', isWhole: true },
    send: async ({ csv, isWhole }) => {
      setFaults([])
      return call(saveAccounts, { id, how: 'list', csv, isWhole }).catch((error: unknown) => {
        if (error instanceof CallError) setFaults(error.faults)
        throw error
      })
    },
    onDone: ({ added, changed, same, gone }) => {
      showDone(text('list.done', { added, changed, same, gone }))
      for (const read of [getAccess, listAccess]) void client.invalidateQueries({ queryKey: answerKey(read) })
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
      title={text('list.open')}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': words('action.close') }}
    >
      <PlainForm form={form} submitLabel={text('list.take')}>
        <p>{text('list.lead')}</p>
        <label>
          {text('list.file')}{' '}
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
        <Textarea
          label={text('list.paste')}
          autosize
          minRows={4}
          maxRows={12}
          required
          {...form.field('csv')}
        />
        <Checkbox
          size="md"
          label={text('list.whole')}
          description={text('list.wholeHint')}
          checked={form.values.isWhole}
          onChange={(event) => form.set('isWhole', event.currentTarget.checked)}
        />
        {faults.length > 0 && (
          <Notice tone="bad" title={text('list.faults')}>
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
