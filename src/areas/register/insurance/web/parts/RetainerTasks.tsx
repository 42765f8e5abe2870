import { Button } from '@mantine/core'
import { useState } from 'react'
import { EntryDialog, type Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { completeRetainerTask, type Retainer } from '../../contract/retainers.ts'

/** What an agreement asks for before it ends, each with the one button that says what came of it. */
export function RetainerTasks({
  rows,
  onDone,
}: {
  readonly rows: readonly Retainer[]
  readonly onDone: () => void
}) {
  const text = useText('insurance')
  const language = useLanguage()
  const day = (on: string) => dayWords(on, language)
  const mayManage = useMay('insurance.manage')
  const [entry, setEntry] = useState<Entry>()
  const tasks = rows.flatMap(({ id, name, tasks: own }) => own.map((task) => ({ ...task, firm: id, name })))
  if (tasks.length === 0) return null
  return (
    <>
      {tasks.map(({ id: task, cause, forDay, dueOn, firm, name }) => (
        <Notice key={task} tone="warn" title={text(`retainers.task.${cause}`, { name, day: day(forDay) })}>
          <p>
            {text(`retainers.task.${cause}Lead`)} {text('retainers.task.due', { day: day(dueOn) })}
          </p>
          {mayManage && (
            <div>
              <Button
                variant="default"
                onClick={() =>
                  setEntry({
                    title: text('retainers.task.done', { name }),
                    fields: [{ kind: 'text', name: 'outcome', label: text('retainers.task.outcome') }],
                    endpoint: completeRetainerTask,
                    given: { id: firm, task },
                    submit: text('retainers.task.say'),
                  })
                }
              >
                {text('retainers.task.say')}
              </Button>
            </div>
          )}
        </Notice>
      ))}
      {entry && (
        <EntryDialog
          entry={entry}
          onClose={() => setEntry(undefined)}
          onDone={() => {
            setEntry(undefined)
            onDone()
          }}
        />
      )}
    </>
  )
}
