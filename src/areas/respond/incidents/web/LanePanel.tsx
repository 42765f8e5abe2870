import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { LongField } from '../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { addToLane, listLaneEntries, listLanes, type Lane, type LaneEntry } from '../contract/lanes.ts'
import { DecideForm, OpenLaneDialog } from './parts/LaneForms.tsx'
import { LanePeople } from './parts/LanePeople.tsx'
import classes from './parts/circle.module.css'

/** The sealed lanes that one is in; for everybody else there is nothing here but the way to open one. */
export function LanePanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('incidents')
  const lanes = useAnswer(listLanes, { id })
  const mayOpen = useMay('lane.open')
  const [isOpening, setOpening] = useState(false)
  if (lanes.error && !lanes.data)
    return <ErrorState error={lanes.error} onRetry={() => void lanes.refetch()} />
  const items = lanes.data?.items ?? []
  if (items.length === 0 && !mayOpen) return null
  return (
    <Section
      title={text('lane.title')}
      actions={
        mayOpen && (
          <Button variant="default" onClick={() => setOpening(true)}>
            {text('lane.open')}
          </Button>
        )
      }
    >
      {lanes.error && <ErrorState error={lanes.error} onRetry={() => void lanes.refetch()} />}
      {lanes.data && items.length === 0 && <p className={classes.dim}>{text('lane.none')}</p>}
      <div className={classes.stack}>
        {items.map((lane) => (
          <LaneBox key={lane.id} lane={lane} />
        ))}
      </div>
      <OpenLaneDialog
        id={id}
        isOpen={isOpening}
        onClose={() => {
          setOpening(false)
          void lanes.refetch()
        }}
      />
    </Section>
  )
}

function LaneBox({ lane }: { readonly lane: Lane }) {
  const text = useText('incidents')
  const where = { id: lane.incidentId, lane: lane.id }
  const entries = useInfiniteQuery(pagesOf(listLaneEntries, where))
  useLiveQuery(lane.id, answerKey(listLaneEntries, where))
  const [isDeciding, setDeciding] = useState(false)
  return (
    <section className={classes.lane} aria-label={text(`lane.kind.${lane.kind}`)}>
      <div>
        <strong>{text(`lane.kind.${lane.kind}`)}</strong>
        <LanePeople lane={lane} />
      </div>
      <NoteForm lane={lane} onDone={() => void entries.refetch()} />
      {lane.kind === 'legal' && !isDeciding && (
        <div>
          <Button variant="default" onClick={() => setDeciding(true)}>
            {text('lane.decide')}
          </Button>
        </div>
      )}
      {isDeciding && (
        <DecideForm
          lane={lane}
          onDone={() => {
            setDeciding(false)
            void entries.refetch()
          }}
        />
      )}
      {entries.error && <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />}
      <ul className={classes.list}>
        {(entries.data ?? []).map((entry) => (
          <li key={entry.number}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
      {entries.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={entries.isFetchingNextPage}
            onClick={() => void entries.fetchNextPage()}
          >
            {text('lane.older')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Entry({ entry: { kind, fields, by, at } }: { readonly entry: LaneEntry }) {
  const text = useText('incidents')
  const of = (name: string) => fields[name] ?? ''
  return (
    <div className={classes.who}>
      {kind === 'lane.decide' && (
        <strong>{text(`lane.decided.${of('decision')}`, { duty: of('duty') })}</strong>
      )}
      <p className={classes.entry}>
        {kind === 'lane.note' && of('text')}
        {kind === 'lane.decide' && of('reason')}
        {kind === 'lane.open' && text('lane.opened')}
        {kind === 'lane.name' && text('lane.named', { name: of('name') })}
        {kind === 'lane.leave' && text('lane.left', { name: of('name') })}
      </p>
      <span className={classes.dim}>
        {by} · <TimeText at={at} form="absolute" />
      </span>
    </div>
  )
}

function NoteForm({ lane, onDone }: { readonly lane: Lane; readonly onDone: () => void }) {
  const text = useText('incidents')
  const form = useForm({
    schema: addToLane.input.pick({ text: true }),
    initial: { text: '' },
    send: ({ text: words }) => call(addToLane, { id: lane.incidentId, lane: lane.id, text: words }),
    onDone: () => {
      form.reset()
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('lane.add')}>
      <LongField label={text('lane.words')} rows={3} maxLength={10_000} {...form.field('text')} />
    </PlainForm>
  )
}
