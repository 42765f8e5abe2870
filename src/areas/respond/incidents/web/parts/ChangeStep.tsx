import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { RunStep } from '../../../../prepare/playbooks/contract/run.ts'
import { listTimeline, type Incident } from '../../contract/incident.ts'
import { changeRunStep, readRun } from '../../contract/run.ts'
import classes from './room.module.css'

interface ChangeStepProps {
  readonly incident: Incident
  readonly step: RunStep
  readonly onDone: () => void
}

/** Other words for a step of this run, with the reason. The playbook stays, and so does what evidence it needs. */
export function ChangeStep({ incident, step, onDone }: ChangeStepProps) {
  const text = useText('incidents')
  const [title, setTitle] = useState(step.title)
  const [how, setHow] = useState(step.how.join('\n'))
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const act = useAct(changeRunStep, { refreshes: [readRun, listTimeline], onDone })
  const save = () => {
    if (reason.trim() === '') return setMissing(true)
    setMissing(false)
    const lines = linesOf(how)
    const words = {
      ...(title.trim() !== step.title && { title: title.trim() }),
      ...(lines.join('\n') !== step.how.join('\n') && { how: lines }),
    }
    act.mutate({ id: incident.id, step: step.id, words, reason: reason.trim() })
  }
  return (
    <div className={classes.stack}>
      <p>{text('step.changeWords')}</p>
      <TextInput
        label={text('step.changeName')}
        maxLength={2000}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label={text('step.changeHow')}
        description={text('step.oneLine')}
        autosize
        minRows={3}
        maxRows={14}
        value={how}
        onChange={(event) => setHow(event.currentTarget.value)}
      />
      <Textarea
        label={text('step.changeWhy')}
        autosize
        minRows={2}
        maxLength={1000}
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {isMissing && <Notice tone="bad">{text('step.reasonMissing')}</Notice>}
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      <div className={classes.buttons}>
        <Button loading={act.isPending} onClick={save}>
          {text('step.changeSave')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {text('room.cancel')}
        </Button>
      </div>
    </div>
  )
}

/** What a person wrote, one thing a line, without empty ones. */
export function linesOf(written: string): string[] {
  return written
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
