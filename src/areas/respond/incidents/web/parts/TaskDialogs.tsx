import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { addTask, changeTask, listTasks, type Task } from '../../contract/work.ts'
import { usePeople } from './people.ts'
import { useRefresh } from './refresh.ts'
import { RoomDialog } from './RoomDialog.tsx'
import { AimFields } from './AimFields.tsx'
import { TaskFields } from './TaskFields.tsx'
import { instantOf, localOf } from './task-more.ts'

interface TaskDialogProps {
  readonly incidentId: string
  /** The task to change; undefined for a new one. */
  readonly task: Task | undefined
  readonly onClose: () => void
}

/**
 * Adds a task, or changes its words, owner or due time. When somebody else changed it meanwhile, theirs is shown beside
 * what was typed here, and saving once more puts this over it, knowingly.
 */
export function TaskDialog({ incidentId: id, task, onClose }: TaskDialogProps) {
  const text = useText('incidents')
  const refresh = useRefresh()
  const [more, setMore] = useState({ ownerId: task?.ownerId ?? '', due: localOf(task?.dueAt ?? null) })
  const [aim, setAim] = useState({ systemId: task?.systemId ?? '', heading: task?.heading ?? '' })
  const [isTechnical, setTechnical] = useState(false)
  const [theirs, setTheirs] = useState<Task>()
  const base = theirs ?? task
  const readTheirs = async () => {
    const { items } = await call(listTasks, { id })
    setTheirs(items.find((one) => one.id === task?.id))
  }
  const form = useForm({
    schema: addTask.input.pick({ title: true }),
    initial: { title: task?.title ?? '' },
    send: ({ title }) => {
      const [ownerId, dueAt] = [more.ownerId === '' ? null : more.ownerId, instantOf(more.due)]
      const [systemId, heading] = [aim.systemId === '' ? null : aim.systemId, aim.heading]
      if (base) {
        const wanted = { id, task: base.id, title, ownerId, dueAt, systemId, heading, version: base.version }
        return call(changeTask, wanted).catch(async (error: unknown) => {
          if (error instanceof CallError && error.detail.reason === 'stale') await readTheirs()
          throw error
        })
      }
      return call(addTask, {
        id,
        title,
        ...(ownerId !== null && { ownerId }),
        ...(dueAt !== null && { dueAt }),
        ...(systemId !== null && { systemId }),
        heading,
        isTechnical,
      })
    },
    onDone: () => {
      onClose()
      void refresh()
    },
  })
  return (
    <RoomDialog title={text(task ? 'task.changeTitle' : 'task.add')} isOpen onClose={onClose}>
      <PlainForm
        form={form}
        submitLabel={text(task ? 'task.saveChange' : 'task.save')}
        besides={
          <Button variant="default" onClick={onClose}>
            {text('room.cancel')}
          </Button>
        }
      >
        <TextInput
          label={text('task.what')}
          maxLength={300}
          required
          data-autofocus
          {...form.field('title')}
        />
        <TaskFields value={more} onChange={setMore} />
        <AimFields incidentId={id} task={task} value={aim} onChange={setAim} />
        {task === undefined && (
          <Checkbox
            size="md"
            label={text('task.technical')}
            description={text('task.technicalHint')}
            checked={isTechnical}
            onChange={(event) => setTechnical(event.currentTarget.checked)}
          />
        )}
        {theirs && <Theirs task={theirs} />}
      </PlainForm>
    </RoomDialog>
  )
}

function Theirs({ task }: { readonly task: Task }) {
  const text = useText('incidents')
  const people = usePeople()
  return (
    <Notice tone="warn" title={text('task.theirs')}>
      <p>
        {task.title} · {people.nameOf(task.ownerId) ?? text('task.nobody')}
        {task.dueAt !== null && (
          <>
            {' '}
            · <TimeText at={task.dueAt} form="absolute" />
          </>
        )}
      </p>
      <p>{text('task.theirsHint')}</p>
    </Notice>
  )
}
