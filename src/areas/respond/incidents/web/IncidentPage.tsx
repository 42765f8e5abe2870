import { useText } from '../../../../ui/text.ts'
import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { Panels } from '../../../../ui/panels.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useFilter, usePart } from '../../../../ui/place.tsx'
import { getIncident, type Incident } from '../contract/incident.ts'
import { readRun } from '../contract/run.ts'
import { Capture } from './parts/Capture.tsx'
import { ClosedBox } from './parts/ClosedBox.tsx'
import { FirstMinutes } from './parts/FirstMinutes.tsx'
import { IncidentSignals } from './parts/IncidentSignals.tsx'
import { NextStep } from './parts/NextStep.tsx'
import { PeopleToCall } from './parts/PeopleToCall.tsx'
import { Phases } from './parts/Phases.tsx'
import { RoomActions, RoomFacts, RoomMarks } from './parts/RoomHeader.tsx'
import { StartRun } from './parts/StartRun.tsx'
import { Systems } from './parts/Systems.tsx'
import { Tasks } from './parts/Tasks.tsx'
import { Timeline } from './parts/Timeline.tsx'
import classes from './parts/room.module.css'

/** The incident room: what to do next and who does it, and the record of what was done. */
export function IncidentPage() {
  const text = useText('incidents')
  const id = usePart('incident')
  const incident = useAnswer(getIncident, { id }, { live: { stream: id } })
  if (incident.data) return <Room incident={incident.data} />
  if (incident.error) {
    return (
      <Page title={text('list.incident')}>
        <ErrorState error={incident.error} onRetry={() => void incident.refetch()} />
      </Page>
    )
  }
  return <Loading />
}

const parts = ['now', 'timeline', 'tasks', 'systems', 'more'] as const

function Room({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { id, hasRun, can } = incident
  const run = useAnswer(readRun, { id }, { live: { stream: id, kinds: runKinds }, enabled: hasRun })
  const [part, setPart] = useFilter('part', 'now')
  const subject = { id, stream: incident.stream }
  const isClosed = incident.status === 'closed'
  return (
    <Page
      title={`${text('number', { number: incident.number })} ${incident.title}`}
      marks={<RoomMarks incident={incident} />}
      actions={<RoomActions incident={incident} place="head" />}
    >
      <div
        className={classes.room}
        data-captures={can.note}
        data-part={parts.find((one) => one === part) ?? 'now'}
      >
        <RoomFacts incident={incident} />
        {incident.mode === 'exercise' && <Notice tone="active">{text('room.exerciseNote')}</Notice>}
        <RoomTabs part={part} onChange={setPart} />
        <div className={classes.columns}>
          <div className={classes.left}>
            <div className={classes.now} data-part="now">
              {incident.closure && <ClosedBox closure={incident.closure} incident={incident} />}
              {isClosed && <Panels of="incident-closed" subject={subject} />}
              {!hasRun && !isClosed && <StartRun incident={incident} />}
              {run.error && <ErrorState error={run.error} onRetry={() => void run.refetch()} />}
              {hasRun && run.isPending && <Loading lines={8} />}
              {run.data && !isClosed && <NextStep incident={incident} run={run.data} />}
              {run.data && <FirstMinutes incident={incident} run={run.data} />}
            </div>
            <div className={classes.plan}>
              {run.data && (
                <div data-part="now">
                  <Phases incident={incident} run={run.data} />
                </div>
              )}
              <div className={classes.stack} data-part="more">
                <RoomActions incident={incident} place="more" />
                <Panels of="incident" subject={subject} />
                <PeopleToCall run={run.data} />
                <IncidentSignals incidentId={id} />
              </div>
            </div>
          </div>
          <div className={classes.right}>
            <div className={classes.record}>
              {can.note && <Capture incident={incident} />}
              <div data-part="timeline">
                <Timeline incidentId={id} />
              </div>
            </div>
            <div className={classes.work}>
              <div data-part="tasks">
                <Tasks incident={incident} />
              </div>
              <div data-part="systems">
                <Systems incident={incident} />
              </div>
            </div>
          </div>
        </div>
      </div>
    </Page>
  )
}

const runKinds = ['run.', 'step.', 'answer.', 'evidence.']

/** On a phone one part at a time; elsewhere all of them stand side by side and this is not shown. */
function RoomTabs({ part, onChange }: { readonly part: string; readonly onChange: (part: string) => void }) {
  const text = useText('incidents')
  return (
    <nav className={classes.tabs} aria-label={text('room.parts')} data-no-print>
      {parts.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === part ? 'true' : undefined}
          onClick={() => onChange(one)}
        >
          {text(`room.${one}`)}
        </button>
      ))}
    </nav>
  )
}
