import { Suspense, lazy, useState, type ReactNode } from 'react'
import { useText } from '../../../../ui/text.ts'
import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { Panels, useHasPanels } from '../../../../ui/panels.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useFilter, usePart } from '../../../../ui/place.tsx'
import { getIncident, type Incident } from '../contract/incident.ts'
import { readRun, type Run } from '../contract/run.ts'
import { Capture } from './parts/Capture.tsx'
import { ClosedBox } from './parts/ClosedBox.tsx'
import { FirstMinutes } from './parts/FirstMinutes.tsx'
import { NextBar } from './parts/NextBar.tsx'
import { NextStep } from './parts/NextStep.tsx'
import { PeopleToCall } from './parts/PeopleToCall.tsx'
import { Phases } from './parts/Phases.tsx'
import { RoomActions, RoomFacts, RoomMarks } from './parts/RoomHeader.tsx'
import { RunReference } from './parts/RunReference.tsx'
import { RoomTabs, roomParts, type RoomPart } from './parts/RoomTabs.tsx'
import { StartRun } from './parts/StartRun.tsx'
import { Timeline } from './parts/Timeline.tsx'
import layout from './parts/layout.module.css'
import classes from './parts/room.module.css'

// Looked at later than the next step, so loaded behind it.
const Systems = lazy(async () => ({ default: (await import('./parts/Systems.tsx')).Systems }))
const UnsentLines = lazy(async () => ({
  default: (await import('./parts/UnsentLines.tsx')).UnsentLines,
}))
const Tasks = lazy(async () => ({ default: (await import('./parts/Tasks.tsx')).Tasks }))
const Blockers = lazy(async () => ({ default: (await import('./parts/Matters.tsx')).Blockers }))
const Needs = lazy(async () => ({ default: (await import('./parts/Matters.tsx')).Needs }))
const MoneyAndIdeas = lazy(async () => ({
  default: (await import('./parts/MoneyAndIdeas.tsx')).MoneyAndIdeas,
}))

const IncidentSignals = lazy(async () => ({
  default: (await import('./parts/IncidentSignals.tsx')).IncidentSignals,
}))

/** The incident room: what to do next and who does it, and the record of what was done. */
export function IncidentPage() {
  const text = useText('incidents')
  const id = usePart('incident')
  const incident = useAnswer(getIncident, { id }, { live: { stream: id } })
  if (incident.data) return <Room key={id} incident={incident.data} />
  if (incident.error) {
    return (
      <Page title={text('list.incident')}>
        <ErrorState error={incident.error} onRetry={() => void incident.refetch()} />
      </Page>
    )
  }
  return <Loading />
}

const runKinds = ['run.', 'step.', 'answer.', 'evidence.']

