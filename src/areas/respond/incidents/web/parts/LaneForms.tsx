import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { LongField, SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { decideOnNotice, laneKinds, openLane, type Lane } from '../../contract/lanes.ts'
import { PeopleChoice } from './PeopleChoice.tsx'
import { usePeople } from './people.ts'
import classes from './circle.module.css'

interface OpenLaneDialogProps {
  readonly id: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Opens a lane: for what, who owns it, who is in it. */
export function OpenLaneDialog({ id, isOpen, onClose }: OpenLaneDialogProps) {
  const text = useText('incidents')
  const people = usePeople()
  const [kind, setKind] = useState<Lane['kind']>('legal')
  const [counselId, setCounsel] = useState('')
  const [inside, setInside] = useState<readonly string[]>([])
  const open = useAct(openLane)
  const counsel = people.active.filter(({ role }) => role === 'counsel' || role === 'guest')
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={text('lane.open')}
      confirmLabel={text('lane.openDo')}
      onClose={onClose}
      onConfirm={() =>
        open.mutateAsync({
          id,
          kind,
          people: [...inside],
          ...(kind === 'legal' && counselId !== '' && { counselId }),
        })
      }
    >
      <div className={classes.stack}>
        <p>{text('lane.openMeans')}</p>
        <NativeSelect
          label={text('lane.for')}
          size="md"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value === 'staff' ? 'staff' : 'legal')}
          data={laneKinds.map((value) => ({ value, label: text(`lane.kind.${value}`) }))}
        />
        {kind === 'legal' && (
          <NativeSelect
            label={text('lane.counsel')}
            description={text('lane.counselHint')}
            size="md"
            value={counselId}
            onChange={(event) => setCounsel(event.currentTarget.value)}
            data={[
              { value: '', label: '…' },
              ...counsel.map(({ id: value, name }) => ({ value, label: name })),
            ]}
          />
        )}
        <PeopleChoice legend={text('lane.people')} who="readers" value={inside} onChange={setInside} />
      </div>
    </ConfirmDialog>
  )
}

const undecided = 'no_notice' as 'no_notice' | 'notify' // widened: the form may hold either

/** Whether a notice is due, with reasons, signed with one's name. */
export function DecideForm({ lane, onDone }: { readonly lane: Lane; readonly onDone: () => void }) {
  const text = useText('incidents')
  const form = useForm({
    schema: decideOnNotice.input.pick({ duty: true, decision: true, reason: true }),
    initial: { duty: '', decision: undecided, reason: '' },
    send: (wanted) => call(decideOnNotice, { id: lane.incidentId, lane: lane.id, ...wanted }),
    onDone,
  })
  return (
    <PlainForm form={form} submitLabel={text('lane.sign')}>
      <TextField label={text('lane.duty')} hint={text('lane.dutyHint')} {...form.field('duty')} />
      <SelectField
        label={text('lane.decision')}
        {...form.field('decision')}
        options={(['no_notice', 'notify'] as const).map((value) => ({
          value,
          label: text(`lane.answer.${value}`),
        }))}
      />
      <LongField label={text('lane.reason')} rows={3} {...form.field('reason')} />
    </PlainForm>
  )
}
