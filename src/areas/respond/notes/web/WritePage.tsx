import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { useForm } from '../../../../ui/form.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { getIncident } from '../../incidents/contract/incident.ts'
import { archiveNotePage, listNotePages, readNotePage, renameNotePage, type NotePage } from '../contract.ts'
import { Editor } from './parts/Editor.tsx'
import { useSharedPage } from './parts/use-shared-page.ts'
import { Versions } from './parts/Versions.tsx'
import classes from './parts/notes.module.css'

/** One page of a case, written in by all who have it open. */
export function WritePage() {
  const text = useText('notes')
  const [id, page] = [usePart('incident'), usePart('page')]
  const at = { id, page }
  const live = { stream: id, kinds: ['note_page.', 'incident.'] }
  const read = useAnswer(readNotePage, at, { live })
  const incident = useAnswer(getIncident, { id })
  const shared = useSharedPage(at, read.data?.news)
  // Words that waited in this browser can be read and gone on with, whether the server answers or not.
  const isAway = read.error?.kind === 'offline' && shared !== undefined && shared.standing.state === 'waiting'
  if (read.error && !read.data && !isAway)
    return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  if (shared === undefined || (!read.data && !isAway)) return <Loading lines={12} />
  const mayWrite = read.data?.mayWrite ?? true
  const number = incident.data?.number
  return (
    <Page
      title={read.data?.page.title ?? text('untitled')}
      lead={number !== undefined && text('ofCase', { number })}
      actions={
        <>
          <To path={`/incidents/${id}/notes`}>{text('all')}</To>
          <To path={`/incidents/${id}`}>{text('backShort')}</To>
        </>
      }
    >
      {read.data && (
        <Why page={read.data.page} mayWrite={mayWrite} isOpen={incident.data?.status !== 'closed'} />
      )}
      <Editor page={shared} mayWrite={mayWrite} />
      {read.data && mayWrite && <Verbs id={id} page={read.data.page} />}
      {read.data && <Versions at={at} page={shared} mayWrite={mayWrite} />}
    </Page>
  )
}

interface WhyProps {
  readonly page: NotePage
  readonly mayWrite: boolean
  readonly isOpen: boolean
}

/** Why nobody can write here, where that is so. */
function Why({ page: { archivedAt }, mayWrite, isOpen }: WhyProps) {
  const text = useText('notes')
  if (mayWrite) return null
  return (
    <Notice tone="active">
      {text(!isOpen ? 'whyClosed' : archivedAt !== null ? 'whyAway' : 'whyReader')}
    </Notice>
  )
}

interface VerbsProps {
  readonly id: string
  readonly page: NotePage
}

function Verbs({ id, page }: VerbsProps) {
  const text = useText('notes')
  const [isRenaming, setRenaming] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const archive = useAct(archiveNotePage, { refreshes: [readNotePage, listNotePages] })
  const putAway = async () => {
    await archive.mutateAsync({ id, page: page.id, isArchived: true })
    showDone(text('archivedDone'))
  }
  if (isRenaming) return <Rename id={id} page={page} onClose={() => setRenaming(false)} />
  return (
    <div className={classes.steps} data-no-print>
      <Button variant="default" onClick={() => setRenaming(true)}>
        {text('rename')}
      </Button>
      <Button variant="default" onClick={() => setAsking(true)}>
        {text('archive')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('archiveTitle')}
        confirmLabel={text('archive')}
        onConfirm={putAway}
        onClose={() => setAsking(false)}
      >
        <p>{text('archiveMeans')}</p>
      </ConfirmDialog>
    </div>
  )
}

function Rename({ id, page, onClose }: VerbsProps & { readonly onClose: () => void }) {
  const text = useText('notes')
  const rename = useAct(renameNotePage, { refreshes: [readNotePage, listNotePages] })
  const form = useForm({
    schema: renameNotePage.input.pick({ title: true }),
    initial: { title: page.title },
    send: async ({ title }) => rename.mutateAsync({ id, page: page.id, title }),
    onDone: onClose,
  })
  return (
    <form className={classes.form} onSubmit={form.submit} noValidate>
      <TextInput label={text('renameTo')} maxLength={200} size="md" required {...form.field('title')} />
      <Button type="submit" size="md" loading={form.isBusy}>
        {text('rename')}
      </Button>
      <Button variant="default" size="md" onClick={onClose}>
        {text('cancel')}
      </Button>
      {form.failure !== undefined && <Notice tone="bad">{form.failure}</Notice>}
    </form>
  )
}
