import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState, type DragEvent } from 'react'
import { answerKey, pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { useText } from '../../../../ui/text.ts'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { getIncident } from '../../incidents/contract/incident.ts'
import { readRun } from '../../incidents/contract/run.ts'
import { listEvidence } from '../contract/evidence.ts'
import { CustodyDialog } from './parts/CustodyDialog.tsx'
import { EvidenceRow } from './parts/EvidenceRow.tsx'
import { SealDialog } from './parts/SealDialog.tsx'
import { Transfers } from './parts/Transfers.tsx'
import { useTransfers } from './parts/transfers.ts'
import { WantedEvidence } from './parts/WantedEvidence.tsx'
import classes from './parts/evidence.module.css'

/** On an incident: what is sealed, what should be, and the place to drop more. */
export function EvidencePanel({ subject }: { readonly subject: PanelSubject }) {
  const text = useText('evidence')
  const { id } = subject
  const live = { stream: id, kinds: ['evidence.', 'incident.', 'step.', 'run.'] }
  const incident = useAnswer(getIncident, { id }, { live })
  const run = useAnswer(readRun, { id }, { live, enabled: incident.data?.hasRun === true })
  const list = useSealed(id)
  const [inDialog, setInDialog] = useState<string>()
  // The incident's own screens name the wanted item in the address; this opens the dialog for it.
  const [item, setItem] = useFilter('seal')
  const [files, setFiles] = useState<readonly File[]>()
  const transfers = useTransfers(id)
  const mayAdd = incident.data?.can.addEvidence === true
  const wanted = run.data?.document.evidence.find((one) => one.id === item)
  const close = () => {
    setFiles(undefined)
    if (item !== '') setItem('')
  }
  if (list.error && !list.items) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.items) return <Loading lines={3} />
  const chosen = list.items.find((one) => one.id === inDialog)
  return (
    <Section title={text('title')}>
      <p className={classes.dim}>{list.items.length === 0 ? text('empty') : text('lead')}</p>
      <p>
        <To path={`/incidents/${id}/evidence-guide`}>{text('guide.link')}</To>
      </p>
      {mayAdd && <DropPlace onFiles={setFiles} />}
      {mayAdd && <Transfers incidentId={id} transfers={transfers} />}
      {list.items.length > 0 && (
        <ul className={classes.list}>
          {list.items.map((evidence) => (
            <EvidenceRow key={evidence.id} evidence={evidence} onCustody={() => setInDialog(evidence.id)} />
          ))}
        </ul>
      )}
      {list.more && (
        <Button variant="default" loading={list.isMoreBusy} onClick={list.more}>
          {text('more')}
        </Button>
      )}
      {chosen && (
        <CustodyDialog evidence={chosen} sealed={list.items} onClose={() => setInDialog(undefined)} />
      )}
      {run.data && <WantedEvidence run={run.data} mayAdd={mayAdd} onWanted={setItem} />}
      {mayAdd && (files !== undefined || wanted !== undefined) && (
        <SealDialog
          incidentId={id}
          files={files ?? []}
          wanted={wanted}
          sealed={list.items}
          onStart={transfers.start}
          onClose={close}
        />
      )}
    </Section>
  )
}

/** What is sealed and no entry of an archive, a page at a time, kept fresh. */
function useSealed(id: string) {
  const asked = { id, source: 'none' as const, limit: 100 }
  useLiveQuery(id, answerKey(listEvidence, asked), ['evidence.', 'custody.'])
  const pages = useInfiniteQuery(pagesOf(listEvidence, asked))
  return {
    items: pages.data,
    error: pages.error,
    refetch: pages.refetch,
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined,
    isMoreBusy: pages.isFetchingNextPage,
  }
}

/** A place to drop files on, with a button for those who do not drag. */
function DropPlace({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const text = useText('evidence')
  const input = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (event.dataTransfer.files.length > 0) onFiles([...event.dataTransfer.files])
  }
  return (
    <div
      className={classes.drop}
      data-over={isOver}
      data-no-print
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className={classes.dropWords}>{text('drop')}</span>
      <Button variant="default" onClick={() => input.current?.click()}>
        {text('choose')}
      </Button>
      <Button variant="subtle" onClick={() => folder.current?.click()}>
        {text('chooseFolder')}
      </Button>
      <span className={classes.dim}>{text('chooseHint')}</span>
      <input
        ref={(node) => {
          folder.current = node
          // No part of the HTML standard, and in every browser.
          node?.setAttribute('webkitdirectory', '')
        }}
        type="file"
        multiple
        hidden
        aria-label={text('chooseFolder')}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (chosen.length > 0) onFiles(chosen)
        }}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={text('choose')}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])]
          // So that the same file can be chosen again.
          event.currentTarget.value = ''
          if (chosen.length > 0) onFiles(chosen)
        }}
      />
    </div>
  )
}
