import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { Elapsed, TimeText } from '../../../../ui/kit/TimeText.tsx'
import { SeverityMark } from '../../../../ui/marks/SeverityMark.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { Panels } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listIncidents, type IncidentRow } from '../contract/incident.ts'
import { readRun } from '../contract/run.ts'
import { listTasks } from '../contract/work.ts'
import { usePeople } from './parts/people.ts'
import classes from './parts/pages.module.css'

const shownAtMost = 6

/** On Today: what is going on, its next step, and what is overdue. */
export function TodayIncidents() {
  const text = useText('incidents')
  const live = useAnswer(
    listIncidents,
    { status: 'open', limit: 50 },
    { live: { stream: '*', kinds: ['incident.', 'severity.', 'lead.', 'task.'] } },
  )
  if (live.error && !live.data) return <ErrorState error={live.error} onRetry={() => void live.refetch()} />
  if (!live.data) return <Loading lines={3} />
  const items = live.data.items.toSorted((a, b) => a.severity.localeCompare(b.severity))
  return (
    <Section title={text('today.title')}>
      {live.error && <ErrorState error={live.error} onRetry={() => void live.refetch()} />}
      {items.length === 0 && (
        <div className={classes.calm}>
          <StateMark tone="good" word={text('today.calm')} />
          <p>{text('today.calmLead')}</p>
        </div>
      )}
      <div className={classes.liveCards}>
        {items.slice(0, shownAtMost).map((incident) => (
          <LiveIncident key={incident.id} incident={incident} />
        ))}
      </div>
      {(items.length > shownAtMost || live.data.next !== null) && (
        <To path="/incidents">{text('today.more')}</To>
      )}
    </Section>
  )
}

function LiveIncident({ incident }: { readonly incident: IncidentRow }) {
  const text = useText('incidents')
  const people = usePeople()
  const path = `/incidents/${incident.id}`
  return (
    <article className={classes.liveCard} data-severity={incident.severity}>
      <div className={classes.liveHead}>
        <SeverityMark severity={incident.severity} />
        <Elapsed since={incident.openedAt} />
        {incident.mode !== 'real' && <span className={classes.dim}>{text(`mode.${incident.mode}`)}</span>}
      </div>
      <h3>
        <To path={path}>
          {text('number', { number: incident.number })} {incident.title}
        </To>
      </h3>
      <NextLine incidentId={incident.id} />
      <p className={classes.dim}>
        {text('today.lead')}: {people.nameOf(incident.leadId) ?? text('room.noLead')} ·{' '}
        {text('today.tasks', { count: incident.openTasks })}
      </p>
      {incident.openTasks > 0 && <Overdue incidentId={incident.id} />}
      <Panels of="today-incident" subject={{ id: incident.id }} />
    </article>
  )
}

function NextLine({ incidentId: id }: { readonly incidentId: string }) {
  const text = useText('incidents')
  const run = useAnswer(
    readRun,
    { id },
    { live: { stream: id, kinds: ['run.', 'step.', 'answer.', 'evidence.'] } },
  )
  if (!run.data) return null
  if (run.data.next === null) return <p>{text('today.noNext')}</p>
  return (
    <p className={classes.nextLine}>
      <span className={classes.dim}>{text('today.next')}:</span> <strong>{run.data.next.title}</strong>{' '}
      <span className={classes.dim}>({text(`role.${run.data.next.who}`)})</span>
    </p>
  )
}

function Overdue({ incidentId: id }: { readonly incidentId: string }) {
  const text = useText('incidents')
  const list = useAnswer(listTasks, { id }, { live: { stream: id, kinds: ['task.'] } })
  const overdue = (list.data?.items ?? []).filter((task) => task.overdue)
  if (overdue.length === 0) return null
  return (
    <div className={classes.overdue}>
      <StateMark tone="bad" word={text('today.overdue', { count: overdue.length })} />
      <ul>
        {overdue.map((task) => (
          <li key={task.id}>
            {task.title}{' '}
            {task.dueAt !== null && (
              <span className={classes.dim}>
                <TimeText at={task.dueAt} form="relative" />
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
