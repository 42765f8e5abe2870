import { Textarea } from '@mantine/core'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { changeSeverity, type Incident } from '../../contract/incident.ts'
import { SeverityFollows } from '../grading/SeverityFollows.tsx'
import { useRefresh } from './refresh.ts'
import { RoomDialog } from './RoomDialog.tsx'
import { SeverityChoice } from './SeverityChoice.tsx'

/** Raises or lowers the severity; the reason stays on the record. */
export function SeverityDialog({
  incident,
  onClose,
}: {
  readonly incident: Incident
  readonly onClose: () => void
}) {
  const text = useText('incidents')
  const refresh = useRefresh()
  const form = useForm({
    schema: changeSeverity.input.omit({ id: true }),
    initial: { severity: incident.severity, reason: '' },
    send: (values) => call(changeSeverity, { id: incident.id, ...values }),
    onDone: () => {
      void refresh()
      onClose()
    },
  })
  return (
    <RoomDialog title={text('room.changeSeverity')} isOpen onClose={onClose}>
      <PlainForm form={form} submitLabel={text('room.severitySave')}>
        <SeverityChoice
          legend={text('room.severityChoose')}
          value={form.values.severity}
          onChange={(severity) => form.set('severity', severity)}
        />
        <SeverityFollows incidentId={incident.id} severity={form.values.severity} />
        <Textarea
          label={text('room.severityWhy')}
          autosize
          minRows={2}
          maxLength={1000}
          required
          {...form.field('reason')}
        />
      </PlainForm>
    </RoomDialog>
  )
}
