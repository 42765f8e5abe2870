import { Button } from '@mantine/core'
import { useState } from 'react'
import { profileRoles, type ProfileRole } from '../../../../../base/permissions.ts'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { EmptyState } from '../../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import classes from '../../../../../ui/kit/settings.module.css'
import { SelectField } from '../../../../../ui/plain/fields.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listAccessProfiles } from '../../../people/contract/profiles.ts'
import { mapProvisionedGroup, readProvisioning, type ProvisionedGroup } from '../../contract.ts'

/** What the groups of the directory make of their members. */
export function Groups({ groups }: { readonly groups: readonly ProvisionedGroup[] }) {
  const text = useText('provisioning')
  const profiles = useAnswer(listAccessProfiles, {})
  const options = useStandings(profiles.data?.items ?? [])
  if (groups.length === 0) return <EmptyState title={text('groups.none')} lead={text('groups.noneLead')} />
  return (
    <div className={classes.stack}>
      <p className={classes.dim}>{text('groups.what')}</p>
      <ul className={classes.list}>
        {groups.map((group) => (
          // A new choice where it was changed elsewhere.
          <One key={`${group.id} ${standingOf(group)}`} group={group} options={options} />
        ))}
      </ul>
    </div>
  )
}

interface Option {
  readonly value: string
  readonly label: string
  readonly role: ProfileRole | null
  readonly profileId?: string
}

function useStandings(
  profiles: readonly { readonly id: string; readonly name: string; readonly baseRole: ProfileRole }[],
): readonly Option[] {
  const text = useText('provisioning')
  const door = useText('doors')
  return [
    { value: '', label: text('groups.nothing'), role: null },
    ...profileRoles.map((role) => ({ value: role, label: door(`role.${role}.name`), role })),
    ...profiles.map(({ id, name, baseRole }) => ({ value: id, label: name, role: baseRole, profileId: id })),
  ]
}

function standingOf({ role, profileId }: Pick<ProvisionedGroup, 'role' | 'profileId'>): string {
  return profileId ?? role ?? ''
}

function One({ group, options }: { readonly group: ProvisionedGroup; readonly options: readonly Option[] }) {
  const text = useText('provisioning')
  const [value, setValue] = useState(standingOf(group))
  const map = useAct(mapProvisionedGroup, {
    refreshes: [readProvisioning],
    onDone: () => showDone(text('groups.saved')),
  })
  const chosen = options.find((one) => one.value === value)
  return (
    <li>
      <strong>{group.name}</strong>
      <span className={classes.dim}>{text('groups.members', { count: group.members })}</span>
      <SelectField
        label={text('groups.makes')}
        name={`role-${group.id}`}
        value={value}
        error={undefined}
        options={options}
        onChange={(next) => setValue(typeof next === 'string' ? next : next.currentTarget.value)}
      />
      {value !== standingOf(group) && chosen !== undefined && (
        <div className={classes.buttons}>
          <Button
            loading={map.isPending}
            onClick={() =>
              map.mutate({
                id: group.id,
                role: chosen.role,
                ...(chosen.profileId !== undefined && { profileId: chosen.profileId }),
              })
            }
          >
            {text('groups.save', { count: group.members })}
          </Button>
          <Button variant="default" onClick={() => setValue(standingOf(group))}>
            {text('groups.leave')}
          </Button>
        </div>
      )}
      {map.error && <ErrorState error={map.error} />}
    </li>
  )
}
