import { ownRoles, type OwnRole } from '../../../../../base/permissions.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { useText } from '../../../../../ui/text.ts'
import { listAccessProfiles } from '../../contract/profiles.ts'
import classes from '../people.module.css'

/** What somebody is to be here: a role, or a profile that was begun from it. */
export interface Standing {
  readonly role: OwnRole
  readonly profileId?: string
}

interface RoleChoiceProps {
  readonly value: Standing
  readonly onChange: (standing: Standing) => void
}

/** The roles of the organisation's own people, each with what it may do, and beneath them the profiles of its own. */
export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  const text = useText('people')
  const door = useText('doors')
  const profiles = useAnswer(listAccessProfiles, {})
  const own = profiles.data?.items ?? []
  return (
    <>
      <fieldset className={classes.roles}>
        <legend>{text('people.role')}</legend>
        {ownRoles.map((role) => (
          <label key={role}>
            <input
              type="radio"
              name="role"
              value={role}
              checked={value.profileId === undefined && value.role === role}
              onChange={() => onChange({ role })}
            />
            <span>{door(`role.${role}.name`)}</span>
            <small>{door(`role.${role}.does`)}</small>
          </label>
        ))}
      </fieldset>
      {own.length > 0 && (
        <fieldset className={classes.roles}>
          <legend>{text('people.profiles')}</legend>
          {own.map(({ id, name, baseRole, permissions }) => (
            <label key={id}>
              <input
                type="radio"
                name="role"
                value={id}
                checked={value.profileId === id}
                onChange={() => onChange({ role: baseRole, profileId: id })}
              />
              <span>{name}</span>
              <small>
                {text('people.profileDoes', {
                  role: door(`role.${baseRole}.name`),
                  count: permissions.length,
                })}
              </small>
            </label>
          ))}
        </fieldset>
      )}
    </>
  )
}
