import { ownRoles, type OwnRole } from '../../../../../base/permissions.ts'
import { useText } from '../../../../../ui/text.ts'
import classes from '../people.module.css'

interface RoleChoiceProps {
  readonly value: OwnRole
  readonly onChange: (role: OwnRole) => void
}

/** The roles of the organisation's own people, each with what it may do. */
export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  const text = useText('people')
  const door = useText('doors')
  return (
    <fieldset className={classes.roles}>
      <legend>{text('people.role')}</legend>
      {ownRoles.map((role) => (
        <label key={role}>
          <input
            type="radio"
            name="role"
            value={role}
            checked={value === role}
            onChange={() => onChange(role)}
          />
          <span>{door(`role.${role}.name`)}</span>
          <small>{door(`role.${role}.does`)}</small>
        </label>
      ))}
    </fieldset>
  )
}
