import { useText } from '../../../../../ui/text.ts'
import { usePeople } from './people.ts'
import type { TaskMore } from './task-more.ts'
import classes from './capture.module.css'

interface TaskFieldsProps {
  readonly value: TaskMore
  readonly onChange: (value: TaskMore) => void
}

/** Who does it, and until when; both may stay empty. */
export function TaskFields({ value, onChange }: TaskFieldsProps) {
  const text = useText('incidents')
  const people = usePeople()
  return (
    <div className={classes.fields}>
      <label className={classes.more}>
        {text('task.owner')}
        <select
          value={value.ownerId}
          onChange={(event) => onChange({ ...value, ownerId: event.currentTarget.value })}
        >
          <option value="">{text('task.nobody')}</option>
          {people.active.map((member) => (
            <option key={member.id} value={member.id}>
              {member.name}
            </option>
          ))}
        </select>
      </label>
      <label className={classes.more}>
        {text('task.due')} <span className={classes.dim}>{text('task.dueHint')}</span>
        <input
          type="datetime-local"
          value={value.due}
          onChange={(event) => onChange({ ...value, due: event.currentTarget.value })}
        />
      </label>
    </div>
  )
}
