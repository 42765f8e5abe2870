import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { SelectField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  assignRole,
  handOverRole,
  leaveRoleEmpty,
  listIncidentRoles,
  type IncidentRole,
} from '../../contract/roles.ts'
import { usePeople } from '../parts/people.ts'
import { useRefresh } from '../parts/refresh.ts'
import { RoomDialog } from '../parts/RoomDialog.tsx'
import { useRoleName } from './role-words.ts'

export interface RoleAsk {
  readonly what: 'assign' | 'handOver' | 'empty'
  readonly role: IncidentRole
}

interface RoleDialogProps {
  readonly incidentId: string
  readonly asked: RoleAsk
  readonly onClose: () => void
}

/** Gives a role, hands it over with a note, or leaves it empty with a reason. */
export function RoleDialog(props: RoleDialogProps) {
  const text = useText('grading')
  const nameOf = useRoleName()
  const { what, role } = props.asked
  const title = {
    assign: text(role.memberId === null ? 'roles.giveOf' : 'roles.changeOf', { role: nameOf(role) }),
    handOver: text('roles.handOverOf', { role: nameOf(role) }),
    empty: text('roles.leaveEmptyOf', { role: nameOf(role) }),
  }[what]
  return (
    <RoomDialog title={title} isOpen onClose={props.onClose}>
      {what === 'assign' && <Assign {...props} />}
      {what === 'handOver' && <HandOver {...props} />}
      {what === 'empty' && <LeaveEmpty {...props} />}
    </RoomDialog>
  )
}

function Assign({ incidentId, asked, onClose }: RoleDialogProps) {
  const text = useText('grading')
  const done = useDone(onClose)
  const form = useForm({
    schema: assignRole.input.pick({ memberId: true }),
    initial: { memberId: asked.role.memberId ?? '', deputyId: asked.role.deputyId ?? '' },
    send: ({ memberId, deputyId }) =>
      call(assignRole, {
        id: incidentId,
        role: asked.role.role,
        memberId,
        // An empty choice is left out of what a form sends.
        deputyId: deputyId === undefined || deputyId === '' ? null : deputyId,
      }),
    onDone: done,
  })
  return (
    <PlainForm form={form} submitLabel={text('roles.assignSave')}>
      <SelectField label={text('roles.who')} {...form.field('memberId')} options={usePersonOptions()} />
      <SelectField
        label={text('roles.whoDeputy')}
        isOptional
        {...form.field('deputyId')}
        options={usePersonOptions(form.values.memberId)}
      />
    </PlainForm>
  )
}

function HandOver({ incidentId, asked, onClose }: RoleDialogProps) {
  const text = useText('grading')
  const done = useDone(onClose)
  const form = useForm({
    schema: handOverRole.input.omit({ id: true, role: true }),
    initial: { memberId: '', note: '' },
    send: (values) => call(handOverRole, { id: incidentId, role: asked.role.role, ...values }),
    onDone: done,
    draft: `handover.${incidentId}.${asked.role.role}`,
  })
  return (
    <PlainForm form={form} submitLabel={text('roles.handOverSave')}>
      <SelectField
        label={text('roles.whoNext')}
        {...form.field('memberId')}
        options={usePersonOptions(asked.role.memberId ?? undefined)}
      />
      <Textarea
        label={text('roles.note')}
        description={text('roles.noteHint')}
        autosize
        minRows={3}
        maxLength={5000}
        required
        {...form.field('note')}
      />
    </PlainForm>
  )
}

function LeaveEmpty({ incidentId, asked, onClose }: RoleDialogProps) {
  const text = useText('grading')
  const done = useDone(onClose)
  const form = useForm({
    schema: leaveRoleEmpty.input.omit({ id: true, role: true }),
    initial: { reason: '' },
    send: (values) => call(leaveRoleEmpty, { id: incidentId, role: asked.role.role, ...values }),
    onDone: done,
  })
  return (
    <PlainForm form={form} submitLabel={text('roles.emptySave')}>
      <Textarea
        label={text('roles.emptyWhy')}
        autosize
        minRows={2}
        maxLength={1000}
        required
        {...form.field('reason')}
      />
    </PlainForm>
  )
}

/** Active people but one, with an empty choice first. */
function usePersonOptions(except?: string): { value: string; label: string }[] {
  const people = usePeople()
  const words = useText('incidents')
  return [
    { value: '', label: '…' },
    ...people.active
      .filter(({ id }) => id !== except)
      .map(({ id, name, role }) => ({ value: id, label: `${name} (${words(`people.roles.${role}`)})` })),
  ]
}

function useDone(onClose: () => void): () => void {
  const text = useText('grading')
  const client = useQueryClient()
  const refresh = useRefresh()
  return () => {
    showDone(text('roles.saved'))
    onClose()
    void client.invalidateQueries({ queryKey: answerKey(listIncidentRoles) })
    void refresh()
  }
}
