import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { stepRoles, type StepPhase, type StepRole } from '../../../../prepare/playbooks/contract/playbook.ts'
import { listTimeline, type Incident } from '../../contract/incident.ts'
import { addRunStep, readRun, type Run } from '../../contract/run.ts'
import { linesOf } from './ChangeStep.tsx'
import classes from './room.module.css'

export interface AddStepProps {
  readonly incident: Incident
  readonly run: Run
  readonly phase: StepPhase
}

type AddFormProps = AddStepProps & { readonly onDone: () => void }

/** What the step is, who does it, and why it is added. */
export function AddStepForm(props: AddFormProps) {
  const text = useText('incidents')
  const { act, isMissing, save, ...step } = useNewStep(props)
  const [title, setTitle] = step.title
  const [who, setWho] = step.who
  const [how, setHow] = step.how
  const [undo, setUndo] = step.undo
  const [reason, setReason] = step.reason
  const { onDone, run } = props
  return (
    <div className={classes.stack}>
      <p>{text('step.addWords')}</p>
      <TextInput
        label={text('step.changeName')}
        maxLength={2000}
        data-autofocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <NativeSelect
        label={text('step.who')}
        value={who}
        onChange={(event) => setWho(stepRoles.find((role) => role === event.currentTarget.value) ?? who)}
        data={stepRoles.map((role) => ({ value: role, label: text(`role.${role}`) }))}
      />
      <Textarea
        label={text('step.changeHow')}
        description={text('step.oneLine')}
        autosize
        minRows={2}
        value={how}
        onChange={(event) => setHow(event.currentTarget.value)}
      />
      <TextInput
        label={text('step.undo')}
        maxLength={2000}
        value={undo}
        onChange={(event) => setUndo(event.currentTarget.value)}
      />
      <Destroys
        run={run}
        isDestructive={step.destructive[0]}
        onDestructive={step.destructive[1]}
        evidence={step.evidence[0]}
        onEvidence={step.evidence[1]}
      />
      <Textarea
        label={text('step.addWhy')}
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {isMissing && <Notice tone="bad">{text('step.addMissing')}</Notice>}
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      <div className={classes.buttons}>
        <Button loading={act.isPending} onClick={save}>
          {text('step.addSave')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {text('room.cancel')}
        </Button>
      </div>
    </div>
  )
}

/** What was written so far, and sending it. */
function useNewStep({ incident, phase, onDone }: AddFormProps) {
  const [title, setTitle] = useState('')
  const [who, setWho] = useState<StepRole>('technical')
  const [how, setHow] = useState('')
  const [undo, setUndo] = useState('')
  const [reason, setReason] = useState('')
  const [destructive, setDestructive] = useState(false)
  const [evidence, setEvidence] = useState<readonly string[]>([])
  const [isMissing, setMissing] = useState(false)
  const act = useAct(addRunStep, { refreshes: [readRun, listTimeline], onDone })
  const save = () => {
    const lines = linesOf(how)
    const isReady = title.trim() !== '' && lines.length > 0 && undo.trim() !== '' && reason.trim() !== ''
    setMissing(!isReady)
    if (!isReady) return
    act.mutate({
      id: incident.id,
      phase,
      title: title.trim(),
      who,
      how: lines,
      undo: undo.trim(),
      doneWhen: title.trim(),
      destructive,
      needsEvidence: destructive ? [...evidence] : [],
      reason: reason.trim(),
    })
  }
  return {
    act,
    isMissing,
    save,
    title: [title, setTitle] as const,
    who: [who, setWho] as const,
    how: [how, setHow] as const,
    undo: [undo, setUndo] as const,
    reason: [reason, setReason] as const,
    destructive: [destructive, setDestructive] as const,
    evidence: [evidence, setEvidence] as const,
  }
}

interface DestroysProps {
  readonly run: Run
  readonly isDestructive: boolean
  readonly onDestructive: (isDestructive: boolean) => void
  readonly evidence: readonly string[]
  readonly onEvidence: (evidence: readonly string[]) => void
}

/** Whether it wipes, and then which traces have to be sealed first. */
function Destroys({ run, isDestructive, onDestructive, evidence, onEvidence }: DestroysProps) {
  const text = useText('incidents')
  return (
    <>
      <Checkbox
        label={text('step.addDestroys')}
        checked={isDestructive}
        onChange={(event) => onDestructive(event.currentTarget.checked)}
      />
      {isDestructive && (
        <Checkbox.Group label={text('step.evidenceFirst')} value={[...evidence]} onChange={onEvidence}>
          <div className={classes.stack}>
            {run.document.evidence.map((item) => (
              <Checkbox key={item.id} value={item.id} label={item.what} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  )
}
