import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Endpoint } from '../../../../../base/endpoint.ts'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { useGo } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listSignals } from '../../../signals/contract/signals.ts'
import { reopenIncident } from '../../contract/circle.ts'
import { mergeIncident, splitIncident } from '../../contract/links.ts'
import { listSystems, listTasks } from '../../contract/work.ts'
import { numberIn } from './LinkForm.tsx'
import classes from './circle.module.css'

interface DialogProps {
  readonly id: string
  readonly refreshes: readonly Pick<Endpoint, 'name'>[]
  readonly onClose: () => void
}

export function MergeDialog({ id, refreshes, onClose }: DialogProps) {
  const text = useText('incidents')
  const [into, setInto] = useState('')
  const merge = useAct(mergeIncident, { refreshes })
  return (
    <ConfirmDialog
      isOpen
      title={text('links.merge')}
      confirmLabel={text('links.mergeDo')}
      reasonLabel={text('circle.reason')}
      onClose={onClose}
      onConfirm={(reason) => merge.mutateAsync({ id, into: numberIn(into), reason })}
    >
      <div className={classes.stack}>
        <p>{text('links.mergeMeans')}</p>
        <TextInput
          label={text('links.into')}
          description={text('links.numberHint')}
          inputMode="numeric"
          size="md"
          value={into}
          onChange={(event) => setInto(event.currentTarget.value)}
        />
      </div>
    </ConfirmDialog>
  )
}

export function ReopenDialog({ id, refreshes, onClose }: DialogProps) {
  const text = useText('incidents')
  const reopen = useAct(reopenIncident, { refreshes })
  return (
    <ConfirmDialog
      isOpen
      title={text('links.reopen')}
      confirmLabel={text('links.reopenDo')}
      reasonLabel={text('circle.reason')}
      onClose={onClose}
      onConfirm={(reason) => reopen.mutateAsync({ id, reason })}
    >
      {text('links.reopenMeans')}
    </ConfirmDialog>
  )
}

type Part = 'tasks' | 'systems' | 'signals'
type Chosen = Readonly<Record<Part, readonly string[]>>

/** What belongs to a case of its own is chosen; the rest stays. */
export function SplitDialog({ id, refreshes, onClose }: DialogProps) {
  const text = useText('incidents')
  const go = useGo()
  const [title, setTitle] = useState('')
  const [chosen, setChosen] = useState<Chosen>({ tasks: [], systems: [], signals: [] })
  const tasks = useAnswer(listTasks, { id })
  const systems = useAnswer(listSystems, { id })
  const signals = useAnswer(listSignals, { incidentId: id, limit: 100 })
  const split = useAct(splitIncident, { refreshes, onDone: (made) => go(`/incidents/${made.id}`) })
  const offered: Readonly<Record<Part, readonly { id: string; name: string }[]>> = {
    tasks: (tasks.data?.items ?? []).map((task) => ({ id: task.id, name: task.title })),
    systems: systems.data?.items ?? [],
    signals: (signals.data?.items ?? []).map((signal) => ({ id: signal.id, name: signal.title })),
  }
  return (
    <ConfirmDialog
      isOpen
      title={text('links.split')}
      confirmLabel={text('links.splitDo')}
      reasonLabel={text('circle.reason')}
      onClose={onClose}
      onConfirm={(reason) =>
        split.mutateAsync({
          id,
          title,
          reason,
          tasks: [...chosen.tasks],
          systems: [...chosen.systems],
          signals: [...chosen.signals],
        })
      }
    >
      <div className={classes.stack}>
        <TextInput
          label={text('links.splitTitle')}
          size="md"
          maxLength={300}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {(['tasks', 'systems', 'signals'] as const).map((part) => (
          <Some
            key={part}
            legend={text(`links.parts.${part}`)}
            offered={offered[part]}
            value={chosen[part]}
            onChange={(value) => setChosen({ ...chosen, [part]: value })}
          />
        ))}
      </div>
    </ConfirmDialog>
  )
}

function Some({
  legend,
  offered,
  value,
  onChange,
}: {
  readonly legend: string
  readonly offered: readonly { id: string; name: string }[]
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}) {
  if (offered.length === 0) return null
  return (
    <fieldset className={classes.choice}>
      <legend>{legend}</legend>
      {offered.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...value, id] : value.filter((one) => one !== id))
            }
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
