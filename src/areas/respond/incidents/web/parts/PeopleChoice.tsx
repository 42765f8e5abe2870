import { useSession } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { usePeople } from './people.ts'
import classes from './circle.module.css'

interface PeopleChoiceProps {
  readonly legend: string
  readonly hint?: string
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  /** Who is not offered here, since they stand in the other list. */
  readonly without?: readonly string[]
  /** `readers` leaves out who reads no incidents; `anyone` offers everybody of the organisation. */
  readonly who: 'readers' | 'anyone'
}

/** Some of the organisation's own people, but not oneself: whoever asks is inside in any case. */
export function PeopleChoice({ legend, hint, value, onChange, without = [], who }: PeopleChoiceProps) {
  const text = useText('incidents')
  const people = usePeople()
  const { person } = useSession()
  const offered = people.active.filter(
    ({ id, role, email }) =>
      role !== 'guest' &&
      email !== person.email &&
      (who === 'anyone' || role !== 'staff') &&
      !without.includes(id),
  )
  return (
    <fieldset className={classes.choice}>
      <legend>{legend}</legend>
      {hint !== undefined && <p className={classes.dim}>{hint}</p>}
      {offered.map(({ id, name, role }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...value, id] : value.filter((one) => one !== id))
            }
          />
          <span>
            {name} <span className={classes.dim}>({text(`people.roles.${role}`)})</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
