import { Button } from '@mantine/core'
import { useRef, type KeyboardEvent } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listTimeline, type Incident } from '../../contract/incident.ts'
import { listTasks, moveTask, taskStates, type Task, type TaskState } from '../../contract/work.ts'
import { neighbourBefore, type Direction } from './task-moves.ts'
import { usePeople } from './people.ts'
import classes from './board.module.css'

interface TaskBoardProps {
  readonly incident: Incident
  /** In the order of the board. */
  readonly tasks: readonly Task[]
  readonly onDo: (what: 'change' | 'done', task: Task) => void
}

const columns = taskStates.filter((state) => state !== 'done')
const keys: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** Tasks in columns: what lies open, is being done, waits, and is done. Alt and an arrow moves the one in focus. */
export function TaskBoard({ incident, tasks, onDo }: TaskBoardProps) {
  const text = useText('incidents')
  const people = usePeople(incident.names)
  const board = useRef<HTMLDivElement>(null)
  const move = useAct(moveTask, { refreshes: [listTasks, listTimeline] })
  const go = (task: Task, state: TaskState, before?: string | null) => {
    if (state === 'done') return onDo('done', task)
    move.mutate(
      {
        id: incident.id,
        task: task.id,
        state,
        version: task.version,
        ...(before !== undefined && { before }),
      },
      // The card is drawn anew in its new place: the focus follows it.
      {
        onSettled: () =>
          requestAnimationFrame(() =>
            board.current?.querySelector<HTMLElement>(`[data-task="${task.id}"]`)?.focus(),
          ),
      },
    )
  }
  const press = (event: KeyboardEvent, task: Task) => {
    const direction = keys[event.key]
    if (!event.altKey || direction === undefined || task.state === 'done' || !incident.can.task) return
    event.preventDefault()
    if (direction === 'left' || direction === 'right') {
      const state = taskStates[taskStates.indexOf(task.state) + (direction === 'right' ? 1 : -1)]
      if (state !== undefined) go(task, state)
      return
    }
    const before = neighbourBefore(tasks, task, direction)
    if (before !== undefined) go(task, task.state, before)
  }
  return (
    <>
      {move.error && <Notice tone="bad">{move.error.message}</Notice>}
      {incident.can.task && <p className={classes.hint}>{text('board.hint')}</p>}
      <div className={classes.board} ref={board}>
        {taskStates.map((state) => {
          const own = tasks.filter((task) => task.state === state)
          return (
            <section key={state} className={classes.column} aria-label={text(`task.state.${state}`)}>
              <h3>
                {text(`task.state.${state}`)} <span>{own.length}</span>
              </h3>
              <ol>
                {own.map((task) => (
                  <Card
                    key={task.id}
                    task={task}
                    owner={task.ownerId === null ? text('task.nobody') : (people.nameOf(task.ownerId) ?? '…')}
                    mayMove={incident.can.task && task.state !== 'done'}
                    onPress={(event) => press(event, task)}
                    onGo={(next) => go(task, next)}
                    onDo={(what) => onDo(what, task)}
                  />
                ))}
              </ol>
              {own.length === 0 && <p className={classes.hint}>{text('board.none')}</p>}
            </section>
          )
        })}
      </div>
    </>
  )
}

interface CardProps {
  readonly task: Task
  readonly owner: string
  readonly mayMove: boolean
  readonly onPress: (event: KeyboardEvent) => void
  readonly onGo: (state: TaskState) => void
  readonly onDo: (what: 'change' | 'done') => void
}

function Card({ task, owner, mayMove, onPress, onGo, onDo }: CardProps) {
  const text = useText('incidents')
  return (
    <li className={classes.card} data-overdue={task.overdue}>
      {mayMove ? (
        <button
          type="button"
          className={classes.title}
          data-task={task.id}
          onClick={() => onDo('change')}
          onKeyDown={onPress}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight"
        >
          {task.title}
        </button>
      ) : (
        <strong>{task.title}</strong>
      )}
      {task.heading !== '' && <span className={classes.dim}>{task.heading}</span>}
      <span className={classes.dim}>
        {owner}
        {task.dueAt !== null && (
          <>
            {' · '}
            <TimeText at={task.dueAt} form="relative" />
          </>
        )}
      </span>
      {task.waitsFor !== '' && <span>{text('detail.waitsFor', { words: task.waitsFor })}</span>}
      {task.overdue && <StateMark tone="bad" word={text('task.overdue')} />}
      {task.state === 'done' && task.doneBy !== null && (
        <span className={classes.dim}>{text('task.doneBy', { name: task.doneBy })}</span>
      )}
      {mayMove && (
        <span className={classes.cardButtons} data-no-print>
          <select
            aria-label={text('board.moveOf', { title: task.title })}
            value={task.state}
            onChange={(event) => {
              const next = columns.find((one) => one === event.currentTarget.value)
              if (next) onGo(next)
            }}
          >
            {columns.map((state) => (
              <option key={state} value={state}>
                {text(`task.state.${state}`)}
              </option>
            ))}
          </select>
          <Button
            size="compact-md"
            variant="default"
            onClick={() => onDo('done')}
            aria-label={text('task.doneOf', { title: task.title })}
          >
            {text('task.done')}
          </Button>
          <Button
            size="compact-md"
            variant="subtle"
            onClick={() => onDo('change')}
            aria-label={text('task.changeOf', { title: task.title })}
          >
            {text('task.change')}
          </Button>
        </span>
      )}
    </li>
  )
}
