import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { SelectField } from '../../../../../ui/plain/fields.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useNow } from '../../../../../ui/kit/now.ts'
import { useText } from '../../../../../ui/text.ts'
import { holdBriefing, readCrisis, setBriefingRhythm, type Crisis } from '../../contract/crisis.ts'
import { useRefresh } from '../parts/refresh.ts'
import { RoomDialog } from '../parts/RoomDialog.tsx'
import classes from './grading.module.css'

const kinds = ['crisis.', 'briefing.', 'severity.', 'decision.', 'role.', 'lead.', 'incident.']

/** Shown only in a crisis: the briefing timer, roles that are still open, and the decisions. */
export function CrisisPanel({ subject }: { readonly subject: PanelSubject }) {
  const text = useText('grading')
  const { id } = subject
  const crisis = useAnswer(readCrisis, { id }, { live: { stream: id, kinds } })
  if (crisis.error && !crisis.data)
    return <ErrorState error={crisis.error} onRetry={() => void crisis.refetch()} />
  if (crisis.data?.isOn !== true) return null
  const { openRoles, decisions } = crisis.data
  return (
    <section className={classes.crisis} aria-label={text('crisis.title')}>
      <h2>{text('crisis.title')}</h2>
      <p>{text('crisis.lead')}</p>
      <Timer crisis={crisis.data} incidentId={id} />
      {openRoles.length > 0 && (
        <Notice tone="warn">
          <p>{text('roles.open', { count: openRoles.length })}</p>
          <To path={`/incidents/${id}?part=people`}>{text('crisis.openRoles')}</To>
        </Notice>
      )}
      <Decisions decisions={decisions} />
    </section>
  )
}

/** The newest stay in view, the ones before fold away. */
const inView = 5

function Decisions({ decisions }: Pick<Crisis, 'decisions'>) {
  const text = useText('grading')
  const older = decisions.slice(inView)
  return (
    <>
      <h3>{text('crisis.decisions', { count: decisions.length })}</h3>
      {decisions.length === 0 && <p className={classes.dim}>{text('crisis.noDecision')}</p>}
      <DecisionList decisions={decisions.slice(0, inView)} />
      {older.length > 0 && (
        <details className={classes.fold}>
          <summary>{text('crisis.older', { count: older.length })}</summary>
          <DecisionList decisions={older} />
        </details>
      )}
    </>
  )
}

function DecisionList({ decisions }: Pick<Crisis, 'decisions'>) {
  const text = useText('grading')
  if (decisions.length === 0) return null
  return (
    <ul className={classes.decisions}>
      {decisions.map((one) => (
        <li key={one.id}>
          {one.text}{' '}
          <span className={classes.dim}>
            {one.decidedBy} · <TimeText at={one.decidedAt} />
            {one.options.length > 0 && ` · ${text('crisis.options', { words: one.options.join(' · ') })}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Timer({ crisis, incidentId }: { readonly crisis: Crisis; readonly incidentId: string }) {
  const text = useText('grading')
  const now = useNow()
  const [isHolding, setHolding] = useState(false)
  const { nextBriefingAt, lastBriefingAt, canBrief } = crisis
  if (nextBriefingAt === null) return null
  const isLate = Date.parse(nextBriefingAt) < now
  return (
    <div className={classes.timer}>
      <dl data-late={isLate}>
        <dt>{text(isLate ? 'crisis.overdue' : 'crisis.next')}</dt>
        <dd>
          <TimeText at={nextBriefingAt} />
        </dd>
      </dl>
      <dl>
        <dt>{text('crisis.last')}</dt>
        <dd>
          {lastBriefingAt === null ? text('crisis.none') : <TimeText at={lastBriefingAt} form="relative" />}
        </dd>
      </dl>
      {canBrief && <RhythmChoice crisis={crisis} incidentId={incidentId} />}
      {canBrief && (
        <Button onClick={() => setHolding(true)} data-no-print>
          {text('crisis.held')}
        </Button>
      )}
      {isHolding && <HoldDialog incidentId={incidentId} onClose={() => setHolding(false)} />}
    </div>
  )
}

const rhythms = [15, 30, 60, 120, 240]

function RhythmChoice({ crisis, incidentId }: { readonly crisis: Crisis; readonly incidentId: string }) {
  const text = useText('grading')
  const set = useAct(setBriefingRhythm, { refreshes: [readCrisis] })
  const every = crisis.everyMinutes ?? 60
  const offered = [...new Set([...rhythms, every])].toSorted((a, b) => a - b)
  return (
    <SelectField
      name="rhythm"
      label={text('crisis.rhythm')}
      value={String(every)}
      error={set.error?.message}
      onChange={(next) => {
        const value = typeof next === 'string' ? next : next.currentTarget.value
        set.mutate({ id: incidentId, everyMinutes: Number(value) })
      }}
      options={offered.map((count) => ({ value: String(count), label: text('crisis.minutes', { count }) }))}
    />
  )
}

function HoldDialog({ incidentId, onClose }: { readonly incidentId: string; readonly onClose: () => void }) {
  const text = useText('grading')
  const refresh = useRefresh()
  const form = useForm({
    schema: holdBriefing.input.omit({ id: true }),
    initial: { note: '' },
    send: ({ note }) => call(holdBriefing, { id: incidentId, note }),
    onDone: () => {
      void refresh()
      onClose()
    },
  })
  return (
    <RoomDialog title={text('crisis.heldTitle')} isOpen onClose={onClose}>
      <PlainForm form={form} submitLabel={text('crisis.heldSave')}>
        <Textarea
          label={text('crisis.note')}
          description={text('crisis.noteHint')}
          autosize
          minRows={3}
          maxLength={5000}
          {...form.field('note')}
        />
      </PlainForm>
    </RoomDialog>
  )
}
