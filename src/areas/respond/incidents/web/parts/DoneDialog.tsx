import { Button, Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showUndo } from '../../../../../ui/kit/notices.tsx'
import { Panels } from '../../../../../ui/panels.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { completeTask, listSystems, reopenTask, type Task } from '../../contract/work.ts'
import { isCleanable } from '../../rules/technical-work.ts'
import { useRefresh } from './refresh.ts'
import { RoomDialog } from './RoomDialog.tsx'

interface DoneDialogProps {
  readonly incidentId: string
  readonly task: Task
  readonly onClose: () => void
}

/** Marks a task done, with what came of it and what shows it; a moment later it can still be taken back. */
export function DoneDialog({ incidentId: id, task, onClose }: DoneDialogProps) {
  const text = useText('incidents')
  const refresh = useRefresh()
  const [evidence, setEvidence] = useState<readonly string[]>([])
  const [isClean, setClean] = useState(false)
  const undo = async () => {
    await call(reopenTask, { id, task: task.id }).catch(() => undefined)
    await refresh()
  }
  const form = useForm({
    schema: completeTask.input.pick({ note: true }),
    initial: { note: '' },
    send: (values) => call(completeTask, { id, task: task.id, ...values, evidence: [...evidence], isClean }),
    onDone: () => {
      onClose()
      showUndo({ message: text('task.marked'), onUndo: undo })
      void refresh()
    },
  })
  return (
    <RoomDialog title={text('task.doneTitle')} isOpen onClose={onClose}>
      <PlainForm
        form={form}
        submitLabel={text('task.doneSave')}
        besides={
          <Button variant="default" onClick={onClose}>
            {text('room.cancel')}
          </Button>
        }
      >
        <p>
          <strong>{task.title}</strong>
        </p>
        <Textarea
          label={text('task.note')}
          description={text(task.isTechnical ? 'task.resultHint' : 'task.noteHint')}
          autosize
          minRows={2}
          maxLength={2000}
          required={task.isTechnical}
          data-autofocus
          {...form.field('note')}
        />
        {task.needsProof && (
          <>
            <p>{text('task.proofWhy')}</p>
            <Panels of="proof" subject={{ id, onChoose: setEvidence }} />
          </>
        )}
        {task.systemId !== null && (
          <CleanBox incidentId={id} systemId={task.systemId} isClean={isClean} onChange={setClean} />
        )}
      </PlainForm>
    </RoomDialog>
  )
}

interface CleanBoxProps {
  readonly incidentId: string
  readonly systemId: string
  readonly isClean: boolean
  readonly onChange: (isClean: boolean) => void
}

/** Where the work cleaned its system, one tick says so in the list of systems too. */
function CleanBox({ incidentId: id, systemId, isClean, onChange }: CleanBoxProps) {
  const text = useText('incidents')
  const mayMove = useMay('incident.system')
  const system = useAnswer(listSystems, { id }).data?.items.find((one) => one.id === systemId)
  if (!mayMove || system === undefined || !isCleanable(system.state)) return null
  return (
    <Checkbox
      size="md"
      label={text('task.clean', { name: system.name })}
      description={text('task.cleanHint')}
      checked={isClean}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
