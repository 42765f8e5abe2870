import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { useAct } from '../../../../../ui/answers.ts'
import { useForm } from '../../../../../ui/form.ts'
import { sizeWords } from '../../../../../ui/kit/size-words.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useSession } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { EvidenceItem } from '../../../../prepare/playbooks/contract/playbook.ts'
import { listTimeline } from '../../../incidents/contract/incident.ts'
import { moveStep, readRun } from '../../../incidents/contract/run.ts'
import { Acquisition, type OriginDates, type Evidence } from '../../contract/evidence.ts'
import type { SealWish } from './transfers.ts'
import classes from './evidence.module.css'

interface SealDialogProps {
  readonly incidentId: string
  /** What was chosen or dropped already. */
  readonly files: readonly File[]
  /** What the playbook asks for, when this was opened from there. */
  readonly wanted: EvidenceItem | undefined
  readonly sealed: readonly Evidence[]
  readonly onStart: (wishes: readonly SealWish[], item: string | undefined) => void
  readonly onClose: () => void
}

/** Who, when, where and why, with a guess in each field, before files are sealed. */
export function SealDialog(props: SealDialogProps) {
  const text = useText('evidence')
  const ui = useText('ui')
  const { wanted } = props
  const [files, setFiles] = useState(props.files)
  const title = wanted ? text('form.titleFor') : text('form.title', { count: files.length })
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={title}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': ui('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      <div className={classes.stack}>
        {wanted && (
          <div className={classes.wantedBox}>
            <strong>{wanted.what}</strong>
            <p>{wanted.where}</p>
            <p>{wanted.how}</p>
          </div>
        )}
        <FileChoice files={files} onFiles={setFiles} />
        {files.length > 0 && <SealForm {...props} files={files} />}
        {wanted && files.length === 0 && props.sealed.length > 0 && <LinkSealed {...props} wanted={wanted} />}
      </div>
    </Modal>
  )
}

function FileChoice({
  files,
  onFiles,
}: {
  readonly files: readonly File[]
  readonly onFiles: (files: readonly File[]) => void
}) {
  const text = useText('evidence')
  const language = useLanguage()
  if (files.length === 0) {
    return (
      <label className={classes.pick}>
        <span>{text('form.pick')}</span>
        <input type="file" multiple onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])} />
      </label>
    )
  }
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <li key={`${file.name} ${file.size} ${file.lastModified}`}>
          <strong>{file.name}</strong> <span className={classes.dim}>{sizeWords(file.size, language)}</span>
        </li>
      ))}
    </ul>
  )
}

function SealForm({ files, wanted, onStart, onClose }: SealDialogProps) {
  const text = useText('evidence')
  const { person } = useSession()
  const form = useForm({
    schema: Acquisition.pick({ acquiredBy: true, where: true, why: true }).loose(),
    initial: {
      when: localMoment(files),
      created: '',
      accessed: '',
      acquiredBy: person.name,
      where: wanted?.where.slice(0, 500) ?? '',
      why: (wanted?.what ?? text('form.whyDefault')).slice(0, 500),
    },
    send: async ({ when, created, accessed, ...words }) => {
      const acquiredAt = new Date(when || Date.now()).toISOString()
      const wishes = files.map((file) => ({
        file,
        acquisition: {
          ...words,
          acquiredAt,
          name: nameOf(file),
          ...placeOf(file),
          dates: datesOf(file, files.length === 1 ? { created, accessed } : {}),
        },
      }))
      onStart(wishes, wanted?.id)
    },
    onDone: onClose,
  })
  return (
    <PlainForm form={form} submitLabel={text('form.submit')}>
      <TextInput
        label={text('form.whereLabel')}
        description={text('form.whereHint')}
        maxLength={500}
        required
        data-autofocus
        {...form.field('where')}
      />
      <TextInput
        label={text('form.whyLabel')}
        description={text('form.whyHint')}
        maxLength={500}
        required
        {...form.field('why')}
      />
      <TextInput label={text('form.whoLabel')} maxLength={120} {...form.field('acquiredBy')} />
      <TextInput
        type="datetime-local"
        label={text('form.whenLabel')}
        description={text('form.whenHint')}
        {...form.field('when')}
      />
      {files.length === 1 && (
        <details>
          <summary>{text('form.origin')}</summary>
          <p className={classes.dim}>{text('form.originHint')}</p>
          <TextInput type="datetime-local" label={text('form.created')} {...form.field('created')} />
          <TextInput type="datetime-local" label={text('form.accessed')} {...form.field('accessed')} />
        </details>
      )}
      <p className={classes.dim}>{text('form.kept')}</p>
    </PlainForm>
  )
}

/** A file that is sealed already can be what the playbook asks for. */
function LinkSealed({
  incidentId: id,
  wanted,
  sealed,
  onClose,
}: SealDialogProps & { readonly wanted: EvidenceItem }) {
  const text = useText('evidence')
  const link = useAct(moveStep, { refreshes: [readRun, listTimeline], onDone: onClose })
  return (
    <section aria-label={text('form.linkTitle')}>
      <h3 className={classes.small}>{text('form.linkTitle')}</h3>
      {link.error instanceof CallError && <Notice tone="bad">{link.error.message}</Notice>}
      <ul className={classes.files}>
        {sealed.map((evidence) => (
          <li key={evidence.id}>
            <Button
              variant="default"
              loading={link.isPending && link.variables.evidence?.[0] === evidence.id}
              onClick={() =>
                link.mutate({ id, step: wanted.id, move: { move: 'done' }, evidence: [evidence.id] })
              }
            >
              {text('form.linkChoose', { name: evidence.name })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A photo or log knows when it was last written; the oldest is the safest guess, never one in the future. */
function localMoment(files: readonly File[]): string {
  const at = Math.min(Date.now(), ...files.map((file) => file.lastModified).filter((time) => time > 0))
  const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return date.toISOString().slice(0, 16)
}

/** When it was changed last, as the browser knows it, and what else somebody read off that system. */
function datesOf(
  { lastModified }: File,
  { created = '', accessed = '' }: { readonly created?: string; readonly accessed?: string },
): OriginDates {
  const said = (typed: string) => (typed === '' ? undefined : new Date(typed).toISOString())
  const dates = {
    createdAt: said(created),
    modifiedAt: lastModified > 0 ? new Date(lastModified).toISOString() : undefined,
    accessedAt: said(accessed),
  }
  return Object.fromEntries(Object.entries(dates).filter(([, at]) => at !== undefined))
}

/** Where it lay in the folder that was chosen whole. */
function placeOf(file: File): { path?: string } {
  const path = file.webkitRelativePath
  return path === '' ? {} : { path: path.slice(-1000) }
}

/** The contract takes names of 1 to 300 characters; the end holds the kind of file. */
function nameOf(file: File): string {
  return file.name.length > 300 ? file.name.slice(-300) : file.name || 'file'
}
