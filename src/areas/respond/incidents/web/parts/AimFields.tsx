import { useId } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { useText } from '../../../../../ui/text.ts'
import { listSystems, listTasks, type Task } from '../../contract/work.ts'
import classes from './capture.module.css'

export interface Aim {
  readonly systemId: string
  readonly heading: string
}

interface AimFieldsProps {
  readonly incidentId: string
  readonly task?: Task | undefined
  readonly value: Aim
  readonly onChange: (value: Aim) => void
}

/** Which system it is done to, and what it is grouped under; both may stay empty. */
export function AimFields({ incidentId: id, task, value, onChange }: AimFieldsProps) {
  const text = useText('incidents')
  const list = useId()
  const systems = useAnswer(listSystems, { id }).data?.items ?? []
  const tasks = useAnswer(listTasks, { id }).data?.items ?? []
  const headings = [...new Set(tasks.map(({ heading }) => heading))].filter((heading) => heading !== '')
  return (
    <div className={classes.fields}>
      {systems.length > 0 && (
        <label className={classes.more}>
          {text('task.system')}
          <select
            value={value.systemId}
            disabled={(task?.step ?? null) !== null}
            onChange={(event) => onChange({ ...value, systemId: event.currentTarget.value })}
          >
            <option value="">{text('task.noSystem')}</option>
            {systems.map((system) => (
              <option key={system.id} value={system.id}>
                {system.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className={classes.more}>
        {text('task.heading')} <span className={classes.dim}>{text('task.headingHint')}</span>
        <input
          type="text"
          list={list}
          maxLength={80}
          value={value.heading}
          onChange={(event) => onChange({ ...value, heading: event.currentTarget.value })}
        />
      </label>
      <datalist id={list}>
        {headings.map((heading) => (
          <option key={heading} value={heading}>
            {heading}
          </option>
        ))}
      </datalist>
    </div>
  )
}
