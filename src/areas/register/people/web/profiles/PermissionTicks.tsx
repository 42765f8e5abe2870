import type { Permission } from '../../../../../base/permissions.ts'
import { Ticks } from '../../../../../ui/plain/Ticks.tsx'
import { useText } from '../../../../../ui/text.ts'
import classes from '../people.module.css'
import { permissionGroups, permissionsIn, wordKey, type PermissionGroup } from './permission-groups.ts'

interface PermissionTicksProps {
  readonly chosen: readonly Permission[]
  readonly onChange: (chosen: Permission[]) => void
}

/** Everything that can be given, one group after the other; each says how much of it is ticked while it is shut. */
export function PermissionTicks({ chosen, onChange }: PermissionTicksProps) {
  return (
    <div className={classes.groups}>
      {permissionGroups.map((group) => (
        <Group key={group} group={group} chosen={chosen} onChange={onChange} />
      ))}
    </div>
  )
}

function Group({ group, chosen, onChange }: PermissionTicksProps & { readonly group: PermissionGroup }) {
  const text = useText('profiles')
  const own = permissionsIn(group)
  const ticked = own.filter((one) => chosen.includes(one))
  const others = chosen.filter((one) => !own.includes(one))
  return (
    <details>
      <summary>
        {text(`group.${group}`)}{' '}
        <span className={classes.dim}>
          {ticked.length}/{own.length}
        </span>
      </summary>
      <div className={classes.acts}>
        <button type="button" className={classes.quiet} onClick={() => onChange([...others, ...own])}>
          {text('tickAll')}
        </button>
        <button type="button" className={classes.quiet} onClick={() => onChange(others)}>
          {text('tickNone')}
        </button>
      </div>
      <Ticks
        className={classes.roles}
        legend={text(`group.${group}`)}
        options={own.map((value) => ({ value, label: text(wordKey(value)) }))}
        values={ticked}
        onChange={(next) => onChange([...others, ...next])}
      />
    </details>
  )
}
