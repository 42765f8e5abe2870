import { Button, FileButton, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { incidentKinds, incidentKindSentences } from '../../../../../base/incident-kinds.ts'
import { answerKey, useAct } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useGo } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { upload } from '../../../../../ui/transfer.ts'
import { createPlaybook } from '../../contract/editing.ts'
import { importCacao } from '../../contract/exchange.ts'
import type { PlaybookDraft } from '../../contract/playbook.ts'
import { listPlaybooks, type PlaybookSummary } from '../../contract/reading.ts'
import classes from '../playbook.module.css'

interface NewPlaybookProps {
  readonly all: readonly PlaybookSummary[]
}

/** A playbook of one's own: from nothing, as a copy, or from a CACAO file. */
export function NewPlaybook({ all }: NewPlaybookProps) {
  const text = useText('playbooks')
  const ui = useText('ui')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text('own.new')}</Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={text('own.title')}
        size="lg"
        centered
        closeButtonProps={{ 'aria-label': ui('action.close') }}
      >
        <NewForm all={all} />
      </Modal>
    </>
  )
}

const kinds = incidentKinds.filter((kind): kind is PlaybookDraft['id'] => kind !== 'other')

function NewForm({ all }: NewPlaybookProps) {
  const text = useText('playbooks')
  const go = useGo()
  const client = useQueryClient()
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<PlaybookDraft['id']>('something-odd')
  const [from, setFrom] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isSending, setSending] = useState(false)
  const create = useAct(createPlaybook, {
    refreshes: [listPlaybooks],
    onDone: ({ key }) => go(`/playbooks/${key}/edit`),
  })
  const begin = () => {
    if (title.trim() === '') return setFailure(text('own.nameMissing'))
    setFailure(undefined)
    create.mutate({ title: title.trim(), kind, ...(from !== '' && { from }) })
  }
  const send = async (file: File | null) => {
    if (file === null) return
    setFailure(undefined)
    setSending(true)
    try {
      const { key } = await upload(importCacao, { as: kind, name: file.name.slice(0, 200) }, file)
      await client.invalidateQueries({ queryKey: answerKey(listPlaybooks) })
      go(`/playbooks/${key}/versions`)
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setFailure(error.message)
    } finally {
      setSending(false)
    }
  }
  return (
    <div className={classes.item}>
      <NativeSelect
        label={text('own.kind')}
        data={kinds.map((one) => ({ value: one, label: incidentKindSentences[one] }))}
        value={kind}
        onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value) ?? kind)}
      />
      <TextInput
        label={text('own.name')}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <NativeSelect
        label={text('own.from')}
        data={[
          { value: '', label: text('own.empty') },
          ...all.filter((one) => one.isInUse).map((one) => ({ value: one.key, label: one.plainTitle })),
        ]}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      {(failure ?? create.error) && <Notice tone="bad">{failure ?? create.error?.message ?? ''}</Notice>}
      <div className={classes.buttons}>
        <Button loading={create.isPending} onClick={begin}>
          {text('own.begin')}
        </Button>
        <FileButton onChange={(file) => void send(file)} accept=".json,application/json">
          {(props) => (
            <Button {...props} variant="default" loading={isSending}>
              {text('own.cacao')}
            </Button>
          )}
        </FileButton>
      </div>
      <p className={classes.dim}>{text('own.cacaoHint')}</p>
    </div>
  )
}
