import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { RunStep } from '../../../../prepare/playbooks/contract/run.ts'
import { listTimeline, type Incident } from '../../contract/incident.ts'
import { doBySystem } from '../../contract/technical.ts'
import { listSystems, listTasks, type System, type Task } from '../../contract/work.ts'
import { DoneDialog } from './DoneDialog.tsx'
import { RoomDialog } from './RoomDialog.tsx'
import classes from './room.module.css'

interface StepSystemsProps {
  readonly incident: Incident
  readonly step: RunStep
}

/** A step that is done to each system by itself: what is open, what came out, and the way to begin it. */
export function StepSystems({ incident, step }: StepSystemsProps) {
  const text = useText('incidents')
  const { id } = incident
  const tasks = useAnswer(listTasks, { id }, { live: { stream: id, kinds: ['task.'] } })
  const systems = useAnswer(listSystems, { id }, { live: { stream: id, kinds: ['system.'] } })
  const [done, setDone] = useState<Task>()
  const [isAsking, setAsking] = useState(false)
  const own = (tasks.data?.items ?? []).filter((task) => task.step === step.id)
  const free = (systems.data?.items ?? []).filter(
    ({ id: one, state }) => state !== 'ruled_out' && !own.some(({ systemId }) => systemId === one),
  )
  if (step.phase === 'learn' || (own.length === 0 && free.length === 0)) return null
  return (
    <>
      {own.length > 0 && (
        <ul className={classes.rows}>
          {own.map((task) => (
            <PartRow key={task.id} task={task} mayDo={incident.can.task} onDone={() => setDone(task)} />
          ))}
        </ul>
      )}
      {free.length > 0 && (
        <div>
          <Button variant="default" onClick={() => setAsking(true)}>
            {text(own.length === 0 ? 'step.bySystem' : 'step.moreSystems')}
          </Button>
        </div>
      )}
      {done && <DoneDialog incidentId={id} task={done} onClose={() => setDone(undefined)} />}
      {isAsking && (
        <RoomDialog title={text('step.bySystemTitle')} isOpen onClose={() => setAsking(false)}>
          <ChooseSystems id={id} step={step} systems={free} onClose={() => setAsking(false)} />
        </RoomDialog>
      )}
    </>
  )
}

function PartRow(props: { readonly task: Task; readonly mayDo: boolean; readonly onDone: () => void }) {
  const text = useText('incidents')
  const { task } = props
  const isDone = task.doneAt !== null
  return (
    <li>
      <div className={classes.rowWords}>
        <span>{task.title}</span>
        <StateMark
          tone={isDone ? 'good' : 'quiet'}
          word={text(isDone ? 'step.status.done' : 'step.status.open')}
        />
        {isDone && task.note !== '' && <span className={classes.quote}>{task.note}</span>}
      </div>
      {!isDone && props.mayDo && (
        <Button
          size="compact-md"
          onClick={props.onDone}
          aria-label={text('task.doneOf', { title: task.title })}
          data-no-print
        >
          {text('task.done')}
        </Button>
      )}
    </li>
  )
}

interface ChooseSystemsProps {
  readonly id: string
  readonly step: RunStep
  readonly systems: readonly System[]
  readonly onClose: () => void
}

function ChooseSystems({ id, step, systems, onClose }: ChooseSystemsProps) {
  const text = useText('incidents')
  const [left, setLeft] = useState<readonly string[]>([])
  const act = useAct(doBySystem, { refreshes: [listTasks, listTimeline], onDone: onClose })
  const chosen = systems.map(({ id: one }) => one).filter((one) => !left.includes(one))
  return (
    <div className={classes.stack}>
      <p>{text(step.phase === 'eradicate' ? 'step.bySystemProof' : 'step.bySystemWords')}</p>
      {systems.map((system) => (
        <Checkbox
          key={system.id}
          size="md"
          label={system.name}
          checked={!left.includes(system.id)}
          onChange={({ currentTarget: { checked } }) =>
            setLeft(checked ? left.filter((one) => one !== system.id) : [...left, system.id])
          }
        />
      ))}
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      <div className={classes.buttons}>
        <Button
          disabled={chosen.length === 0}
          loading={act.isPending}
          onClick={() => act.mutate({ id, step: step.id, systems: chosen })}
        >
          {text('step.bySystemSave', { count: chosen.length })}
        </Button>
        <Button variant="default" onClick={onClose}>
          {text('room.cancel')}
        </Button>
      </div>
    </div>
  )
}
