import { Button, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showUndo } from '../../../../../ui/kit/notices.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { addTask, changeTask, completeTask, reopenTask, type Task } from '../../contract/work.ts'
import { useRefresh } from './refresh.ts'
import { RoomDialog } from './RoomDialog.tsx'
import { TaskFields } from './TaskFields.tsx'
import { instantOf, localOf } from './task-more.ts'

interface TaskDialogProps {
  readonly incidentId: string
  /** The task to change; undefined for a new one. */
  readonly task: Task | undefined
  readonly onClose: () => void
}

/** Adds a task, or changes its words, owner or due time. */
export function TaskDialog({ incidentId: id, task, onClose }: TaskDialogProps) {
  const text = useText('incidents')
  const refresh = useRefresh()
  const [more, setMore] = useState({ ownerId: task?.ownerId ?? '', due: localOf(task?.dueAt ?? null) })
  const form = useForm({
    schema: addTask.input.pick({ title: true }),
    initial: { title: task?.title ?? '' },
    send: ({ title }) => {
      const [ownerId, dueAt] = [more.ownerId === '' ? null : more.ownerId, instantOf(more.due)]
      if (task) return call(changeTask, { id, task: task.id, title, ownerId, dueAt })
      return call(addTask, {
        id,
        title,
        ...(ownerId !== null && { ownerId }),
        ...(dueAt !== null && { dueAt }),
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
      </PlainForm>
    </RoomDialog>
  )
}

/** Marks a task done, with what came of it; a moment later it can still be taken back. */
export function DoneDialog({
  incidentId: id,
  task,
  onClose,
}: {
  readonly incidentId: string
  readonly task: Task
  readonly onClose: () => void
}) {
  const text = useText('incidents')
  const refresh = useRefresh()
  const undo = async () => {
    await call(reopenTask, { id, task: task.id }).catch(() => undefined)
    await refresh()
  }
  const form = useForm({
    schema: completeTask.input.pick({ note: true }),
    initial: { note: '' },
    send: (values) => call(completeTask, { id, task: task.id, ...values }),
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
          description={text('task.noteHint')}
          autosize
          minRows={2}
          maxLength={2000}
          data-autofocus
          {...form.field('note')}
        />
      </PlainForm>
    </RoomDialog>
  )
}
