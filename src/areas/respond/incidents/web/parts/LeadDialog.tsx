import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { SelectField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { takeLead, type Incident } from '../../contract/incident.ts'
import { usePeople } from './people.ts'
import { useRefresh } from './refresh.ts'
import { RoomDialog } from './RoomDialog.tsx'

interface LeadDialogProps {
  readonly incident: Incident
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Says who leads. */
export function LeadDialog(props: LeadDialogProps) {
  const text = useText('incidents')
  return (
    <RoomDialog title={text('room.changeLead')} isOpen={props.isOpen} onClose={props.onClose}>
      {/* Inside, so that each opening starts anew. */}
      <LeadForm {...props} />
    </RoomDialog>
  )
}

function LeadForm({ incident, onClose }: LeadDialogProps) {
  const text = useText('incidents')
  const people = usePeople()
  const refresh = useRefresh()
  const form = useForm({
    schema: takeLead.input.omit({ id: true }),
    initial: { memberId: incident.leadId ?? '' },
    send: ({ memberId }) => call(takeLead, { id: incident.id, memberId }),
    onDone: (changed) => {
      showDone(text('room.leadSaved', { name: people.nameOf(changed.leadId) ?? '' }))
      onClose()
      void refresh()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('room.leadSave')}>
      <SelectField
        label={text('room.leadChoose')}
        hint={text('room.leadHint')}
        {...form.field('memberId')}
        options={[
          { value: '', label: '…' },
          ...people.active.map((member) => ({
            value: member.id,
            label: `${member.name} (${text(`people.roles.${member.role}`)})`,
          })),
        ]}
      />
    </PlainForm>
  )
}
