import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { instantOf, localIn } from '../../../../../ui/entry/entry-values.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import type { Board, OwedDuty } from '../../contract/board.ts'
import { chargeDuty, endDelay, recordDelay } from '../../contract/charging.ts'
import classes from './duties.module.css'

interface CareProps {
  readonly board: Board
  readonly duty: OwedDuty
  readonly onDone: (board: Board) => void
}

/** Whom to write to, whose it is, what time was granted, and the form to fill. */
export function DutyCare({ board, duty, onDone }: CareProps) {
  const text = useText('duties')
  const [isAsked, setAsked] = useState(false)
  const [ended, setEnded] = useState<string>()
  const { authority, delays } = duty
  return (
    <>
      {authority && <Authority authority={authority} />}
      <Owner board={board} duty={duty} onDone={onDone} />
      {delays.map((delay) => (
        <p key={delay.id}>
          <StateMark
            tone={delay.endedAt === null ? 'active' : 'quiet'}
            word={text(delay.endedAt === null ? `delay.${delay.kind}` : 'delay.ended')}
          />{' '}
          <TimeText at={delay.until} zone={board.zone} form="absolute" /> · {delay.grantedBy}{' '}
          {delay.reference} · {delay.endedReason ?? delay.reason}{' '}
          {delay.endedAt === null && board.can.decide && (
            <Button variant="subtle" className={classes.act} onClick={() => setEnded(delay.id)} data-no-print>
              {text('delay.end')}
            </Button>
          )}
        </p>
      ))}
      <div className={classes.actions} data-no-print>
        {board.can.submit && (
          <To
            path={`/incidents/${board.incidentId}/duty-form?about=${encodeURIComponent(duty.key)}`}
            className={classes.go}
          >
            {text('form.go')}
          </To>
        )}
        {board.can.decide && delays.every(({ endedAt }) => endedAt !== null) && (
          <Button variant="subtle" className={classes.act} onClick={() => setAsked(true)}>
            {text('delay.open')}
          </Button>
        )}
      </div>
      {isAsked && (
        <DelayDialog
          board={board}
          duty={duty}
          onClose={() => setAsked(false)}
          onDone={(next) => {
            setAsked(false)
            onDone(next)
          }}
        />
      )}
      <ConfirmDialog
        isOpen={ended !== undefined}
        title={text('delay.end')}
        confirmLabel={text('delay.end')}
        reasonLabel={text('delay.reason')}
        onConfirm={async (reason) =>
          onDone(await call(endDelay, { id: board.incidentId, delay: ended ?? '', reason }))
        }
        onClose={() => setEnded(undefined)}
      >
        {text('delay.endWhat')}
      </ConfirmDialog>
    </>
  )
}

function Authority({ authority }: { readonly authority: NonNullable<OwedDuty['authority']> }) {
  const text = useText('duties')
  const { site, form, phone, checkedOn, isConfirmed, isStale } = authority
  return (
    <p className={classes.dim}>
      {[form || site, phone].filter((one) => one !== '').join(' · ')}{' '}
      {text('authority.checked', { day: checkedOn })}{' '}
      {(isStale || !isConfirmed) && (
        <StateMark tone="unknown" word={text(isStale ? 'authority.stale' : 'authority.unsure')} />
      )}
    </p>
  )
}

function Owner({ board, duty, onDone }: CareProps) {
  const text = useText('duties')
  const members = useAnswer(listMembers, { limit: 200 }).data?.items ?? []
  const charge = useAct(chargeDuty, { onDone })
  if (!board.can.submit)
    return (
      <p className={classes.dim}>
        {duty.owner === null ? text('owner.nobody') : text('owner.is', { name: duty.owner.name })}
      </p>
    )
  const offered = members.filter(
    ({ status, role }) => status === 'active' && role !== 'guest' && role !== 'staff',
  )
  return (
    <>
      <NativeSelect
        label={text('owner.label')}
        value={duty.owner?.id ?? ''}
        disabled={charge.isPending}
        onChange={(event) =>
          charge.mutate({ id: board.incidentId, duty: duty.key, ownerId: event.currentTarget.value || null })
        }
        data={[
          { value: '', label: text('owner.nobody') },
          ...offered.map(({ id, name }) => ({ value: id, label: name })),
          ...(duty.owner !== null && !offered.some(({ id }) => id === duty.owner?.id)
            ? [{ value: duty.owner.id, label: duty.owner.name }]
            : []),
        ]}
        data-no-print
      />
      {charge.error && <Notice tone="bad">{charge.error.message}</Notice>}
    </>
  )
}

function DelayDialog({ board, duty, onDone, onClose }: CareProps & { readonly onClose: () => void }) {
  const text = useText('duties')
  const ui = useText('ui')
  const initial: {
    kind: 'extension' | 'police'
    until: string
    grantedBy: string
    reference: string
    reason: string
  } = {
    kind: duty.stage === 'individual_notice' ? 'police' : 'extension',
    ...{ until: localIn(48 * 60), grantedBy: '', reference: '', reason: '' },
  }
  const form = useForm({
    schema: z.looseObject({ grantedBy: z.string().trim().min(1), reason: z.string().trim().min(1) }),
    initial,
    send: ({ until, ...wish }) =>
      call(recordDelay, { id: board.incidentId, duty: duty.key, ...wish, until: instantOf(until) }),
    onDone,
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('delay.open')}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': ui('action.close') }}
    >
      <PlainForm form={form} submitLabel={text('delay.keep')}>
        <p>{text('delay.lead')}</p>
        <NativeSelect
          label={text('delay.kind')}
          {...form.field('kind')}
          data={(['extension', 'police'] as const).map((value) => ({ value, label: text(`delay.${value}`) }))}
        />
        <TextInput type="datetime-local" label={text('delay.until')} required {...form.field('until')} />
        <TextInput label={text('delay.grantedBy')} maxLength={200} required {...form.field('grantedBy')} />
        <TextInput label={text('submit.reference')} maxLength={200} {...form.field('reference')} />
        <Textarea label={text('delay.reason')} autosize minRows={2} required {...form.field('reason')} />
      </PlainForm>
    </Modal>
  )
}