function Room({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { id, hasRun, can } = incident
  const run = useAnswer(readRun, { id }, { live: { stream: id, kinds: runKinds }, enabled: hasRun })
  const { part, parts, setPart } = useChosenPart()
  const isOpen = incident.status === 'open'
  return (
    <Page
      title={`${text('number', { number: incident.number })} ${incident.title}`}
      marks={<RoomMarks incident={incident} />}
      actions={<RoomActions incident={incident} place="head" />}
    >
      <div className={classes.room} data-captures={can.note}>
        <RoomFacts incident={incident} />
        {isOpen && <Panels of="incident-head" subject={subjectOf(incident)} />}
        {incident.mode === 'exercise' && <Notice tone="active">{text('room.exerciseNote')}</Notice>}
        <RoomTabs parts={parts} part={part} onChange={setPart} />
        {part !== 'now' && isOpen && run.data && <NextBar run={run.data} onGo={() => setPart('now')} />}
        <div className={layout.columns} data-shown={part}>
          <div className={layout.left}>
            <NowPart incident={incident} run={run} />
            <div className={layout.plan}>
              {run.data && (
                <Part part="now">
                  <Phases incident={incident} run={run.data} />
                  <RunReference run={run.data} />
                </Part>
              )}
              <FurtherParts incident={incident} run={run.data} part={part} />
            </div>
          </div>
          <div className={layout.right}>
            <div className={layout.record}>
              <Suspense>
                <UnsentLines incident={incident} />
              </Suspense>
              {can.note && <Capture incident={incident} />}
              <Part part="timeline">
                <Timeline incident={incident} isWhole={part === 'timeline'} />
              </Part>
            </div>
            <div className={layout.work}>
              <Part part="tasks">
                <Tasks incident={incident} isWhole={part === 'tasks'} />
                <Blockers incident={incident} isWhole={part === 'tasks'} />
                <Needs incident={incident} isWhole={part === 'tasks'} />
              </Part>
              <Part part="systems">
                <Systems incident={incident} />
                {part === 'systems' && <Panels of="incident-systems" subject={subjectOf(incident)} />}
              </Part>
            </div>
          </div>
        </div>
      </div>
    </Page>
  )
}

/** The part that the address names; a link that asks to seal something leads to the evidence. */
function useChosenPart() {
  const [named, setPart] = useFilter('part')
  const [seal] = useFilter('seal')
  const [fallback, setFallback] = useState<RoomPart>('now')
  // Stays there when the dialog has closed: the transfer is shown there.
  if (seal !== '' && fallback !== 'evidence') setFallback('evidence')
  const isInvestigated = useHasPanels('incident-investigate')
  const parts = roomParts.filter((one) => one !== 'investigate' || isInvestigated)
  return { part: parts.find((one) => one === named) ?? fallback, parts, setPart }
}

function subjectOf({ id, stream }: Incident) {
  return { id, stream }
}

function Part({ part, children }: { readonly part: RoomPart; readonly children: ReactNode }) {
  return (
    <div className={layout.part} data-part={part}>
      <Suspense fallback={<Loading lines={3} />}>{children}</Suspense>
    </div>
  )
}

interface NowPartProps {
  readonly incident: Incident
  readonly run: ReturnType<typeof useAnswer<typeof readRun.input, typeof readRun.output>>
}

/** What to do next, and the card of the first minutes; after the closing, how it ended. */
function NowPart({ incident, run }: NowPartProps) {
  const subject = subjectOf(incident)
  const isClosed = incident.status === 'closed'
  return (
    <div className={`${layout.part} ${layout.now}`} data-part="now">
      {incident.closure && <ClosedBox closure={incident.closure} incident={incident} />}
      {isClosed && <Panels of="incident-closed" subject={subject} />}
      {!incident.hasRun && !isClosed && <StartRun incident={incident} />}
      {run.error && <ErrorState error={run.error} onRetry={() => void run.refetch()} />}
      {incident.hasRun && run.isPending && <Loading lines={8} />}
      {run.data && !isClosed && <NextStep incident={incident} run={run.data} />}
      <Panels of="incident-now" subject={subject} />
      {run.data && <FirstMinutes incident={incident} run={run.data} />}
    </div>
  )
}

interface FurtherPartsProps {
  readonly incident: Incident
  readonly run: Run | undefined
  readonly part: RoomPart
}

/** Parts that other rooms fill. All but the evidence, whose dialogs may open from anywhere, read only when looked at. */
function FurtherParts({ incident, run, part }: FurtherPartsProps) {
  const subject = subjectOf(incident)
  return (
    <>
      <Part part="people">
        {part === 'people' && <Panels of="incident-people" subject={subject} />}
        <PeopleToCall incidentId={incident.id} run={run} />
      </Part>
      <Part part="evidence">
        <Panels of="incident-evidence" subject={subject} />
      </Part>
      {part === 'investigate' && (
        <Part part="investigate">
          <Panels of="incident-investigate" subject={subject} />
        </Part>
      )}
      <Part part="more">
        <RoomActions incident={incident} place="more" />
        {part === 'more' && <MoneyAndIdeas incident={incident} />}
        {part === 'more' && <IncidentSignals incidentId={incident.id} />}
        {part === 'more' && <Panels of="incident-more" subject={subject} />}
      </Part>
    </>
  )
}
