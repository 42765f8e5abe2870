import { Button, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showUndo } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { addTask, changeTask, completeTask, listTasks, reopenTask, type Task } from '../../contract/work.ts'
import { usePeople } from './people.ts'
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

/**
 * Adds a task, or changes its words, owner or due time. When somebody else changed it meanwhile, theirs is shown beside
 * what was typed here, and saving once more puts this over it, knowingly.
 */
export function TaskDialog({ incidentId: id, task, onClose }: TaskDialogProps) {
  const text = useText('incidents')
  const refresh = useRefresh()
  const [more, setMore] = useState({ ownerId: task?.ownerId ?? '', due: localOf(task?.dueAt ?? null) })
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
      if (base) {
        const wanted = { id, task: base.id, title, ownerId, dueAt, version: base.version }
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
