import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { keep, kept } from '../../../../../ui/kept.ts'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getIncident, listTimeline, type Incident } from '../../contract/incident.ts'
import { listTasks, reopenTask, type Task } from '../../contract/work.ts'
import { TaskBoard } from './TaskBoard.tsx'
import { DoneDialog } from './DoneDialog.tsx'
import { TaskDialog } from './TaskDialogs.tsx'
import { TaskHeadings } from './TaskHeadings.tsx'
import { headingsOf, under, type Heading } from './task-headings.ts'
import { usePeople } from './people.ts'
import board from './board.module.css'
import classes from './room.module.css'

interface TasksProps {
  readonly incident: Incident
  /** As a board when it is wanted; beside other parts a short list. */
  readonly isWhole: boolean
}

/** What people have taken on beside the steps. The list: overdue first, then by due time; what is done folds away. */
export function Tasks({ incident, isWhole }: TasksProps) {
  const text = useText('incidents')
  const list = useAnswer(
    listTasks,
    { id: incident.id },
    { live: { stream: incident.id, kinds: ['task.', 'incident.'] } },
  )
  const [dialog, setDialog] = useState<{ readonly what: 'add' | 'change' | 'done'; readonly task?: Task }>()
  const [view, setView] = useState<View>(() => (kept('tasks') === 'list' ? 'list' : 'board'))
  const [heading, setHeading] = useState<Heading>(null)
  const isBoard = isWhole && view === 'board'
  const headings = headingsOf(list.data?.items ?? [])
  const shown = under(list.data?.items ?? [], headings.includes(heading) ? heading : null)
  const open = shown.filter((task) => task.doneAt === null).toSorted(byDue)
  const done = shown.filter((task) => task.doneAt !== null)
  const close = () => setDialog(undefined)
  return (
    <Section
      title={text('task.title')}
      actions={
        <span className={board.views} data-no-print>
          {isWhole && <ViewChoice view={view} onChange={setView} />}
          {incident.can.task && (
            <Button
              variant="default"
              size="compact-md"
              onClick={() => setDialog({ what: 'add' })}
              data-no-print
            >
              {text('task.add')}
            </Button>
          )}
        </span>
      }
    >
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading lines={2} />}
      {list.data && open.length === 0 && done.length === 0 && (
        <p className={classes.dim}>{text('task.empty')}</p>
      )}
      <p data-no-print>
        <To path={`/incidents/${incident.id}/technical`}>{text('technical.link')}</To>
      </p>
      {headings.length > 0 && <TaskHeadings headings={headings} value={heading} onChange={setHeading} />}
      {isBoard && list.data && (
        <TaskBoard incident={incident} tasks={shown} onDo={(what, task) => setDialog({ what, task })} />
      )}
      {!isBoard && (
        <ul className={classes.rows}>
          {open.map((task) => (
            <OpenTask
              key={task.id}
              incident={incident}
              task={task}
              onDo={(what) => setDialog({ what, task })}
            />
          ))}
        </ul>
      )}
      {!isBoard && done.length > 0 && (
        <details className={classes.fold}>
          <summary>{text('task.doneList', { count: done.length })}</summary>
          <ul className={classes.rows}>
            {done.map((task) => (
              <DoneTask key={task.id} incident={incident} task={task} />
            ))}
          </ul>
        </details>
      )}
      {dialog?.what === 'done' && dialog.task && (
        <DoneDialog incidentId={incident.id} task={dialog.task} onClose={close} />
      )}
      {(dialog?.what === 'add' || dialog?.what === 'change') && (
        <TaskDialog incidentId={incident.id} task={dialog.task} onClose={close} />
      )}
    </Section>
  )
}

type View = 'board' | 'list'

function ViewChoice({ view, onChange }: { readonly view: View; readonly onChange: (view: View) => void }) {
  const text = useText('incidents')
  return (['board', 'list'] as const).map((one) => (
    <Button
      key={one}
      size="compact-md"
      variant={view === one ? 'light' : 'subtle'}
      aria-pressed={view === one}
      onClick={() => {
        onChange(one)
        keep('tasks', one)
      }}
    >
      {text(`board.${one}`)}
    </Button>
  ))
}

function OpenTask({
  incident,
  task,
  onDo,
}: {
  readonly incident: Incident
  readonly task: Task
  readonly onDo: (what: 'change' | 'done') => void
}) {
  const text = useText('incidents')
  const people = usePeople(incident.names)
  return (
    <li data-overdue={task.overdue}>
      <div className={classes.rowWords}>
        <strong>{task.title}</strong>
        {task.heading !== '' && <span className={classes.dim}>{task.heading}</span>}
        <span className={classes.dim}>
          {task.ownerId === null ? text('task.nobody') : (people.nameOf(task.ownerId) ?? '…')}
          {task.dueAt !== null && (
            <>
              {' '}
              · <TimeText at={task.dueAt} />
            </>
          )}
        </span>
        {task.overdue && <StateMark tone="bad" word={text('task.overdue')} />}
      </div>
      {incident.can.task && (
        <div className={classes.rowButtons} data-no-print>
          <Button
            variant="default"
            size="compact-md"
            onClick={() => onDo('done')}
            aria-label={text('task.doneOf', { title: task.title })}
          >
            {text('task.done')}
          </Button>
          <Button
            variant="subtle"
            size="compact-md"
            onClick={() => onDo('change')}
            aria-label={text('task.changeOf', { title: task.title })}
          >
            {text('task.change')}
          </Button>
        </div>
      )}
    </li>
  )
}

function DoneTask({ incident, task }: { readonly incident: Incident; readonly task: Task }) {
  const text = useText('incidents')
  const reopen = useAct(reopenTask, { refreshes: [listTasks, listTimeline, getIncident] })
  return (
    <li>
      <div className={classes.rowWords}>
        <span>{task.title}</span>
        {task.note !== '' && <span className={classes.quote}>{task.note}</span>}
        <span className={classes.dim}>
          {text('task.doneBy', { name: task.doneBy ?? '…' })}{' '}
          {task.doneAt !== null && <TimeText at={task.doneAt} />}
        </span>
        {reopen.error && <Notice tone="bad">{reopen.error.message}</Notice>}
      </div>
      {incident.can.task && (
        <Button
          variant="subtle"
          size="compact-md"
          loading={reopen.isPending}
          onClick={() => reopen.mutate({ id: incident.id, task: task.id })}
          aria-label={text('task.reopenOf', { title: task.title })}
          data-no-print
        >
          {text('task.reopen')}
        </Button>
      )}
    </li>
  )
}

/** What is due first stands first; without a time it comes last, in the order added. */
function byDue(a: Task, b: Task): number {
  return (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || a.addedAt.localeCompare(b.addedAt)
}
