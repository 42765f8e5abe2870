import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { roleMay } from '../../../../../base/access.ts'
import { profileRoles, type Permission, type ProfileRole } from '../../../../../base/permissions.ts'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../contract/people.ts'
import {
  addAccessProfile,
  changeAccessProfile,
  givable,
  listAccessProfiles,
  type AccessProfile,
} from '../../contract/profiles.ts'
import { PermissionTicks } from './PermissionTicks.tsx'
import { ProfileTold } from './ProfileTold.tsx'

interface ProfileDialogProps {
  /** Undefined while the dialog is shut. */
  readonly wanted: AccessProfile | 'new' | undefined
  readonly onClose: () => void
}

/** A profile is made or changed: name, what it may do, and before it is saved what that comes to. */
export function ProfileDialog({ wanted, onClose }: ProfileDialogProps) {
  const text = useText('profiles')
  const title =
    wanted === undefined || wanted === 'new' ? text('add') : text('editTitle', { name: wanted.name })
  return (
    <Modal
      opened={wanted !== undefined}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': text('close') }}
      closeOnClickOutside={false}
      size="xl"
    >
      {wanted !== undefined && <Fields profile={wanted === 'new' ? undefined : wanted} onClose={onClose} />}
    </Modal>
  )
}

function ofRole(role: ProfileRole): Permission[] {
  return givable.filter((one) => roleMay(role, one))
}

function Fields({
  profile,
  onClose,
}: {
  readonly profile: AccessProfile | undefined
  readonly onClose: () => void
}) {
  const text = useText('profiles')
  const door = useText('doors')
  const client = useQueryClient()
  const held = new Set(profile?.permissions)
  const [baseRole, setBaseRole] = useState<ProfileRole>(profile?.baseRole ?? 'responder')
  const form = useForm({
    schema: addAccessProfile.input.omit({ baseRole: true }),
    initial: {
      name: profile?.name ?? '',
      permissions: profile === undefined ? ofRole(baseRole) : givable.filter((one) => held.has(one)),
    },
    send: async ({ name, permissions }) =>
      profile === undefined
        ? call(addAccessProfile, { name, baseRole, permissions })
        : call(changeAccessProfile, { id: profile.id, name, permissions, version: profile.version }),
    onDone: () => {
      showDone(text('saved'))
      for (const list of [listAccessProfiles, listMembers])
        void client.invalidateQueries({ queryKey: answerKey(list) })
      onClose()
    },
  })
  const { permissions } = form.values
  return (
    <PlainForm form={form} submitLabel={text('save')}>
      <TextField label={text('name')} hint={text('nameHint')} maxLength={60} {...form.field('name')} />
      {profile === undefined ? (
        <SelectField
          label={text('base')}
          hint={text('baseHint')}
          name="baseRole"
          value={baseRole}
          error={undefined}
          onChange={(next) => {
            const wanted = typeof next === 'string' ? next : next.currentTarget.value
            const role = profileRoles.find((one) => one === wanted) ?? baseRole
            setBaseRole(role)
            form.set('permissions', ofRole(role))
          }}
          options={profileRoles.map((value) => ({ value, label: door(`role.${value}.name`) }))}
        />
      ) : (
        <p style={{ margin: 0 }}>{text('countsAs', { role: door(`role.${baseRole}.name`) })}</p>
      )}
      <PermissionTicks chosen={permissions} onChange={(next) => form.set('permissions', next)} />
      <ProfileTold baseRole={baseRole} chosen={permissions} />
      {profile !== undefined && profile.holderCount > 0 && (
        <Notice tone="active">
          {text('atOnce', {
            count: profile.holderCount,
            names: profile.holders
              .slice(0, 6)
              .map(({ name }) => name)
              .join(', '),
          })}
        </Notice>
      )}
    </PlainForm>
  )
}
